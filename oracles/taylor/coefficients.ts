import type { Problem } from '../../src/network/problem.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import type { TaylorKernel, TimeScale } from './kernel.ts';

/**
 * The order in which the triple products of the flow are bracketed: `error` forms Σyx − W2(W1Σxx) first, `gram` forms
 * W2ᵀW2 and (W1Σxx)W1ᵀ, which are symmetric and small in a narrow network.
 */
export type Bracketing = 'error' | 'gram';

/** One series per matrix entry, row by row. */
export type MatrixSeries<S> = readonly S[];

/**
 * Series of the weights about the start of a step, with every intermediate series and the constants of the task. Time runs
 * in units of the step's scale, by which E, G1 and G2 and a copy of Σyx are multiplied.
 */
export interface FlowSeries<S> {
  readonly Ni: number;
  readonly Nh: number;
  readonly No: number;
  readonly bracketing: Bracketing;
  /** The constant 1. */
  readonly one: S;
  readonly sigmaYX: MatrixSeries<S>;
  readonly scaledYX: MatrixSeries<S>;
  readonly sigmaXX?: MatrixSeries<S>;
  readonly W1: MatrixSeries<S>;
  readonly W2: MatrixSeries<S>;
  /** W1 and W2 one after the other. */
  readonly weights: readonly S[];
  /** W1Σxx; the same series as W1 for white inputs. */
  readonly V: MatrixSeries<S>;
  /** scale·(Σyx − W2V), No×Ni (bracketing `error`). */
  readonly E: MatrixSeries<S>;
  /** scale·VW1ᵀ and scale·W2ᵀW2, Nh×Nh (bracketing `gram`). Where a Gram matrix is symmetric, mirrored entries share a series. */
  readonly G1: MatrixSeries<S>;
  readonly G2: MatrixSeries<S>;
  readonly G1symmetric: boolean;
}

/** The series of a problem, with coefficient 0 of the weights in place. */
export function flowSeries<S>(
  kernel: TaylorKernel<S, unknown>,
  problem: Problem,
  bracketing: Bracketing = cheaperBracketing(problem),
): FlowSeries<S> {
  const { W1, W2, sigmaYX, sigmaXX } = problem;
  const [Ni, Nh, No] = [W1.cols, W1.rows, W2.rows];
  const empty = (entries: number): S[] => Array.from({ length: entries }, () => kernel.series());
  const start = (value: Rational, series: S): S => {
    kernel.set(series, 0, value);
    return series;
  };
  const constants = (matrix: Matrix<Rational>): S[] => matrix.data.map(value => start(value, kernel.number()));
  const G1symmetric = sigmaXX === undefined || isSymmetric(sigmaXX);
  const inGram = bracketing === 'gram';
  const [weights1, weights2] = [W1, W2].map(matrix => matrix.data.map(value => start(value, kernel.series())));
  return {
    Ni,
    Nh,
    No,
    bracketing,
    one: start(Rational.ONE, kernel.number()),
    sigmaYX: constants(sigmaYX),
    scaledYX: inGram ? sigmaYX.data.map(() => kernel.number()) : [],
    ...(sigmaXX && { sigmaXX: constants(sigmaXX) }),
    W1: weights1!,
    W2: weights2!,
    weights: [...weights1!, ...weights2!],
    V: sigmaXX === undefined ? weights1! : empty(Nh * Ni),
    E: inGram ? [] : empty(No * Ni),
    G1: inGram ? gramSeries(empty(Nh * Nh), Nh, G1symmetric) : [],
    G2: inGram ? gramSeries(empty(Nh * Nh), Nh, true) : [],
    G1symmetric,
  };
}

/** `gram` takes 3/2 Nh²(Ni + No) products per pair of coefficients, `error` 3 Ni Nh No. */
function cheaperBracketing({ W1, W2 }: Problem): Bracketing {
  return W1.rows * (W1.cols + W2.rows) < 2 * W1.cols * W2.rows ? 'gram' : 'error';
}

function isSymmetric(a: Matrix<Rational>): boolean {
  return a.data.every((entry, index) => entry.equals(a.at(index % a.cols, Math.floor(index / a.cols))));
}

function gramSeries<S>(series: S[], size: number, symmetric: boolean): S[] {
  if (symmetric) {
    for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) series[a * size + b] = series[b * size + a]!;
  }
  return series;
}

/** Prepares for coefficients in a new scale of time: forgets the derived series, and scales Σyx. */
export function startScale<S>(kernel: TaylorKernel<S, unknown>, series: FlowSeries<S>, scale: TimeScale): void {
  for (const derived of [series.V, series.E, series.G1, series.G2]) {
    if (derived !== series.W1) for (const entry of derived) kernel.restart(entry);
  }
  series.scaledYX.forEach((entry, index) => {
    kernel.restart(entry);
    kernel.accumulate(series.sigmaYX[index]!, 0, series.one);
    kernel.finish(entry, 0, 1, scale);
  });
}

