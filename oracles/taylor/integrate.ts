import { DloError } from '../../src/errors.ts';
import { type Flow, flowIn } from '../../src/network/flow.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { calmed, imbalanceOf, LOG2_CALM_ERROR } from './calmGrowth.ts';
import { checkStep, startChecks } from './checks.ts';
import { LOG2_LARGEST_ERROR, stepErrors } from './errorBound.ts';
import { flowSize } from './flowSize.ts';
import type { TaylorKernel } from './kernel.ts';
import { norm } from './normalized.ts';
import { canSlave, modesAt, startSlaving, trySlavedStep } from './slaving.ts';
import { advance, endOf, log2FirstWidth, takeStep, valueAt, widthOf } from './step.ts';
import { stepEnds } from './stepEnds.ts';
import { type Bracketing, stepSeries } from './stepSeries.ts';
import { scaleOf } from './timeScale.ts';

export interface IntegrateOptions {
  /** Truncation error per step, as bits relative to each layer. */
  readonly toleranceBits: number;
  /** Steps after which the integration is given up. */
  readonly maxSteps: number;
  readonly bracketing?: Bracketing;
  /** Whether fast directions that have decayed are slaved to the others (slavedStep.ts), so that steps can be long. Default false. */
  readonly slaved?: boolean;
  /** Growth of errors, in bits, at which slaved steps are given up: no digits would make up for it. Default 4000. */
  readonly mostGrowthBits?: number;
  /** The unit of the times, in units of τ, for messages; default 1. */
  readonly timeUnit?: Rational;
}

/** After how many steps the integrator looks whether the rest is within reach. */
const PROJECTION_STEPS = 100;

/** Entries of the weights, row by row, in the numbers of the kernel. */
export interface RawWeights<N> {
  readonly layers: readonly (readonly N[])[];
  /**
   * log2 of a bound on the Frobenius norm of the error of all layers taken together, as far as the kernel rounds as it
   * says; +Infinity where the bound has grown too wide to be one.
   */
  readonly log2Error: number;
  /** log2 of the factor by which an error made at the start may have grown. */
  readonly log2Growth: number;
}

/**
 * The weights at rising times t/τ > 0, by Taylor series of the raw flow about a chain of points. Steps follow the
 * solution, not the times asked for: values between them come from the series itself. Every step bounds its own error and
 * is checked. Throws PRECISION where maxSteps do not reach the last time, or where a check fails.
 */
export function integrate<S, N>(
  kernel: TaylorKernel<S, N>,
  flow: Flow,
  times: readonly Rational[],
  {
    toleranceBits,
    maxSteps,
    bracketing,
    slaved = false,
    mostGrowthBits = 4000,
    timeUnit = Rational.ONE,
  }: IntegrateOptions,
): RawWeights<N>[] {
  const series = stepSeries(kernel, flow, bracketing);
  const inFloat64 = flowIn(float64Field, flow);
  const size = flowSize(inFloat64);
  const slaving = slaved && canSlave(flow) ? startSlaving(kernel, series, inFloat64, toleranceBits) : undefined;
  const imbalance = slaving && imbalanceOf(inFloat64);
  const found: RawWeights<N>[] = [];
  const last = times.at(-1);
  if (last === undefined) return found;
  let start = Rational.ZERO;
  let log2Width = log2FirstWidth(kernel, series, log2SafeWidth(flow), toleranceBits);
  const checks = startChecks(kernel, series);
  const ends = stepEnds(kernel, series, checks.slopes);
  let earlier = Number.NEGATIVE_INFINITY;
  let log2Growth = 0;
  // In units of the kernel.
  let error = series.weights.length;
  const log2 = (units: number): number => Math.log2(units) + kernel.log2Unit;
  for (let steps = 0; steps < maxSteps; steps++) {
    if (steps % PROJECTION_STEPS === 0) {
      // Transients are over by now: steps that have not even doubled do not start to grow again.
      const log2Usual = Math.max(log2Width, slaving === undefined ? log2Width : Math.log2(slaving.width));
      const hopeless = last.sub(start).toNumber() / 2 ** log2Usual > 1.5 * (maxSteps - steps);
      if (steps >= 2 * PROJECTION_STEPS && log2Usual < earlier + 1 && hopeless)
        throw new OutOfSteps(steps, start.mul(timeUnit), last.mul(timeUnit));
      earlier = log2Usual;
    }
    const log2Left = log2Covering(last.sub(start));
    const modes = slaving && modesAt(kernel, series, inFloat64);
    const long = slaving && modes && trySlavedStep(kernel, series, slaving, modes, start, 2 ** log2Left);
    const step = long?.step ?? takeStep(kernel, series, start, scaleOf(Math.min(log2Width, log2Left)), toleranceBits);
    const bounded = stepErrors(kernel, series, step, size, long?.defect);
    const errors = modes ? calmed(bounded, modes, size, imbalance, widthOf(step)) : bounded;
    log2Growth += Math.max(0, errors.growth) * Math.LOG2E;
    if (slaving && log2Growth > mostGrowthBits)
      throw new ErrorsGrow(mostGrowthBits, start.mul(timeUnit), last.mul(timeUnit));
    error = error * Math.exp(errors.growth) + errors.atEnd;
    if (log2(error) > Math.log2(errors.size) + (slaving ? LOG2_CALM_ERROR : LOG2_LARGEST_ERROR))
      error = Number.POSITIVE_INFINITY;
    const end = endOf(step);
    while (found.length < times.length && times[found.length]!.compare(end) <= 0) {
      found.push({
        layers: valueAt(kernel, series, step, ends, times[found.length]!),
        log2Error: log2(error),
        log2Growth,
      });
    }
    advance(kernel, step, ends);
    checkStep(kernel, series, step, errors, size, checks);
    if (found.length === times.length) return found;
    start = end;
    if (long === undefined) log2Width = step.log2NextWidth;
  }
  throw new OutOfSteps(maxSteps, start.mul(timeUnit), last.mul(timeUnit));
}

