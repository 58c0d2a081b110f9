import type { Problem } from '../../src/network/problem.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import type { TaylorKernel } from './kernel.ts';

/** One Taylor series per matrix entry: `entry[row·cols + col][k]`. */
export type MatrixSeries<T> = readonly T[][];

/**
 * The order in which the triple products of the flow are bracketed: `error` forms Σyx − W2(W1Σxx) first, `gram` forms
 * W2ᵀW2 and (W1Σxx)W1ᵀ, which are symmetric and small in a narrow network.
 */
export type Bracketing = 'error' | 'gram';

/** Series of the weights about the start of a step, with every intermediate series and the constants of the task. */
export interface FlowSeries<T> {
  readonly Ni: number;
  readonly Nh: number;
  readonly No: number;
  readonly order: number;
  readonly bracketing: Bracketing;
  readonly sigmaYX: readonly T[];
  readonly sigmaXX: readonly T[] | undefined;
  readonly W1: MatrixSeries<T>;
  readonly W2: MatrixSeries<T>;
  /** W1Σxx; the same arrays as W1 for white inputs. */
  readonly V: MatrixSeries<T>;
  /** Σyx − W2V, No×Ni (bracketing `error`). */
  readonly E: MatrixSeries<T>;
  /** VW1ᵀ and W2ᵀW2, Nh×Nh (bracketing `gram`). Where a Gram matrix is symmetric, mirrored entries share an array. */
  readonly G1: MatrixSeries<T>;
  readonly G2: MatrixSeries<T>;
  readonly G1symmetric: boolean;
}

