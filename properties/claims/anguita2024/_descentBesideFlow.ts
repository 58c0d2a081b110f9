import { descendInFloat64 } from '../../../oracles/descendInFloat64.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import { randomMatrices } from '../../../src/network/initialisations/randomMatrix.ts';
import type { Problem, Weights } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { multiply, squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';

// The experiments of figures 3.4 to 3.6: square networks from random λ-balanced starts on random data, and how far the loss of descent is from that of the
// flow. The law of the data is not in the text: here 2n white inputs and Gaussian targets of variance 1, so that Σyx has entries N(0, 1/2n) and singular values
// of order 1 in every size; or targets that a linear map of this Σyx makes.

export interface DescentSetting {
  /** Of all three layers. */
  readonly width: number;
  readonly lambda: number;
  /** σ of algorithm 1. */
  readonly sigma: number;
  /** η, with τ = 1/η. */
  readonly rate: number;
  /** 'exact': a linear map explains all of the targets, the loss goes to 0; 'random': of 2n samples of random targets half is left, n/4. */
  readonly targets: 'exact' | 'random';
}

/** Of each trial, as in the text. */
const STEPS = 200;
/** Losses are compared at every fourth. */
const EVERY = 4;

/**
 * The mean over steps of |L̂ − L|/L, L̂ the loss of descent and L that of the flow, of one start. The flow is descent with η/2 and η/4, extrapolated: what
 * is left is of second order in η, an eighth of what there is of it in the deviation, which is of first. Infinity where descent runs away.
 */
export function deviation({ width, lambda, sigma, rate, targets }: DescentSetting, seed: number): number {
  const random = randomMatrices(seed);
  const start: Problem<number> = {
    ...balanced({ Ni: width, Nh: width, No: width }, { lambda, sigma, seed: seed + 1 }),
    sigmaYX: random.gaussian(width, width, 1 / Math.sqrt(2 * width)),
    tau: 1,
  };
  const [coarse, ...finer] = [1, 2, 4].map(parts => losses(start, rate, parts)) as [number[], ...number[][]];
  const left = targets === 'exact' ? 0 : width / 4;
  const deviations = coarse.map((loss, k) => {
    const [two, four] = finer.map(each => each[k]!) as [number, number];
    const flow = 2 * four - two;
    return Math.abs(loss - flow) / (flow + left);
  });
  const mean = deviations.reduce((sum, value) => sum + value, 0) / deviations.length;
  return Number.isFinite(mean) ? mean : Number.POSITIVE_INFINITY;
}

/** At every fourth step of rate η, in each of which descent takes so many smaller ones. */
function losses(start: Problem<number>, rate: number, parts: number): number[] {
  let learned: Weights<number> = start;
  return Array.from({ length: STEPS / EVERY }, () => {
    learned = descendInFloat64({ ...start, ...learned }, rate / parts, EVERY * parts);
    const error = subtract(float64Field, start.sigmaYX, multiply(float64Field, learned.W2, learned.W1));
    return squaredNorm(float64Field, error) / 2;
  });
}
