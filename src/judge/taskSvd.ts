import { type Decimal, type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert, diagonal, multiply } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { svd } from '../numbers/svd.ts';

/** Ũ (No×m), S̃ (m×m) and Ṽ (Ni×m) of a correlation, m = min(Ni, No), at the field's digits. */
export interface TaskSvd {
  readonly field: DecimalField;
  readonly U: Matrix<Decimal>;
  readonly S: Matrix<Decimal>;
  readonly V: Matrix<Decimal>;
}

export function taskSvd(sigmaYX: Matrix<Rational>, digits: number): TaskSvd {
  const field = decimalField(digits);
  const { U, s, V } = svd(field, convert(field, sigmaYX));
  const m = s.length;
  return { field, U: U.slice(0, U.rows, 0, m), S: diagonal(field, s), V: V.slice(0, V.rows, 0, m) };
}

/** A·D·Bᵀ. */
export function sandwich(
  field: DecimalField,
  A: Matrix<Decimal>,
  D: Matrix<Decimal>,
  B: Matrix<Decimal>,
): Matrix<Decimal> {
  return multiply(field, multiply(field, A, D), B.transpose());
}
