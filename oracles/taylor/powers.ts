import type { Rational } from '../../src/numbers/rational.ts';
import { type Recording, recorded, type TaylorKernel } from './kernel.ts';

/**
 * The powers of one time, backwards, so that a series there is its Cauchy product with them of the kernel's order p, whatever the order of the
 * series: coefficient p − j is x^j, or j x^(j−1), and 0 beyond the order of the series.
 */
export interface Powers<S> {
  readonly values: S;
  readonly slopes: S;
  readonly one: S;
  readonly x: S;
  /** Coefficient k − 1 of `values`, or `slopes`, from coefficient k; and 0 of both. */
  readonly formValue: Recording;
  readonly formSlope: Recording;
  readonly clear: Recording;
}

export function powersOf<S>(kernel: TaylorKernel<S, unknown>, one: S): Powers<S> {
  const [values, slopes, x] = [kernel.series(), kernel.series(), kernel.number()];
  return {
    values,
    slopes,
    one,
    x,
    formValue: recorded(kernel, k => {
      kernel.accumulate(values, k, x);
      kernel.finish(values, k - 1, 1);
    }),
    formSlope: recorded(kernel, k => {
      kernel.accumulate(slopes, k, x);
      kernel.add(values, k);
      kernel.finish(slopes, k - 1, 1);
    }),
    clear: recorded(kernel, k => {
      kernel.finish(values, k, 1);
      kernel.finish(slopes, k, 1);
    }),
  };
}

/** Fills in the powers 0…order of x, 0 ≤ x ≤ 1. */
export function fillValues<S>(kernel: TaylorKernel<S, unknown>, powers: Powers<S>, x: Rational, order: number): void {
  const { values, slopes, one, formValue, clear } = powers;
  kernel.restart(powers.x);
  kernel.set(powers.x, 0, x);
  kernel.restart(values);
  kernel.restart(slopes);
  const unused = kernel.order - order;
  if (unused > 0) clear(0, unused - 1);
  kernel.accumulate(one, 0, one);
  kernel.finish(values, kernel.order, 1);
  if (order > 0) formValue(kernel.order, unused + 1);
}

/** Fills in the derivatives of the powers that `fillValues` has filled in, order ≥ 1. */
export function fillSlopes<S>(kernel: TaylorKernel<S, unknown>, { slopes, formSlope }: Powers<S>, order: number): void {
  kernel.finish(slopes, kernel.order, 1);
  formSlope(kernel.order, kernel.order - order + 1);
}