export function flowSeries<T>(
  kernel: TaylorKernel<T>,
  problem: Problem,
  order: number,
  bracketing: Bracketing = cheaperBracketing(problem),
): FlowSeries<T> {
  const { W1, W2, sigmaYX, sigmaXX } = problem;
  const [Ni, Nh, No] = [W1.cols, W1.rows, W2.rows];
  const series = (entries: number): T[][] =>
    Array.from({ length: entries }, () => new Array<T>(order + 1).fill(kernel.zero));
  const weights1 = series(Nh * Ni);
  const weights2 = series(No * Nh);
  W1.data.forEach((entry, index) => {
    weights1[index]![0] = kernel.of(entry);
  });
  W2.data.forEach((entry, index) => {
    weights2[index]![0] = kernel.of(entry);
  });
  const G1symmetric = sigmaXX === undefined || isSymmetric(sigmaXX);
  const inGram = bracketing === 'gram';
  return {
    Ni,
    Nh,
    No,
    order,
    bracketing,
    sigmaYX: sigmaYX.data.map(kernel.of),
    sigmaXX: sigmaXX?.data.map(kernel.of),
    W1: weights1,
    W2: weights2,
    V: sigmaXX === undefined ? weights1 : series(Nh * Ni),
    E: inGram ? [] : series(No * Ni),
    G1: inGram ? gramSeries(series(Nh * Nh), Nh, G1symmetric) : [],
    G2: inGram ? gramSeries(series(Nh * Nh), Nh, true) : [],
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

function gramSeries<T>(series: T[][], size: number, symmetric: boolean): T[][] {
  if (symmetric) {
    for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) series[a * size + b] = series[b * size + a]!;
  }
  return series;
}

/**
 * Fills coefficients 1…order from coefficient 0, in the time σ = 2^timeExponent · t/τ:
 * (k+1) 2^timeExponent W1_{k+1} = (W2ᵀΣyx − W2ᵀW2W1Σxx)_k, and likewise W2.
 */
export function fillCoefficients<T>(kernel: TaylorKernel<T>, series: FlowSeries<T>, timeExponent: number): void {
  for (let k = 0; k < series.order; k++) {
    if (series.sigmaXX !== undefined) weighInputs(kernel, series, series.sigmaXX, k);
    if (series.bracketing === 'error') nextByError(kernel, series, k, timeExponent);
    else nextByGram(kernel, series, k, timeExponent);
  }
}

function weighInputs<T>(kernel: TaylorKernel<T>, { Ni, Nh, W1, V }: FlowSeries<T>, sigmaXX: readonly T[], k: number) {
  for (let a = 0; a < Nh; a++) {
    for (let i = 0; i < Ni; i++) {
      let sum = kernel.zero;
      for (let l = 0; l < Ni; l++) sum = kernel.accumulate(sum, W1[a * Ni + l]![k]!, sigmaXX[l * Ni + i]!);
      V[a * Ni + i]![k] = kernel.finish(sum, 1, 0);
    }
  }
}

function nextByError<T>(kernel: TaylorKernel<T>, series: FlowSeries<T>, k: number, timeExponent: number): void {
  const { Ni, Nh, No, W1, W2, V, E, sigmaYX } = series;
  for (let o = 0; o < No; o++) {
    for (let i = 0; i < Ni; i++) {
      let sum = kernel.zero;
      for (let a = 0; a < Nh; a++) sum = kernel.convolve(sum, W2[o * Nh + a]!, V[a * Ni + i]!, k);
      const output = kernel.finish(sum, 1, 0);
      E[o * Ni + i]![k] = kernel.subtract(k === 0 ? sigmaYX[o * Ni + i]! : kernel.zero, output);
    }
  }
  for (let a = 0; a < Nh; a++) {
    for (let i = 0; i < Ni; i++) {
      let sum = kernel.zero;
      for (let o = 0; o < No; o++) sum = kernel.convolve(sum, W2[o * Nh + a]!, E[o * Ni + i]!, k);
      W1[a * Ni + i]![k + 1] = kernel.finish(sum, k + 1, timeExponent);
    }
  }
  for (let o = 0; o < No; o++) {
    for (let a = 0; a < Nh; a++) {
      let sum = kernel.zero;
      for (let i = 0; i < Ni; i++) sum = kernel.convolve(sum, E[o * Ni + i]!, W1[a * Ni + i]!, k);
      W2[o * Nh + a]![k + 1] = kernel.finish(sum, k + 1, timeExponent);
    }
  }
}

function nextByGram<T>(kernel: TaylorKernel<T>, series: FlowSeries<T>, k: number, timeExponent: number): void {
  const { Ni, Nh, No, W1, W2, V, G1, G2, sigmaYX } = series;
  fillGrams(kernel, series, k);
  for (let a = 0; a < Nh; a++) {
    for (let i = 0; i < Ni; i++) {
      let gain = kernel.zero;
      for (let o = 0; o < No; o++) gain = kernel.accumulate(gain, W2[o * Nh + a]![k]!, sigmaYX[o * Ni + i]!);
      let loss = kernel.zero;
      for (let b = 0; b < Nh; b++) loss = kernel.convolve(loss, G2[a * Nh + b]!, V[b * Ni + i]!, k);
      W1[a * Ni + i]![k + 1] = kernel.finish(kernel.subtract(gain, loss), k + 1, timeExponent);
    }
  }
  for (let o = 0; o < No; o++) {
    for (let a = 0; a < Nh; a++) {
      let gain = kernel.zero;
      for (let i = 0; i < Ni; i++) gain = kernel.accumulate(gain, sigmaYX[o * Ni + i]!, W1[a * Ni + i]![k]!);
      let loss = kernel.zero;
      for (let b = 0; b < Nh; b++) loss = kernel.convolve(loss, W2[o * Nh + b]!, G1[b * Nh + a]!, k);
      W2[o * Nh + a]![k + 1] = kernel.finish(kernel.subtract(gain, loss), k + 1, timeExponent);
    }
  }
}

function fillGrams<T>(kernel: TaylorKernel<T>, series: FlowSeries<T>, k: number): void {
  const { Ni, Nh, No, W1, W2, V, G1, G2, G1symmetric } = series;
  for (let a = 0; a < Nh; a++) {
    for (let b = a; b < Nh; b++) {
      let sum = kernel.zero;
      for (let o = 0; o < No; o++) sum = cross(kernel, sum, W2[o * Nh + a]!, W2[o * Nh + b]!, k);
      G2[a * Nh + b]![k] = kernel.finish(sum, 1, 0);
    }
    for (let b = G1symmetric ? a : 0; b < Nh; b++) {
      let sum = kernel.zero;
      for (let i = 0; i < Ni; i++) sum = cross(kernel, sum, V[a * Ni + i]!, W1[b * Ni + i]!, k);
      G1[a * Nh + b]![k] = kernel.finish(sum, 1, 0);
    }
  }
}

function cross<T>(kernel: TaylorKernel<T>, sum: T, left: readonly T[], right: readonly T[], k: number): T {
  return left === right ? kernel.convolveSelf(sum, left, k) : kernel.convolve(sum, left, right, k);
}