/** Errors may grow beyond all digits before the last time. */
export class ErrorsGrow extends DloError {
  constructor(bits: number, reached: Rational, last: Rational) {
    super(
      'PRECISION',
      'times',
      `must come before errors may have grown by 10^${Math.round(bits * Math.log10(2))}, over τ (as they do next to a saddle; by t/τ = ${reached.toNumber()} they have)`,
      last.toNumber(),
    );
  }
}

/** The steps allowed do not lead to the last time. */
export class OutOfSteps extends DloError {
  /** t/τ to which they led. */
  readonly reached: Rational;

  constructor(steps: number, reached: Rational, last: Rational) {
    super(
      'PRECISION',
      'times',
      `must be within reach of the steps allowed, over τ (${steps} steps led to t/τ = ${reached.toNumber()}: the time, |λ| or ‖W‖² is too large)`,
      last.toNumber(),
    );
    this.reached = reached;
  }
}

/** No step needs to be wider than what is left. */
function log2Covering(time: Rational): number {
  return Math.max(-1000, Math.log2(time.toNumber()) + 1e-9);
}

/**
 * log2 of a step that is short enough at first. Every solution of the plain flow of two layers is dominated by that of
 * y' = y(s + x y²) from y(0) = q (s, q, x the norms of Σyx, the larger layer and Σxx), whose pole lies at
 * ln(1 + s/(x q²))/(2s); in general by that of y' = y^(h−1)(s + x y^h) + γy, which takes so long to double at least:
 * an eighth of that. A layer alone may start at zero.
 */
export function log2SafeWidth({ layers, sigmaYX, sigmaXX, decay }: Flow): number {
  const s = norm(sigmaYX);
  const x = sigmaXX === undefined ? 1 : norm(sigmaXX);
  const gamma = decay?.toNumber() ?? 0;
  const depth = layers.length;
  const largest = Math.max(...layers.map(norm));
  const q = depth === 1 ? Math.max(largest, s / (x + gamma)) : largest;
  const ratio = s / (x * q * q);
  const pole = ratio < 1e-8 ? 1 / (2 * x * q * q) : Math.log1p(ratio) / (2 * s);
  const doubled = 2 * q;
  const doubling = q / (doubled ** (depth - 1) * (s + x * doubled ** depth) + gamma * doubled);
  const width = depth === 2 && gamma === 0 ? pole : doubling;
  return Number.isFinite(width) && width > 0 ? Math.min(60, Math.log2(width / 8)) : 0;
}
