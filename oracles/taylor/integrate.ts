import { DloError } from '../../src/errors.ts';
import type { Problem } from '../../src/network/problem.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { type Bracketing, flowSeries } from './coefficients.ts';
import type { TaylorKernel } from './kernel.ts';
import { advance, endOf, takeStep, valueAt } from './step.ts';

export interface IntegrateOptions {
  /** Highest power of time in each step, at least 3. */
  readonly order: number;
  /** Truncation error per step, as bits relative to each weight matrix. */
  readonly toleranceBits: number;
  /** Steps after which the integration is given up. */
  readonly maxSteps: number;
  readonly bracketing?: Bracketing;
}

/** After how many steps the integrator looks whether the rest is within reach. */
const PROJECTION_STEPS = 100;

/** Products of coefficients that one integration may take unless told otherwise: about a minute's work. */
const AFFORDABLE_PRODUCTS = 4e8;

/** Steps of an order that stay within the affordable number of products, between 100 and 20000. */
export function affordableSteps({ W1, W2 }: Problem, order: number): number {
  const perStep = 1.5 * W1.rows * W1.cols * W2.rows * order * order;
  return Math.round(Math.min(20_000, Math.max(100, AFFORDABLE_PRODUCTS / perStep)));
}

/** Entries of the weights, row by row, in the numbers of the kernel. */
export interface RawWeights<T> {
  readonly W1: readonly T[];
  readonly W2: readonly T[];
}

/**
 * The weights at rising times t/τ > 0, by Taylor series of the raw flow about a chain of points. Steps follow the
 * solution, not the times asked for: values between them come from the series itself. Throws PRECISION where maxSteps do
 * not reach the last time.
 */
export function integrate<T>(
  kernel: TaylorKernel<T>,
  problem: Problem,
  times: readonly Rational[],
  { order, toleranceBits, maxSteps, bracketing }: IntegrateOptions,
): RawWeights<T>[] {
  const series = flowSeries(kernel, problem, order, bracketing);
  const found: RawWeights<T>[] = [];
  const last = times.at(-1);
  if (last === undefined) return found;
  let start = Rational.ZERO;
  let timeExponent = firstTimeExponent(problem);
  let width = 0;
  for (let steps = 0; steps < maxSteps; steps++) {
    if (steps % PROJECTION_STEPS === 0) {
      const now = 2 ** -timeExponent;
      // Transients are over by now: steps that have stopped growing do not start again.
      const hopeless = last.sub(start).toNumber() / now > 1.5 * (maxSteps - steps);
      if (steps >= 2 * PROJECTION_STEPS && now <= width && hopeless) throw outOfSteps(steps, start, last);
      width = now;
    }
    const exponent = Math.max(timeExponent, exponentCovering(last.sub(start)));
    const step = takeStep(kernel, series, start, exponent, toleranceBits);
    const end = endOf(step);
    while (found.length < times.length && times[found.length]!.compare(end) <= 0) {
      found.push(valueAt(kernel, series, step, times[found.length]!));
    }
    if (found.length === times.length) return found;
    advance(kernel, series, step);
    start = end;
    timeExponent = step.nextTimeExponent;
  }
  throw outOfSteps(maxSteps, start, last);
}

function outOfSteps(steps: number, start: Rational, last: Rational): DloError {
  return new DloError(
    'PRECISION',
    'times',
    `must be within reach of the steps allowed (${steps} steps led to t/τ = ${start.toNumber()})`,
    last.toNumber(),
  );
}

/** The largest e for which 2^−e still covers a time: no step needs to be wider than what is left. */
function exponentCovering(time: Rational): number {
  return Math.min(1000, -Math.ceil(Math.log2(time.toNumber())));
}

/**
 * A first guess of the step. Every solution is dominated by that of y' = y(s + x y²) from y(0) = q (s, q, x the norms of
 * Σyx, the larger weight matrix and Σxx), whose pole lies at ln(1 + s/(x q²))/(2s); a step takes about an eighth of that.
 */
function firstTimeExponent({ sigmaYX, sigmaXX, W1, W2 }: Problem): number {
  const s = norm(sigmaYX);
  const q = Math.max(norm(W1), norm(W2));
  const x = sigmaXX === undefined ? 1 : norm(sigmaXX);
  const ratio = s / (x * q * q);
  const pole = ratio < 1e-8 ? 1 / (2 * x * q * q) : Math.log1p(ratio) / (2 * s);
  return Number.isFinite(pole) && pole > 0 ? Math.max(-60, -Math.ceil(Math.log2(pole / 8))) : 0;
}

function norm(a: Matrix<Rational>): number {
  return Math.hypot(...a.data.map(entry => entry.toNumber()));
}

/** Fraction bits that hold `digits` relative digits of weights of this problem's sizes at every time. */
export function fractionBits(problem: Problem, digits: number, order: number): number {
  const [s, w1, w2] = [norm(problem.sigmaYX), norm(problem.W1), norm(problem.W2)];
  const sizes = [w1, w2, Math.sqrt(s), s / Math.max(w1, w2)].filter(size => size > 0 && Number.isFinite(size));
  const small = Math.max(0, -Math.log2(Math.min(1, ...sizes)));
  return Math.ceil(digits * Math.log2(10) + small + 2 * Math.log2(order)) + 8;
}
