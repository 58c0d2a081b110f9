import type { Decimal, DecimalField } from '../../src/numbers/decimal/decimalField.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import type { TimeScale } from './timeScale.ts';

/** Forms coefficients at k, and then at those that lead to `last`, up or down. */
export type Recording = (k: number, last?: number) => void;

export interface RecordingOptions {
  /** An earlier recording that no longer holds, as this one takes its place. */
  readonly instead?: Recording | undefined;
  /** The only k at which the sums are formed: any coefficients may be in them. */
  readonly at?: number;
}

/**
 * The arithmetic of a Taylor integrator. S is a power series up to a fixed order, N a number read from it. A coefficient
 * is formed in the kernel's one running sum, which is empty at first, takes products unrounded (or at least wider), and is
 * rounded once and emptied by `finish`. Coefficients should be of size 1 at most, give or take a few powers of ten.
 */
export interface TaylorKernel<S, N> {
  readonly order: number;
  /** log2 of the error that `finish` can make (and half of it, `set`), for series of size 1, and as often as a scale of time is above 1. */
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
   * all: what does so at once. `form` is called for one k that stands for all. Time scales are taken as they are when the sums are formed.
   * Undefined where a sum depends on k otherwise.
   */
  record?(form: (k: number) => void, options?: RecordingOptions): Recording | undefined;
  /** log2 of the Frobenius norm of coefficient k of several series, −Infinity where all are zero. */
  log2Norm(entries: readonly S[], k: number): number;
  /** The same of coefficients 0 … last. */
  log2Norms?(entries: readonly S[], last: number): number[];
  toNumber(series: S, k: number): number;
  /** value·2^exponent. */
  toDecimal(field: DecimalField, value: N, exponent: number): Decimal;
}

/** log2 of the Frobenius norms of coefficients 0 … last of several series. */
export function log2Norms<S>(kernel: TaylorKernel<S, unknown>, entries: readonly S[], last: number): number[] {
  return kernel.log2Norms?.(entries, last) ?? Array.from({ length: last + 1 }, (_, k) => kernel.log2Norm(entries, k));
}

/** What forms sums again and again: recorded where the kernel can. */
export function recorded<S>(
  kernel: TaylorKernel<S, unknown>,
  form: (k: number) => void,
  options?: RecordingOptions,
): Recording {
  return kernel.record?.(form, options) ?? repeated(form);
}

/** What is formed for one k, for several. */
export function repeated(form: (k: number) => void): Recording {
  return (k, last = k) => {
    const direction = last < k ? -1 : 1;
    for (let next = k; next !== last + direction; next += direction) form(next);
  };
}
