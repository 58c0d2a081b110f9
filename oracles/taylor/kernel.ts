import type { Rational } from '../../src/numbers/rational.ts';
import type { Decimal, DecimalField } from '../decimalField.ts';

/**
 * The arithmetic of a Taylor integrator. A coefficient is a rounded number; a sum of products stays unrounded (or at
 * least wider) until `finish`, so that every coefficient is rounded once. Both are of type T and must not be mixed up.
 */
export interface TaylorKernel<T> {
  readonly name: 'bigint' | 'decimal';
  readonly zero: T;
  /** log10 of the absolute size of the last place; −Infinity in floating point, which has none. */
  readonly log10Resolution: number;
  /** The coefficient nearest to an exact number. */
  of(value: Rational): T;
  /** sum + Σ_{j=0..k} a_j b_{k−j}: the k-th coefficient of a product of two series. */
  convolve(sum: T, a: readonly T[], b: readonly T[], k: number): T;
  /** `convolve(sum, a, a, k)` in half the products. */
  convolveSelf(sum: T, a: readonly T[], k: number): T;
  /** sum + a·b for two coefficients. */
  accumulate(sum: T, a: T, b: T): T;
  /** The difference of two sums. */
  subtract(a: T, b: T): T;
  /** The coefficient sum · 2^−timeExponent / divisor, rounded once. */
  finish(sum: T, divisor: number, timeExponent: number): T;
  /** Σ_{k=0..order} c_k x^k by Horner's rule, for 0 ≤ x ≤ 1. */
  evaluate(coefficients: readonly T[], order: number, x: T): T;
  /** log2|value| of a coefficient, −Infinity at zero. */
  log2Abs(value: T): number;
  toDecimal(field: DecimalField, value: T): Decimal;
}
