import { DloError } from '../src/errors.ts';
import { type Flow, flowIn, flowOf } from '../src/network/flow.ts';
import type { Problem, Weights } from '../src/network/problem.ts';
import type { Field } from '../src/numbers/field.ts';
import { float64Field } from '../src/numbers/float64Field.ts';
import { add, frobeniusNorm, multiply, scale, subtract } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { descendInFloat64 } from './descendInFloat64.ts';

/** What gradient descent at learning rates η, η/2 and η/4 says about the gradient flow at one time. */
interface Extrapolation {
  readonly time: Rational;
  /**
   * log2 of the ratio of the two differences, which is 1 for a method of first order; undefined where halving the
   * learning rate changes nothing beyond rounding.
   */
  readonly order: number | undefined;
  /**
   * Frobenius norm of the last correction that extrapolation made, over all layers, and of what rounding may have become:
   * beside a saddle the flow itself makes it grow.
   */
  readonly errorEstimate: number;
  /** −log10 of the error estimate relative to each layer, the worst of them; Infinity where it is 0. */
  readonly agreedDigits: number;
}

/** Of a flow of any depth. */
export interface FlowDescentEvidence<T> extends Extrapolation {
  /** Extrapolated to η = 0, W_1 first. */
  readonly layers: readonly Matrix<T>[];
  /** The weights that descent itself reaches with η/4: the nearest to a simulation as people run it. */
  readonly finest: readonly Matrix<T>[];
}

/** Of two layers. */
export interface DescentEvidence<T> extends Extrapolation, Weights<T> {
  readonly finest: Weights<T>;
}

export interface GradientDescentOptions {
  /** Steps at the largest learning rate η = time/(τ·steps), default 256. */
  readonly steps?: number;
  /** How far the measured order may lie from 1 before the extrapolation is not trusted, default 0.25. */
  readonly orderSlack?: number;
}

/** `flowDescent` of two layers: W1 (Nh×Ni) and W2 (No×Nh). */
export function gradientDescent<T>(
  field: Field<T>,
  problem: Problem,
  time: Rational,
  options: GradientDescentOptions = {},
): DescentEvidence<T> {
  const { layers, finest, ...evidence } = flowDescent(field, flowOf(problem), time, options);
  const weights = ([W1, W2]: readonly Matrix<T>[]): Weights<T> => ({ W1: W1!, W2: W2! });
  return { ...evidence, ...weights(layers), finest: weights(finest) };
}

/**
 * Full-batch gradient descent W_j ← W_j − (η/τ) ∂L/∂W_j of a flow of any depth, its decay and held weights included, at three
 * learning rates that all end at the physical time `time`, and its Richardson extrapolation to the gradient flow. A fourth run starts
 * as far off as all roundings of a run together, and shows what becomes of them. Works in float64 and in decimal.js fields. Time 0
 * gives the weights themselves. Throws RANGE for a negative time or bad options, and PRECISION where descent diverges or the
 * measured order is off: learning rates too large for the stiffness of the flow, or a path beside a saddle that rounding decides.
 */
export function flowDescent<T>(
  field: Field<T>,
  flow: Flow,
  time: Rational,
  { steps = 256, orderSlack = 0.25 }: GradientDescentOptions = {},
): FlowDescentEvidence<T> {
  if (time.sign() < 0) throw new DloError('RANGE', 'time', 'must not be negative', time.toString());
  if (!Number.isInteger(steps) || steps < 1)
    throw new DloError('RANGE', 'steps', 'must be a whole number of at least 1', steps);
  if (!(orderSlack > 0 && orderSlack < 1))
    throw new DloError('RANGE', 'orderSlack', 'must lie between 0 and 1', orderSlack);
  const inField = flowIn(field, flow);
  const run = (start: Flow<T>, factor: number): Descended<T> =>
    descend(field, start, field.of(time.div(flow.tau).div(Rational.of(steps * factor))), steps * factor);
  const [coarse, middle, finest] = [1, 2, 4].map(factor => run(inField, factor)) as [
    Descended<T>,
    Descended<T>,
    Descended<T>,
  ];
  const disturbed = run(roundedOff(field, inField, 4 * steps), 1);

  const [first, second] = [distance(field, coarse, middle), distance(field, middle, finest)];
  const grown = distance(field, coarse, disturbed);
  const noises = finest.map(layer => roundingNoise(field, layer, 4 * steps));
  const noChange = second <= Math.hypot(...noises);
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
  const [better, worse] = noChange ? [finest, middle] : [best, upper];
  const errors = better.map(
    (layer, index) => norm(field, subtract(field, layer, worse[index]!)) + Math.max(grown, noises[index]!),
  );
  return {
    time,
    layers: best,
    finest,
    order,
    errorEstimate: Math.hypot(...errors),
    agreedDigits: Math.min(...best.map((layer, index) => digits(errors[index]!, norm(field, layer)))),
  };
}