/** Coefficient k + 1 of the weights from those up to k: (k+1) W1_{k+1} = scale·(W2ᵀΣyx − W2ᵀW2W1Σxx)_k, and likewise W2. */
export function nextCoefficients<S>(
  kernel: TaylorKernel<S, unknown>,
  series: FlowSeries<S>,
  k: number,
  scale: TimeScale,
): void {
  if (series.sigmaXX !== undefined) weighInputs(kernel, series, series.sigmaXX, k);
  if (series.bracketing === 'error') nextByError(kernel, series, k, scale);
  else nextByGram(kernel, series, k, scale);
}

function weighInputs<S>(
  kernel: TaylorKernel<S, unknown>,
  { Ni, Nh, W1, V }: FlowSeries<S>,
  sigmaXX: MatrixSeries<S>,
  k: number,
): void {
  for (let a = 0; a < Nh; a++) {
    for (let i = 0; i < Ni; i++) {
      for (let l = 0; l < Ni; l++) kernel.accumulate(W1[a * Ni + l]!, k, sigmaXX[l * Ni + i]!);
      kernel.finish(V[a * Ni + i]!, k, 1);
    }
  }
}

function nextByError<S>(kernel: TaylorKernel<S, unknown>, series: FlowSeries<S>, k: number, scale: TimeScale): void {
  const { Ni, Nh, No, W1, W2, V, E, sigmaYX, one } = series;
  for (let o = 0; o < No; o++) {
    for (let i = 0; i < Ni; i++) {
      if (k === 0) kernel.accumulate(sigmaYX[o * Ni + i]!, 0, one);
      for (let a = 0; a < Nh; a++) kernel.convolve(W2[o * Nh + a]!, V[a * Ni + i]!, k, -1);
      kernel.finish(E[o * Ni + i]!, k, 1, scale);
    }
  }
  for (let a = 0; a < Nh; a++) {
    for (let i = 0; i < Ni; i++) {
      for (let o = 0; o < No; o++) kernel.convolve(W2[o * Nh + a]!, E[o * Ni + i]!, k);
      kernel.finish(W1[a * Ni + i]!, k + 1, k + 1);
    }
  }
  for (let o = 0; o < No; o++) {
    for (let a = 0; a < Nh; a++) {
      for (let i = 0; i < Ni; i++) kernel.convolve(E[o * Ni + i]!, W1[a * Ni + i]!, k);
      kernel.finish(W2[o * Nh + a]!, k + 1, k + 1);
    }
  }
}

function nextByGram<S>(kernel: TaylorKernel<S, unknown>, series: FlowSeries<S>, k: number, scale: TimeScale): void {
  const { Ni, Nh, No, W1, W2, V, G1, G2, scaledYX } = series;
  fillGrams(kernel, series, k, scale);
  for (let a = 0; a < Nh; a++) {
    for (let i = 0; i < Ni; i++) {
      for (let o = 0; o < No; o++) kernel.accumulate(W2[o * Nh + a]!, k, scaledYX[o * Ni + i]!);
      for (let b = 0; b < Nh; b++) kernel.convolve(G2[a * Nh + b]!, V[b * Ni + i]!, k, -1);
      kernel.finish(W1[a * Ni + i]!, k + 1, k + 1);
    }
  }
  for (let o = 0; o < No; o++) {
    for (let a = 0; a < Nh; a++) {
      for (let i = 0; i < Ni; i++) kernel.accumulate(W1[a * Ni + i]!, k, scaledYX[o * Ni + i]!);
      for (let b = 0; b < Nh; b++) kernel.convolve(W2[o * Nh + b]!, G1[b * Nh + a]!, k, -1);
      kernel.finish(W2[o * Nh + a]!, k + 1, k + 1);
    }
  }
}

function fillGrams<S>(kernel: TaylorKernel<S, unknown>, series: FlowSeries<S>, k: number, scale: TimeScale): void {
  const { Ni, Nh, No, W1, W2, V, G1, G2, G1symmetric } = series;
  for (let a = 0; a < Nh; a++) {
    for (let b = a; b < Nh; b++) {
      for (let o = 0; o < No; o++) addProduct(kernel, W2[o * Nh + a]!, W2[o * Nh + b]!, k);
      kernel.finish(G2[a * Nh + b]!, k, 1, scale);
    }
    for (let b = G1symmetric ? a : 0; b < Nh; b++) {
      for (let i = 0; i < Ni; i++) addProduct(kernel, V[a * Ni + i]!, W1[b * Ni + i]!, k);
      kernel.finish(G1[a * Nh + b]!, k, 1, scale);
    }
  }
}

function addProduct<S>(kernel: TaylorKernel<S, unknown>, a: S, b: S, k: number): void {
  if (a === b) kernel.convolveSelf(a, k);
  else kernel.convolve(a, b, k);
}
