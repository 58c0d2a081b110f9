import type { Decimal, DecimalField } from '../../src/numbers/decimal/decimalField.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import type { TimeScale } from './timeScale.ts';

/** Forms coefficients at k, and then at those that lead to `last`, up or down. */
export type Recording = (k: number, last?: number) => void;

/**
 * The arithmetic of a Taylor integrator. S is a power series up to a fixed order, N a number read from it. A coefficient
 * is formed in the kernel's one running sum, which is empty at first, takes products unrounded (or at least wider), and is
 * rounded once and emptied by `finish`. Coefficients should be of size 1 at most, give or take a few powers of ten.
 */
export interface TaylorKernel<S, N> {
  readonly order: number;
  /** log2 of the error that `finish` can make (and half of it, `set`), for series of size 1. */
  readonly log2Unit: number;
  /** log10 of the absolute size of the last place; −Infinity in floating point, which has none. */
  readonly log10Resolution: number;
  series(): S;
  /** A series of coefficient 0 alone, for `accumulate`, `finish` and what reads it. */
  number(): S;
  /** Forgets all coefficients. Thereafter each must be set or finished before it is read. */
  restart(series: S): void;
  /** The nearest coefficient to an exact number. */
  set(series: S, k: number, value: Rational): void;
  get(series: S, k: number): N;
  /** sum ± Σ_{j=0..k} a_j b_{k−j}: the k-th coefficient of a product of two series. */
  convolve(a: S, b: S, k: number, sign?: 1 | -1): void;
  /** `convolve(a, a, k)` in half the products. */
  convolveSelf(a: S, k: number): void;
  /** sum ± a_k b_0. */
  accumulate(a: S, k: number, b: S, sign?: 1 | -1): void;
  /** sum ± a_k. */
  add(a: S, k: number, sign?: 1 | -1): void;
  /** target_k = sum · scale / divisor. Throws PRECISION where it is far too large. */
  finish(target: S, k: number, divisor: number, scale?: TimeScale): void;
  /**
   * Of sums that are formed alike for every k of some range, k > 0, of coefficients k − 1, k and k + 1 and with divisors that are k + 1 or the same for
   * all: what does so at once. `form` is called for one k that stands for all. An earlier recording that this one stands
   * `instead` of no longer holds. Undefined where a time scale is out of its reach.
   */
  record?(form: (k: number) => void, instead?: Recording): Recording | undefined;
  /** log2 of the Frobenius norm of coefficient k of several series, −Infinity where all are zero. */
  log2Norm(entries: readonly S[], k: number): number;
  toNumber(series: S, k: number): number;
  /** value·2^exponent. */
  toDecimal(field: DecimalField, value: N, exponent: number): Decimal;
}

/** What is formed for one k, for several. */
export function repeated(form: (k: number) => void): Recording {
  return (k, last = k) => {
    const direction = last < k ? -1 : 1;
    for (let next = k; next !== last + direction; next += direction) form(next);
  };
}
