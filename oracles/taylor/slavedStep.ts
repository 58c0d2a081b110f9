import { DloError } from '../../src/errors.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { coefficientsIn } from './coefficients.ts';
import type { FlowModes } from './flowModes.ts';
import { ROUNDING } from './flowSize.ts';
import { type Recording, repeated, type TaylorKernel } from './kernel.ts';
import type { Step } from './step.ts';
import { type StepSeries, startScale } from './stepSeries.ts';
import { estimateStep, log2StepWithin } from './stepSize.ts';
import { dyadic, log2Length, type TimeScale } from './timeScale.ts';

/** A step whose series follows the slow manifold, and how far it is from solving the flow, in units. */
export interface SlavedStep {
  readonly step: Step;
  /** ∫‖dW/dσ − scale·f(W)‖dσ as far as the coefficients of the series tell, and the jump of its start onto the manifold. */
  readonly defect: number;
}

/** Working memory of slaved steps: series along each mode. */
export interface SlavedMemory<S> {
  /** The coefficients along a fast mode. */
  readonly along: readonly S[];
  /** What the flow asks of them and they are not. */
  readonly lacking: readonly S[];
  readonly corrections: readonly S[];
  /** Entries of the eigenvectors, mode by mode. */
  readonly vectors: readonly (readonly S[])[];
  /** 1/(scale·rate) of each mode. */
  readonly inverses: readonly S[];
  /** The whole numbers from 0 to the order. */
  readonly counts: readonly S[];
  readonly scratch: S;
  /** The weights at the start of the step, as they were. */
  readonly starts: readonly S[];
  readonly moves: readonly S[];
  /** How the fast directions of the last step were kept. */
  keeping?: Recording | undefined;
}

export function slavedMemory<S>(kernel: TaylorKernel<S, unknown>, size: number): SlavedMemory<S> {
  const seriesOfModes = (): S[] => Array.from({ length: size }, () => kernel.series());
  const numbers = (count: number): S[] => Array.from({ length: count }, () => kernel.number());
  const counts = numbers(kernel.order + 1);
  counts.forEach((count, k) => {
    kernel.set(count, 0, Rational.of(k));
  });
  return {
    along: seriesOfModes(),
    lacking: seriesOfModes(),
    corrections: seriesOfModes(),
    vectors: Array.from({ length: size }, () => numbers(size)),
    inverses: numbers(size),
    counts,
    scratch: kernel.number(),
    starts: numbers(size),
    moves: numbers(size),
  };
}

/** Sweeps after which a step is given up, and log2 of what a sweep must leave of what the one before the last left. */
const [MOST_SWEEPS, LEAST_GAIN] = [60, -1];

/** Bits below the tolerance to which a step is brought, and above it to which its start may be moved. */
const [BELOW, MOST_JUMP] = [10, 8];

/** log2 of the size of a coefficient, relative to the weights, at which a step is given up as far too long. */
const TOO_LARGE = 4;

/** log2 of how much longer than this one the next step may be. */
const MOST_GROWTH = 2;

/**
 * A step of a length at which fast directions have long decayed (modes.rates[m]·scale ≪ −1 for the modes in `fast`): the series of the
 * solution on the slow manifold, on which the fast directions follow the others.
 *
 * With v the vector of a fast mode and θ its rate times the scale, z = vᵀW has z' = θz + g(W), and of all solutions the slow one is the polynomial with
 * coefficients from the highest down, θz_k = (k + 1)z_(k+1) − g_k: no start is asked for, and nothing grows like e^(−θ). The other
 * directions have their coefficients from the lowest up as always. Both depend on each other: sweeps upwards with the fast coefficients
 * as they are say what they lack, and corrections downwards follow, until what is lacking is below the tolerance. The start of the
 * step is moved onto the manifold with them; where that moves it by more, fast directions have not decayed yet.
 *
 * Nothing here has to be right: the series is what it is, and `defect` is measured on it. Undefined where the sweeps do not settle; the
 * weights then stand where they were.
 */
export function takeSlavedStep<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  memory: SlavedMemory<S>,
  start: Rational,
  scale: TimeScale,
  modes: FlowModes,
  fast: readonly number[],
  toleranceBits: number,
): SlavedStep | undefined {
  copyStart(kernel, series.weights, memory.starts, series.one);
  let found: SlavedStep | undefined;
  try {
    found = settle(kernel, series, memory, start, scale, modes, fast, toleranceBits);
  } catch (error) {
    // Coefficients of far too long a step outgrow the kernel.
    if (!(error instanceof DloError && error.code === 'PRECISION')) throw error;
  }
  if (found === undefined) copyStart(kernel, memory.starts, series.weights, series.one);
  return found;
}

function copyStart<S>(kernel: TaylorKernel<S, unknown>, from: readonly S[], to: readonly S[], one: S): void {
  from.forEach((entry, i) => {
    kernel.accumulate(entry, 0, one);
    kernel.restart(to[i]!);
    kernel.finish(to[i]!, 0, 1);
  });
}

