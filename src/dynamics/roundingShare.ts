import type { Weights } from '../network/problem.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import { BALANCE_DIGITS } from './flowLambda.ts';
import type { ReducedColumns } from './reducedColumns.ts';
import { MIXING, type RowFactors } from './rowFactors.ts';
import type { Panel } from './simd/workspace.ts';

/**
 * An answer of a reduction in float64 counts where its parts are off by no more than this; 30 digits decide the others.
 *
 * The estimates below are no bounds: they take roundings for independent of each other, and their constants were found by looking
 * (bounds that hold in any case are √n to n times as large and would trust no wide network). What was looked at, beside answers in
 * 30 digits, on problems of `solverCase` whose seeds took no part in finding the constants: on those from 800,001 to 830,000 none of
 * the 75,161 QQᵀ that counted was off by more than 2.4e-14 of a block's norm, and none of 50,567 losses by more than 9.9e-15 of itself.
 */
export function trustedError({ architecture: { Nh } }: Eigenbasis): number {
  return Math.min(1e-13, 2e-14 * Math.sqrt(Nh));
}

/** What an output is off at least, relative to the task, by the rounding of its singular vectors: of a residual that is far smaller. */
export function leastError({ architecture: { Ni, No } }: Eigenbasis): number {
  return 4 * Number.EPSILON * Math.sqrt(Math.max(Ni, No));
}

/** About how far off what follows from a reduction that was made in float64 is at a time. */
export interface RoundingErrors {
  /** Of the triangular factor that normalises the layers, relative to itself. */
  normalisation: number;
  /** At least that of either layer before it is normalised, as `setLayerErrors` has it. */
  layer: number;
}

/**
 * The weighted reduced columns Y, which have no singular value below 1, are off in spectral norm by about as much as a matrix of
 * independent entries has: at most the length of its longest row and that of its longest column together (Seginer, 2000).
 *
 * A layer's rows are e^{Λt}/√D times those of Y before they are normalised. With x = S_λ t, e^{2Λt}/D = 2Λ/(1 − e^{−2Λt}) is at most
 * 2S_λ/(1 − e^{−2}) for the modes that move (x > 1), and 2S_λ + 1/t for left-over rows; those at rest are mixed by a matrix of norm
 * eˣ ≤ e, and with D ≥ (1 − e^{−2x})/(2S_λ) the square of that over D is at most 2e²/(1 − e^{−2})/t.
 *
 * Singular values and vectors are those of a task that is off by a few roundings. Whatever that does to the flow, a kick of this
 * size at every time up to t does it, too: t·rate times the error of the start. What exchanges round is a change of the start alone.
 *
 * `squares`: of these errors the sum and the largest by rows, then both by columns, as `weighErrors` has them. Overwrites `result`,
 * as it is asked at every time.
 */
export function setRoundingErrors(
  { modes }: Eigenbasis,
  t: number,
  numbers: Float64Array,
  squares: Panel,
  result: RoundingErrors,
): void {
  const { at } = squares;
  const rowSquares = numbers[at]!;
  const longestRow = numbers[at + 1]!;
  const columnSquares = numbers[at + 2]!;
  const longestColumn = numbers[at + 3]!;
  result.normalisation = Math.sqrt(longestRow * columnSquares) + Math.sqrt(rowSquares * longestColumn);
  result.layer = Math.sqrt(rowSquares * columnSquares * (2.4 * modes[0]!.rate + 17.1 / t));
}

/** By how much more than the start itself errors of the task count at a time: see `setRoundingErrors`. */
export function kicksOf({ modes }: Eigenbasis, t: number): number {
  return (1 + modes[0]!.rate * t) ** 2;
}

/** About how far the layers at a time are off in Frobenius norm before they are normalised. */
export interface LayerErrors {
  first: number;
  second: number;
}

