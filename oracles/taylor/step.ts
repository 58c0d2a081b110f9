import { Rational } from '../../src/numbers/rational.ts';
import { type FlowSeries, fillCoefficients } from './coefficients.ts';
import type { TaylorKernel } from './kernel.ts';
import { log2StepSize } from './stepSize.ts';

/** A step whose coefficients stand in the series: valid for 0 ≤ σ ≤ sigmaEnd, σ = 2^timeExponent · (t/τ − start). */
export interface Step {
  readonly start: Rational;
  readonly timeExponent: number;
  readonly sigmaEnd: Rational;
  /** The scale of time to try next: the coefficients of a step should neither grow nor vanish. */
  readonly nextTimeExponent: number;
}

/** Steps are cut to a few bits, so that positions in time stay short exact numbers. */
const STEP_BITS = 10;

/** Expands the flow about the series' coefficient 0. */
export function takeStep<T>(
  kernel: TaylorKernel<T>,
  series: FlowSeries<T>,
  start: Rational,
  timeExponent: number,
  toleranceBits: number,
): Step {
  fillCoefficients(kernel, series, timeExponent);
  // Beyond σ = 1 the rounding errors of the high coefficients would be multiplied.
  const log2Step = Math.min(0, log2StepSize(kernel, series, toleranceBits));
  const whole = Math.floor(log2Step);
  const sigmaEnd = dyadic(Math.floor(2 ** (log2Step - whole + STEP_BITS)), whole - STEP_BITS);
  return {
    start,
    timeExponent,
    sigmaEnd,
    nextTimeExponent: timeExponent - (log2Step > -0.1 ? 1 : Math.ceil(log2Step)),
  };
}

export function endOf({ start, timeExponent, sigmaEnd }: Step): Rational {
  return start.add(sigmaEnd.mul(dyadic(1, -timeExponent)));
}

/** Replaces coefficient 0 by the value at the end of the step. */
export function advance<T>(kernel: TaylorKernel<T>, series: FlowSeries<T>, { sigmaEnd }: Step): void {
  const x = kernel.of(sigmaEnd);
  for (const entry of series.W1) entry[0] = kernel.evaluate(entry, series.order, x);
  for (const entry of series.W2) entry[0] = kernel.evaluate(entry, series.order, x);
}

/** The weights at a time t/τ inside the step. */
export function valueAt<T>(
  kernel: TaylorKernel<T>,
  series: FlowSeries<T>,
  step: Step,
  time: Rational,
): { W1: T[]; W2: T[] } {
  const x = kernel.of(time.sub(step.start).mul(dyadic(1, step.timeExponent)));
  const evaluate = (entry: readonly T[]): T => kernel.evaluate(entry, series.order, x);
  return { W1: series.W1.map(evaluate), W2: series.W2.map(evaluate) };
}

/** mantissa · 2^exponent. */
export function dyadic(mantissa: number, exponent: number): Rational {
  return exponent >= 0
    ? Rational.of(BigInt(mantissa) << BigInt(exponent))
    : Rational.ratio(BigInt(mantissa), 1n << BigInt(-exponent));
}
