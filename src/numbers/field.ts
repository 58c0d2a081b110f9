import type { Rational } from './rational.ts';

/**
 * The scalars of one number system. A value never carries its precision: the field does, and is handed in wherever
 * numbers are combined. `sqrt`, `exp` and `log` throw a DloError for arguments outside their real domain and in fields
 * that lack them.
 */
export interface Field<T> {
  readonly name: string;
  /** Significant decimal digits carried; Infinity for exact fields. */
  readonly digits: number;
  readonly zero: T;
  readonly one: T;
  of(value: Rational | number | bigint): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  neg(a: T): T;
  abs(a: T): T;
  sqrt(a: T): T;
  exp(a: T): T;
  log(a: T): T;
  /** Negative, zero or positive, as a − b is. */
  compare(a: T, b: T): number;
  isZero(a: T): boolean;
  isFinite(a: T): boolean;
  toNumber(a: T): number;
  toString(a: T): string;
  /**
   * Σ_{k<count} a[aStart + k·aStride]·b[bStart + k·bStride], rounded once. In fields without it products are added one by
   * one.
   */
  readonly dot?: (
    count: number,
    a: readonly T[],
    aStart: number,
    aStride: number,
    b: readonly T[],
    bStart: number,
    bStride: number,
  ) => T;
  /** Of fields whose values carry a bound of their error; `compare` then looks at their midpoints. */
  readonly bounds?: ErrorBounds<T>;
}

export interface ErrorBounds<T> {
  /** An exact number that |a| does not exceed. */
  upper(a: T): T;
  /** `a` with its error bound raised by the largest value of |by|: by what a series leaves out. */
  widen(a: T, by: T): T;
  /** Whether a is known to be negative, exactly zero, or positive. */
  signIsKnown(a: T): boolean;
}