/** Where the reduction of `state` was made in float64. Overwrites `result`, as it is asked at every time. */
export function setLayerErrors(
  basis: Eigenbasis,
  state: {
    readonly time: number;
    readonly atRest: number;
    readonly columns: ReducedColumns;
    readonly factors: RowFactors;
    readonly pivotScale: Panel;
  },
  result: LayerErrors,
): void {
  const { time, atRest, columns: reduced, factors, pivotScale } = state;
  const { architecture, modes, leftOver } = basis;
  const { Ni, Nh, No } = architecture;
  const { start, rounding, column } = reduced.errors!;
  const kicks = kicksOf(basis, time);
  const { numbers, mixingAt, width } = factors;
  const inFirst = mixingAt + MIXING.inFirst * width;
  const inSecond = mixingAt + MIXING.inSecond * width;
  const outFirst = mixingAt + MIXING.outFirst * width;
  const outSecond = mixingAt + MIXING.outSecond * width;
  let [first, second] = [0, 0];
  for (let k = 0; k < modes.length; k++) {
    let plus = rounding[2 * k]! + kicks * start[2 * k]!;
    let minus = rounding[2 * k + 1]! + kicks * start[2 * k + 1]!;
    if (k >= atRest) plus = minus = plus + minus;
    first += numbers[inFirst + k]! ** 2 * plus + numbers[inSecond + k]! ** 2 * minus;
    second += numbers[outFirst + k]! ** 2 * plus + numbers[outSecond + k]! ** 2 * minus;
  }
  const own = leftOver === 'in' ? inFirst : outFirst;
  for (let k = modes.length; k < Math.max(Ni, No); k++) {
    const square = numbers[own + k]! ** 2 * (rounding[modes.length + k]! + kicks * start[modes.length + k]!);
    if (leftOver === 'in') first += square;
    else second += square;
  }
  let columns = 0;
  for (let j = 0; j < Nh; j++) columns += (column[j]! * numbers[pivotScale.at + j]!) ** 2;
  result.first = Math.sqrt(columns * first);
  result.second = Math.sqrt(columns * second);
}

/**
 * The least Frobenius norm of a layer of which it and its Gram matrix count, `error` being its own and `normalisation` what all
 * are off by relative to themselves.
 */
export function leastLayer(trusted: number, normalisation: number, error: number): number {
  return error === 0 ? 0 : error / Math.max(0, trusted / 2 - normalisation);
}

/**
 * What the Frobenius norm o of W2W1 says of the layers. With the eigenvalues aᵢ of W1W1ᵀ and aᵢ + λ of W2ᵀW2, o² = Σ aᵢ(aᵢ + λ) is
 * at least the sum of the smaller ones' squares, so that the smaller layer's square is at most √Nh·o, and the other one's |λ|Nh
 * more: ‖W1‖/√Nh is at most root·√o + first, and ‖W2‖/√Nh at most root·√o + second.
 */
export interface LayerBounds {
  readonly root: number;
  readonly first: number;
  readonly second: number;
}

/** Weights have their λ up to `BALANCE_DIGITS`, which counts where they have become small. */
export function layerBounds({ architecture: { Nh }, lambda }: Eigenbasis, { W1, W2 }: Weights<number>): LayerBounds {
  const off = 10 ** -BALANCE_DIGITS * (Math.abs(lambda.hi) + sumOfSquares(W1.data) + sumOfSquares(W2.data));
  return {
    root: 1 / Math.sqrt(Math.sqrt(Nh)),
    first: Math.sqrt(Math.max(0, -lambda.hi) + off),
    second: Math.sqrt(Math.max(0, lambda.hi) + off),
  };
}

function sumOfSquares(entries: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < entries.length; k++) sum += entries[k]! * entries[k]!;
  return sum;
}

/**
 * About how far W2W1 of Frobenius norm `size` is off, the errors of the layers being as independent as their parts:
 * ‖δW2‖‖W1‖ + ‖W2‖‖δW1‖ over √Nh.
 */
export function outputError(
  { root, first, second }: LayerBounds,
  normalisation: number,
  errors: LayerErrors,
  size: number,
): number {
  const ofLayers = root * Math.sqrt(size) * (errors.first + errors.second);
  return 2 * normalisation * size + ofLayers + errors.second * first + errors.first * second;
}

/** The least norm that an output counts with: from there on its error is no more than `trusted` of it. */
export function leastOutput(
  { root, first, second }: LayerBounds,
  trusted: number,
  normalisation: number,
  errors: LayerErrors,
): number {
  const half = (root * (errors.first + errors.second)) / 2;
  if (half === 0) return 0;
  const share = Math.max(0, trusted - 2 * normalisation);
  const fixed = errors.second * first + errors.first * second;
  return ((half + Math.sqrt(half * half + share * fixed)) / share) ** 2;
}

/** Whether the Frobenius norm of a table is at least so large. Most often a row or two are. */
export function isNormAtLeast(
  numbers: Float64Array,
  { at, stride }: Panel,
  rows: number,
  cols: number,
  least: number,
): boolean {
  const enough = least * least;
  let squares = 0;
  for (let i = 0; i < rows && squares < enough; i++) {
    const row = at + i * stride;
    for (let j = row; j < row + cols; j++) squares += numbers[j]! * numbers[j]!;
  }
  return squares >= enough;
}
