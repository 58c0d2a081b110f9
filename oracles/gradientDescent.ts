import { DloError } from '../src/errors.ts';
import { type Problem, problemIn, type Weights } from '../src/network/problem.ts';
import type { Field } from '../src/numbers/field.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { add, frobeniusNorm, multiply, scale, subtract } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { descendInFloat64 } from './descendInFloat64.ts';

/** What gradient descent at learning rates η, η/2 and η/4 says about the gradient flow at one time. */
export interface DescentEvidence<T> {
  readonly time: Rational;
  /** Extrapolated to η = 0, W1 Nh×Ni and W2 No×Nh. */
  readonly W1: Matrix<T>;
  readonly W2: Matrix<T>;
  /** The weights that descent itself reaches with η/4: the nearest to a simulation as people run it. */
  readonly finest: Weights<T>;
  /**
   * log2 of the ratio of the two differences, which is 1 for a method of first order; undefined where halving the
   * learning rate changes nothing beyond rounding.
   */
  readonly order: number | undefined;
  /**
   * Frobenius norm of the last correction that extrapolation made, over both matrices, and of what rounding may have become:
   * beside a saddle the flow itself makes it grow.
   */
  readonly errorEstimate: number;
  /** −log10 of the error estimate relative to each matrix, the worse of W1 and W2; Infinity where it is 0. */
  readonly agreedDigits: number;
}

export interface GradientDescentOptions {
  /** Steps at the largest learning rate η = time/(τ·steps), default 256. */
  readonly steps?: number;
  /** How far the measured order may lie from 1 before the extrapolation is not trusted, default 0.25. */
  readonly orderSlack?: number;
}

/**
 * Full-batch gradient descent W ← W − (η/τ) ∂L/∂W at three learning rates that all end at the physical time `time`, and its
 * Richardson extrapolation to the gradient flow. A fourth run starts as far off as all roundings of a run together, and shows
 * what becomes of them. Works in float64 and in decimal.js fields. Time 0 gives the weights themselves. Throws RANGE for a
 * negative time or bad options, and PRECISION where descent diverges or the measured order is off: learning rates too large
 * for the stiffness of the problem, or a path beside a saddle that rounding decides.
 */
export function gradientDescent<T>(
  field: Field<T>,
  problem: Problem,
  time: Rational,
  { steps = 256, orderSlack = 0.25 }: GradientDescentOptions = {},
): DescentEvidence<T> {
  if (time.sign() < 0) throw new DloError('RANGE', 'time', 'must not be negative', time.toString());
  if (!Number.isInteger(steps) || steps < 1)
    throw new DloError('RANGE', 'steps', 'must be a whole number of at least 1', steps);
  if (!(orderSlack > 0 && orderSlack < 1))
    throw new DloError('RANGE', 'orderSlack', 'must lie between 0 and 1', orderSlack);
  const inField = problemIn(field, problem);
  const run = (start: Problem<T>, factor: number): Weights<T> =>
    descend(field, start, field.of(time.div(problem.tau).div(Rational.of(steps * factor))), steps * factor);
  const [coarse, middle, finest] = [1, 2, 4].map(factor => run(inField, factor)) as [
    Weights<T>,
    Weights<T>,
    Weights<T>,
  ];
  const disturbed = run(roundedOff(field, inField, 4 * steps), 1);

  const [first, second] = [distance(field, coarse, middle), distance(field, middle, finest)];
  const grown = distance(field, coarse, disturbed);
  const rounding = roundingNoise(field, finest, 4 * steps);
  const noChange = second <= rounding;
  const order = noChange ? undefined : Math.log2(first / second);
  if (order !== undefined && !(Math.abs(order - 1) <= orderSlack))
    throw new DloError(
      'PRECISION',
      'steps',
      `must show order 1 ± ${orderSlack} in the learning rate (${steps})`,
      order,
    );

  const lower = extrapolate(field, coarse, middle, 2);
  const upper = extrapolate(field, middle, finest, 2);
  const best = noChange ? finest : extrapolate(field, lower, upper, 4);
  const errors = noChange ? [finest, middle] : [best, upper];
  const [error1, error2] = (['W1', 'W2'] as const).map(
    name =>
      norm(field, subtract(field, errors[0]![name], errors[1]![name])) +
      Math.max(grown, roundingNoise(field, finest, 4 * steps, name)),
  ) as [number, number];
  return {
    time,
    W1: best.W1,
    W2: best.W2,
    finest,
    order,
    errorEstimate: Math.hypot(error1, error2),
    agreedDigits: Math.min(digits(error1, norm(field, best.W1)), digits(error2, norm(field, best.W2))),
  };
}