/** W_1 first. */
type Descended<T> = readonly Matrix<T>[];

function descend<T>(field: Field<T>, flow: Flow<T>, rate: T, steps: number): Descended<T> {
  const layers =
    (field as Field<unknown>) === float64Field && isProblem(flow)
      ? twoInFloat64(flow as unknown as Flow<number>, field.toNumber(rate), steps)
      : stepByStep(field, flow, rate, steps);
  for (const entry of (layers as Descended<T>).flatMap(layer => layer.data)) {
    if (!Number.isFinite(field.toNumber(entry)) || Math.abs(field.toNumber(entry)) > 1e150)
      throw new DloError('PRECISION', 'steps', 'must be enough for descent not to diverge', steps);
  }
  return layers as Descended<T>;
}

/** Two layers with nothing that a problem has not. */
function isProblem({ layers, decay, mask }: Flow<unknown>): boolean {
  return layers.length === 2 && decay === undefined && mask === undefined;
}

function twoInFloat64(
  { layers: [W1, W2], sigmaYX, tau, sigmaXX }: Flow<number>,
  rate: number,
  steps: number,
): Descended<number> {
  const problem = { W1: W1!, W2: W2!, sigmaYX, tau, ...(sigmaXX && { sigmaXX }) };
  const after = descendInFloat64(problem, rate, steps);
  return [after.W1, after.W2];
}

function stepByStep<T>(field: Field<T>, flow: Flow<T>, rate: T, steps: number): Descended<T> {
  let layers = flow.layers;
  for (let step = 0; step < steps; step++) {
    layers = stepped(field, { ...flow, layers }, rate);
    const corner = field.toNumber(layers[0]!.at(0, 0));
    if (!Number.isFinite(corner) || Math.abs(corner) > 1e150) break;
  }
  return layers;
}

/** W_j + η M_j ∘ (W_(j+1:h)ᵀ(Σyx − W_(1:h)Σxx)W_(1:j−1)ᵀ − γW_j). */
function stepped<T>(field: Field<T>, { layers, sigmaYX, sigmaXX, decay, mask }: Flow<T>, rate: T): Descended<T> {
  const below = [layers[0]!];
  for (const layer of layers.slice(1, -1)) below.push(multiply(field, layer, below.at(-1)!));
  const first = sigmaXX === undefined ? layers[0]! : multiply(field, layers[0]!, sigmaXX);
  const output = layers.slice(1).reduce((under, layer) => multiply(field, layer, under), first);
  let pull = scale(field, rate, subtract(field, sigmaYX, output));
  const after: Matrix<T>[] = [];
  for (let index = layers.length - 1; index >= 0; index--) {
    const layer = layers[index]!;
    let change = index === 0 ? pull : multiply(field, pull, below[index - 1]!.transpose());
    if (decay !== undefined) change = subtract(field, change, scale(field, field.mul(rate, decay), layer));
    const moved = add(field, layer, change);
    const moves = mask?.[index];
    after.unshift(
      moves === undefined ? moved : moved.map((entry, i, j) => (moves.at(i, j) === 1 ? entry : layer.at(i, j))),
    );
    pull = multiply(field, layer.transpose(), pull);
  }
  return after;
}

/** The layers, each entry off by all that `steps` roundings may make of it together, in no direction that a task prefers. */
function roundedOff<T>(field: Field<T>, flow: Flow<T>, steps: number): Flow<T> {
  const layers = flow.layers.map((layer, index) => {
    const size = steps * 10 ** -field.digits * norm(field, layer);
    return layer.map((entry, i, j) => field.add(entry, field.of(size * Math.sin(1 + 3 * i + 5 * j + 7 * index))));
  });
  return { ...flow, layers };
}

/** (factor·fine − coarse)/(factor − 1), which removes the error term that a halved rate divides by `factor`. */
function extrapolate<T>(field: Field<T>, coarse: Descended<T>, fine: Descended<T>, factor: number): Descended<T> {
  const weight = field.div(field.one, field.of(factor - 1));
  return fine.map((b, index) => add(field, b, scale(field, weight, subtract(field, b, coarse[index]!))));
}

function distance<T>(field: Field<T>, a: Descended<T>, b: Descended<T>): number {
  return Math.hypot(...a.map((layer, index) => norm(field, subtract(field, layer, b[index]!))));
}

/** What rounding alone may have changed: every step may lose half a unit in the last place of each weight. */
function roundingNoise<T>(field: Field<T>, layer: Matrix<T>, steps: number): number {
  return steps * 10 ** -field.digits * norm(field, layer);
}

function norm<T>(field: Field<T>, a: Matrix<T>): number {
  return field.toNumber(frobeniusNorm(field, a));
}

function digits(error: number, size: number): number {
  return error === 0 ? Number.POSITIVE_INFINITY : -Math.log10(error / size);
}
