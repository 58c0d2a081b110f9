import type { Matrix } from './matrix.ts';
import type { Rational } from './rational.ts';

/** Whether two matrices have the same shape and entries. */
export function equal(a: Matrix<Rational>, b: Matrix<Rational>): boolean {
  return a.rows === b.rows && a.cols === b.cols && a.data.every((entry, i) => entry.equals(b.data[i]!));
}
