import type { Rational } from '../../src/numbers/rational.ts';
import { type Recording, repeated, type TaylorKernel } from './kernel.ts';

/** The powers of one time, backwards, so that a series there is a Cauchy product: coefficient order − j is x^j, or j x^(j−1). */
export interface Powers<S> {
  readonly values: S;
  readonly slopes: S;
  readonly one: S;
  readonly x: S;
  /** Where a value may be formed. */
  readonly scratch: S;
  /** Coefficient k − 1 of `values`, or `slopes`, from coefficient k. */
  readonly formValue: Recording;
  readonly formSlope: Recording;
}

export function powersOf<S>(kernel: TaylorKernel<S, unknown>, one: S): Powers<S> {
  const [values, slopes, x] = [kernel.series(), kernel.series(), kernel.number()];
  const recorded = (form: (k: number) => void): Recording => kernel.record?.(form) ?? repeated(form);
  return {
    values,
    slopes,
    one,
    x,
    scratch: kernel.number(),
    formValue: recorded(k => {
      kernel.accumulate(values, k, x);
      kernel.finish(values, k - 1, 1);
    }),
    formSlope: recorded(k => {
      kernel.accumulate(slopes, k, x);
      kernel.add(values, k);
      kernel.finish(slopes, k - 1, 1);
    }),
  };
}

/** Fills in the powers 0…order of x, 0 ≤ x ≤ 1. */
export function fillValues<S>(kernel: TaylorKernel<S, unknown>, powers: Powers<S>, x: Rational, order: number): void {
  const { values, one, formValue } = powers;
  kernel.restart(powers.x);
  kernel.set(powers.x, 0, x);
  kernel.restart(values);
  kernel.accumulate(one, 0, one);
  kernel.finish(values, order, 1);
  if (order > 0) formValue(order, 1);
}

/** Fills in the derivatives of the powers that `fillValues` has filled in, order ≥ 1. */
export function fillSlopes<S>(kernel: TaylorKernel<S, unknown>, { slopes, formSlope }: Powers<S>, order: number): void {
  kernel.restart(slopes);
  kernel.finish(slopes, order, 1);
  formSlope(order, 1);
}