function settle<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  memory: SlavedMemory<S>,
  start: Rational,
  scale: TimeScale,
  { rates, vectors }: FlowModes,
  fast: readonly number[],
  toleranceBits: number,
): SlavedStep | undefined {
  const { order } = kernel;
  const length = 2 ** log2Length(scale);
  for (const m of fast) {
    vectors[m]!.forEach((entry, i) => {
      kernel.set(memory.vectors[m]![i]!, 0, Rational.of(entry));
    });
    kernel.set(memory.inverses[m]!, 0, Rational.of(1 / (length * rates[m]!)));
    for (const part of [memory.along[m]!, memory.lacking[m]!, memory.corrections[m]!]) kernel.restart(part);
    for (let k = 0; k <= order; k++) kernel.finish(memory.along[m]!, k, 1);
  }
  const lacking = fast.map(m => memory.lacking[m]!);
  const log2Size = kernel.log2Norm(series.weights, 0);
  const log2Enough = log2Size - toleranceBits;
  const floor = Math.log2(2 * order * Math.sqrt(fast.length)) + kernel.log2Unit;
  const formNext = coefficientsIn(kernel, series, scale);
  const keep = keepingFast(kernel, series, memory, fast);
  let [before, last] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    startScale(kernel, series, scale);
    for (let k = 0; k < order; k++) {
      formNext(k);
      keep(k + 1);
      if (kernel.log2Norm(series.weights, k + 1) > log2Size + TOO_LARGE) return undefined;
    }
    let lack = 0;
    for (let k = 1; k <= order; k++) lack += 2 ** (kernel.log2Norm(lacking, k) - kernel.log2Unit);
    const left = Math.log2(lack) + kernel.log2Unit;
    const settled = left <= Math.max(floor, log2Enough - BELOW) || (left <= log2Enough && !(left < before - 1));
    if (settled) {
      const log2Jump = jumpOfStart(kernel, series, memory);
      if (log2Jump > log2Enough + MOST_JUMP) return undefined;
      const jump = 2 ** (log2Jump - kernel.log2Unit) + Math.sqrt(series.weights.length);
      return { step: slavedStep(kernel, series, start, scale, toleranceBits), defect: (lack + jump) * (1 + ROUNDING) };
    }
    if (!(left < before + LEAST_GAIN)) return undefined;
    [before, last] = [last, left];
    correct(kernel, memory, fast);
    moveStart(kernel, series, memory, fast);
  }
  return undefined;
}

/** log2 of how far the start has been moved. */
function jumpOfStart<S>(
  kernel: TaylorKernel<S, unknown>,
  { weights, one }: StepSeries<S>,
  { starts, moves }: SlavedMemory<S>,
): number {
  weights.forEach((entry, i) => {
    kernel.accumulate(entry, 0, one);
    kernel.accumulate(starts[i]!, 0, one, -1);
    kernel.finish(moves[i]!, 0, 1);
  });
  return kernel.log2Norm(moves, 0);
}

function keepingFast<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  memory: SlavedMemory<S>,
  fast: readonly number[],
): Recording {
  const form = (k: number): void => keepFast(kernel, series, memory, fast, k);
  memory.keeping = kernel.record?.(form, { instead: memory.keeping });
  return memory.keeping ?? repeated(form);
}

/** Coefficient k of the weights, formed as if no direction were fast, with the fast ones put back to what they are; and what they lack. */
function keepFast<S>(
  kernel: TaylorKernel<S, unknown>,
  { weights, one }: StepSeries<S>,
  { along, lacking, vectors }: SlavedMemory<S>,
  fast: readonly number[],
  k: number,
): void {
  for (const m of fast) {
    kernel.accumulate(along[m]!, k, one);
    weights.forEach((entry, i) => {
      kernel.accumulate(entry, k, vectors[m]![i]!, -1);
    });
    kernel.finish(lacking[m]!, k, 1);
  }
  weights.forEach((entry, i) => {
    kernel.accumulate(entry, k, one);
    for (const m of fast) kernel.accumulate(lacking[m]!, k, vectors[m]![i]!);
    kernel.finish(entry, k, 1);
  });
}

/** θδ_k = (k + 1)(lacking_(k+1) + δ_(k+1)) from the highest coefficient down, which stays 0. */
function correct<S>(
  kernel: TaylorKernel<S, unknown>,
  { along, lacking, corrections, inverses, counts, scratch }: SlavedMemory<S>,
  fast: readonly number[],
): void {
  for (const m of fast) {
    const [series, lack, delta] = [along[m]!, lacking[m]!, corrections[m]!];
    kernel.finish(delta, kernel.order, 1);
    for (let k = kernel.order - 1; k >= 0; k--) {
      kernel.accumulate(lack, k + 1, inverses[m]!);
      kernel.accumulate(delta, k + 1, inverses[m]!);
      kernel.finish(scratch, 0, 1);
      kernel.accumulate(scratch, 0, counts[k + 1]!);
      kernel.finish(delta, k, 1);
      kernel.accumulate(series, k, counts[1]!);
      kernel.accumulate(delta, k, counts[1]!);
      kernel.finish(series, k, 1);
    }
  }
}

function moveStart<S>(
  kernel: TaylorKernel<S, unknown>,
  { weights, one, held }: StepSeries<S>,
  { corrections, vectors }: SlavedMemory<S>,
  fast: readonly number[],
): void {
  weights.forEach((entry, i) => {
    if (held?.has(entry)) return;
    kernel.accumulate(entry, 0, one);
    for (const m of fast) kernel.accumulate(corrections[m]!, 0, vectors[m]![i]!);
    kernel.restart(entry);
    kernel.finish(entry, 0, 1);
  });
}

/** Steps are cut to a few bits, so that positions in time stay short exact numbers. */
const STEP_BITS = 10;

function slavedStep<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  start: Rational,
  scale: TimeScale,
  toleranceBits: number,
): Step {
  const { order } = kernel;
  const estimate = estimateStep(kernel, series, order, toleranceBits);
  const log2Step = Math.min(0, estimate.log2Step);
  const whole = Math.floor(log2Step);
  const sigmaEnd = dyadic(Math.floor(2 ** (log2Step - whole + STEP_BITS)), whole - STEP_BITS);
  const possible = log2StepWithin(estimate.log2Radius, order, toleranceBits);
  return { start, scale, order, sigmaEnd, log2NextWidth: log2Length(scale) + Math.min(MOST_GROWTH, possible) };
}
