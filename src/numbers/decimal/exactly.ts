import type { Matrix } from '../matrix.ts';
import { Rational } from '../rational.ts';
import type { Decimal } from './decimalField.ts';

/** Every digit of a Decimal matrix, as fractions. Entries must be finite, else NOT_A_NUMBER. */
export function exactly(a: Matrix<Decimal>): Matrix<Rational> {
  return a.map(entry => Rational.of(entry.toFixed()));
}
