import { lossesInFloat64 } from '../../../oracles/descendInFloat64.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import { randomMatrices } from '../../../src/network/initialisations/randomMatrix.ts';
import type { Problem } from '../../../src/network/problem.ts';

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

export type Targets = DescentSetting['targets'];

/** Of one start: descent is the same for both kinds of targets, as its loss less the least one is. */
export type Deviations = Readonly<Record<Targets, number>>;

/**
 * The mean over steps of |L̂ − L|/L, L̂ the loss of descent and L that of the flow, of one start. The flow is descent with η/2 and η/4, extrapolated: what
 * is left is of second order in η, an eighth of what there is of it in the deviation, which is of first. Infinity where descent runs away.
 */
export function deviations({ width, lambda, sigma, rate }: Omit<DescentSetting, 'targets'>, seed: number): Deviations {
  const random = randomMatrices(seed);
  const start: Problem<number> = {
    ...balanced({ Ni: width, Nh: width, No: width }, { lambda, sigma, seed: seed + 1 }),
    sigmaYX: random.gaussian(width, width, 1 / Math.sqrt(2 * width)),
    tau: 1,
  };
  const [coarse, two, four] = lossesInFloat64(
    start,
    [1, 2, 4].map(parts => ({ rate: rate / parts, steps: parts * STEPS, every: parts * EVERY })),
  ) as [number[], number[], number[]];
  const mean = (left: number): number => {
    let sum = 0;
    for (let k = 0; k < coarse.length; k++) {
      const flow = 2 * four[k]! - two[k]!;
      sum += Math.abs(coarse[k]! - flow) / (flow + left);
    }
    return Number.isFinite(sum) ? sum / coarse.length : Number.POSITIVE_INFINITY;
  };
  return { exact: mean(0), random: mean(width / 4) };
}
