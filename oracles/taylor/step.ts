import type { Rational } from '../../src/numbers/rational.ts';
import { coefficientsIn } from './coefficients.ts';
import type { TaylorKernel } from './kernel.ts';
import { fillSlopes, fillValues } from './powers.ts';
import type { StepEnds } from './stepEnds.ts';
import { type StepSeries, startScale } from './stepSeries.ts';
import { estimateStep, log2Sizes, log2StepWithin, type StepEstimate } from './stepSize.ts';
import { dyadic, lengthOf, log2Length, scaleOf, type TimeScale } from './timeScale.ts';

/** A step whose coefficients stand in the series: valid for 0 ≤ σ ≤ sigmaEnd ≤ 1, t/τ = start + scale·σ. */
export interface Step {
  readonly start: Rational;
  readonly scale: TimeScale;
  /** Highest coefficient in place. */
  readonly order: number;
  readonly sigmaEnd: Rational;
  /** The width of the step to try next: the coefficients of a step should neither grow nor vanish. */
  readonly log2NextWidth: number;
}

/** Steps are cut to a few bits, so that positions in time stay short exact numbers. */
const STEP_BITS = 10;

/** Coefficients that are always formed, and after how many more it is seen whether they suffice. */
const [FEWEST, EVERY] = [8, 4];

/** log2 of the radius, in the time of the series, from which on no coefficient comes near the size of the weights. */
const FAST = 1;

/** Coefficients that tell the width of the first step. */
const TRIAL_ORDER = 12;

/** log2 of how much wider a step may be tried than the scale that told its width, which may tell too little. */
const [FIRST_GROWTH, MOST_GROWTH] = [4, 1];

/** Steps grow as a rule: a little more than the last is tried. */
const log2Growth = Math.log2(1.05);

/** log2 of the size, relative to the weights, at which a coefficient shows that the scale of time is far too wide. */
const TOO_LARGE = 4;

/**
 * Expands the flow about the series' coefficient 0, as far as a step of σ = 1 needs, and to kernel.order at most. Where the
 * coefficients grow, it starts again with a shorter scale.
 */
export function takeStep<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  start: Rational,
  scale: TimeScale,
  toleranceBits: number,
): Step {
  startScale(kernel, series, scale);
  const formCoefficients = coefficientsIn(kernel, series, scale);
  let estimate: StepEstimate | undefined;
  let sizes: readonly number[] | undefined;
  const log2Start = kernel.log2Norm(series.weights, 0);
  let order = 0;
  while (order < kernel.order) {
    // As far as nothing is asked in between.
    const next = Math.min(kernel.order, order < 4 ? order + 1 : nextSeen(order, estimate, toleranceBits));
    formCoefficients(order, next - 1);
    order = next;
    if (order === kernel.order || order > FEWEST) {
      sizes ??= log2Sizes(kernel, series);
      estimate = estimateStep(kernel, series, order, toleranceBits, sizes);
      if (estimate.log2Step >= 0) break;
    }
    if (order < kernel.order) {
      const log2Excess = relativeSize(kernel, series, log2Start, order);
      if (log2Excess > TOO_LARGE) {
        const possible = log2StepWithin(-log2Excess / order, kernel.order, toleranceBits);
        return takeStep(kernel, series, start, scaleOf(log2Length(scale) + possible), toleranceBits);
      }
    }
  }
  // Beyond σ = 1 the rounding errors of the high coefficients would be multiplied.
  const log2Step = Math.min(0, estimate!.log2Step);
  const whole = Math.floor(log2Step);
  const sigmaEnd = dyadic(Math.floor(2 ** (log2Step - whole + STEP_BITS)), whole - STEP_BITS);
  const possible = log2StepWithin(estimate!.log2Radius, kernel.order, toleranceBits) + log2Growth;
  return { start, scale, order, sigmaEnd, log2NextWidth: log2Length(scale) + Math.min(MOST_GROWTH, possible) };
}

/** The order at which it is seen next how a series goes on: one that converges fast is not looked at before it may suffice. */
function nextSeen(order: number, estimate: StepEstimate | undefined, toleranceBits: number): number {
  const soon = order + EVERY;
  if (estimate === undefined || estimate.log2Radius < FAST) return soon;
  const enough = Math.floor(toleranceBits / estimate.log2Radius / EVERY) * EVERY;
  return Math.max(soon, enough - EVERY);
}

/** log2 of the norm of coefficient k of all weights over that of coefficient 0, or of 1 where a layer alone starts at zero. */
function relativeSize<S>(
  kernel: TaylorKernel<S, unknown>,
  { weights }: StepSeries<S>,
  log2Start: number,
  k: number,
): number {
  return (
    kernel.log2Norm(weights, k) - (log2Start === Number.NEGATIVE_INFINITY ? kernel.log2Norm(weights, 1) : log2Start)
  );
}

/** log2 of the width of the first step, from a few coefficients in a scale that is certainly short enough. */
export function log2FirstWidth<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  log2Safe: number,
  toleranceBits: number,
): number {
  const scale = scaleOf(log2Safe);
  startScale(kernel, series, scale);
  const order = Math.min(TRIAL_ORDER, kernel.order);
  const formCoefficients = coefficientsIn(kernel, series, scale);
  formCoefficients(0, order - 1);
  const { log2Radius } = estimateStep(kernel, series, order, toleranceBits);
  const possible = log2StepWithin(log2Radius, kernel.order, toleranceBits);
  return log2Length(scale) + Math.min(FIRST_GROWTH, possible);
}

export function endOf({ start, scale, sigmaEnd }: Step): Rational {
  return start.add(sigmaEnd.mul(lengthOf(scale)));
}

/** How long the step is, in units of τ. */
export function widthOf({ scale, sigmaEnd }: Step): number {
  return sigmaEnd.toNumber() * 2 ** log2Length(scale);
}

/** Replaces coefficient 0 by the value at the end of the step, and keeps the slopes dW/dσ there. Held weights stay as they are. */
export function advance<S>(
  kernel: TaylorKernel<S, unknown>,
  { sigmaEnd, order }: Step,
  { powers, formValues, formSlopes, move }: StepEnds<S>,
): void {
  fillValues(kernel, powers, sigmaEnd, order);
  fillSlopes(kernel, powers, order);
  formSlopes(kernel.order);
  formValues(kernel.order);
  move();
}

/** The layers at a time t/τ inside the step. */
export function valueAt<S, N>(
  kernel: TaylorKernel<S, N>,
  series: StepSeries<S>,
  step: Step,
  { powers, values, formValues }: StepEnds<S>,
  time: Rational,
): N[][] {
  fillValues(kernel, powers, time.sub(step.start).div(lengthOf(step.scale)), step.order);
  formValues(kernel.order);
  let index = 0;
  return series.layers.map(layer => layer.map(() => kernel.get(values[index++]!, 0)));
}
