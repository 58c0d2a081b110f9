import { type Binary, log10Radius } from '../numbers/binary/binary.ts';
import type { BinaryField } from '../numbers/binary/binaryField.ts';
import { log10 } from '../numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Digits } from './claim.ts';

/** The value that a formula states and, entry by entry, a bound of its error. */
export interface StatedValue {
  readonly value: Matrix<Decimal>;
  readonly log10Error: Matrix<number>;
}

/** A value with bounds of its errors, for comparison. */
export function inDecimals(field: BinaryField, value: Matrix<Binary>): StatedValue {
  const decimal = decimalField(field.digits);
  return { value: value.map(entry => field.toDecimal(decimal, entry)), log10Error: value.map(log10Radius) };
}

/**
 * What two precisions agree on is certain, but for zeros: both may have cancelled what is there, cosh − sinh of a late time say, and
 * what is left can be as large as the rounding of the coarser one, relative to the largest entry, or to 1 where all are zero.
 */
export function agreedValue(rough: Matrix<Decimal>, fine: Matrix<Decimal>, working: number): StatedValue {
  const sizes = fine.data.filter(entry => !entry.isZero()).map(entry => log10(entry.abs()));
  const rounding = (sizes.length === 0 ? 0 : Math.max(...sizes)) - working;
  return {
    value: fine,
    log10Error: fine.map((entry, i, j) => {
      const off = entry.minus(rough.at(i, j)).abs();
      if (!off.isZero()) return log10(off);
      return entry.isZero() ? rounding : Number.NEGATIVE_INFINITY;
    }),
  };
}

/** Certain digits relative to `size`, at most those of the arithmetic; relative to 1 where that is zero. */
export function certainDigits(log10Error: Matrix<number>, size: Decimal, { working }: Digits): number {
  const largest = Math.max(...log10Error.data);
  if (largest === Number.NEGATIVE_INFINITY) return working;
  const norm = Math.sqrt(log10Error.data.reduce((sum, error) => sum + 10 ** (2 * (error - largest)), 0));
  return Math.min((size.isZero() ? 0 : log10(size)) - largest - Math.log10(norm), working);
}
