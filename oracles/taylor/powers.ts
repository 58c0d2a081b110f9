import type { Rational } from '../../src/numbers/rational.ts';
import type { TaylorKernel } from './kernel.ts';

/** The powers of one time, backwards, so that a series there is a Cauchy product: coefficient order − j is x^j, or j x^(j−1). */
export interface Powers<S> {
  readonly values: S;
  readonly slopes: S;
  readonly one: S;
  readonly x: S;
  /** Where a value may be formed. */
  readonly scratch: S;
}

export function powersOf<S>(kernel: TaylorKernel<S, unknown>, one: S): Powers<S> {
  return { values: kernel.series(), slopes: kernel.series(), one, x: kernel.number(), scratch: kernel.number() };
}

/** Fills in the powers 0…order of x, 0 ≤ x ≤ 1. */
export function fillValues<S>(kernel: TaylorKernel<S, unknown>, powers: Powers<S>, x: Rational, order: number): void {
  const { values, one } = powers;
  kernel.restart(powers.x);
  kernel.set(powers.x, 0, x);
  kernel.restart(values);
  kernel.accumulate(one, 0, one);
  kernel.finish(values, order, 1);
  for (let k = order; k > 0; k--) {
    kernel.accumulate(values, k, powers.x);
    kernel.finish(values, k - 1, 1);
  }
}

/** Fills in the derivatives of the powers that `fillValues` has filled in, order ≥ 1. */
export function fillSlopes<S>(
  kernel: TaylorKernel<S, unknown>,
  { values, slopes, one, x }: Powers<S>,
  order: number,
): void {
  kernel.restart(slopes);
  kernel.finish(slopes, order, 1);
  for (let k = order; k > 0; k--) {
    kernel.accumulate(slopes, k, x);
    kernel.accumulate(values, k, one);
    kernel.finish(slopes, k - 1, 1);
  }
}
