import { decimalField } from '../numbers/decimal/decimalField.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import type { Answer, Digits } from './claim.ts';

/** An exact value, rounded once for comparison; all working digits are certain. */
export function exactAnswer(value: Matrix<Rational> | Rational, { working }: Digits): Answer {
  const matrix = value instanceof Rational ? new Matrix(1, 1, [value]) : value;
  return { value: convert(decimalField(working), matrix), digits: working };
}