function descend<T>(field: Field<T>, problem: Problem<T>, rate: T, steps: number): Weights<T> {
  const weights =
    (field as Field<unknown>) === float64Field
      ? (descendInFloat64(problem as unknown as Problem<number>, field.toNumber(rate), steps) as unknown as Weights<T>)
      : stepByStep(field, problem, rate, steps);
  for (const entry of [...weights.W1.data, ...weights.W2.data]) {
    if (!Number.isFinite(field.toNumber(entry)) || Math.abs(field.toNumber(entry)) > 1e150)
      throw new DloError('PRECISION', 'steps', 'must be enough for descent not to diverge', steps);
  }
  return weights;
}

function stepByStep<T>(field: Field<T>, { W1, W2, sigmaYX, sigmaXX }: Problem<T>, rate: T, steps: number): Weights<T> {
  let weights: Weights<T> = { W1, W2 };
  for (let step = 0; step < steps; step++) {
    const inputs = sigmaXX === undefined ? weights.W1 : multiply(field, weights.W1, sigmaXX);
    const error = scale(field, rate, subtract(field, sigmaYX, multiply(field, weights.W2, inputs)));
    weights = {
      W1: add(field, weights.W1, multiply(field, weights.W2.transpose(), error)),
      W2: add(field, weights.W2, multiply(field, error, weights.W1.transpose())),
    };
    const corner = field.toNumber(weights.W1.at(0, 0));
    if (!Number.isFinite(corner) || Math.abs(corner) > 1e150) break;
  }
  return weights;
}

/** The weights, each entry off by all that `steps` roundings may make of it together, in no direction that a task prefers. */
function roundedOff<T>(field: Field<T>, problem: Problem<T>, steps: number): Problem<T> {
  const off = (a: Matrix<T>, layer: number): Matrix<T> => {
    const size = steps * 10 ** -field.digits * norm(field, a);
    return a.map((entry, i, j) => field.add(entry, field.of(size * Math.sin(1 + 3 * i + 5 * j + 7 * layer))));
  };
  return { ...problem, W1: off(problem.W1, 0), W2: off(problem.W2, 1) };
}

/** (factor·fine − coarse)/(factor − 1), which removes the error term that a halved rate divides by `factor`. */
function extrapolate<T>(field: Field<T>, coarse: Weights<T>, fine: Weights<T>, factor: number): Weights<T> {
  const weight = field.div(field.one, field.of(factor - 1));
  const corrected = (a: Matrix<T>, b: Matrix<T>): Matrix<T> =>
    add(field, b, scale(field, weight, subtract(field, b, a)));
  return { W1: corrected(coarse.W1, fine.W1), W2: corrected(coarse.W2, fine.W2) };
}

function distance<T>(field: Field<T>, a: Weights<T>, b: Weights<T>): number {
  return Math.hypot(norm(field, subtract(field, a.W1, b.W1)), norm(field, subtract(field, a.W2, b.W2)));
}

/** What rounding alone may have changed: every step may lose half a unit in the last place of each weight. */
function roundingNoise<T>(field: Field<T>, weights: Weights<T>, steps: number, only?: 'W1' | 'W2'): number {
  const unit = 10 ** -field.digits;
  const size =
    only === undefined ? Math.hypot(norm(field, weights.W1), norm(field, weights.W2)) : norm(field, weights[only]);
  return steps * unit * size;
}

function norm<T>(field: Field<T>, a: Matrix<T>): number {
  return field.toNumber(frobeniusNorm(field, a));
}

function digits(error: number, size: number): number {
  return error === 0 ? Number.POSITIVE_INFINITY : -Math.log10(error / size);
}
