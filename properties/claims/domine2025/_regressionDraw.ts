import { randomMatrices } from '../../../src/network/initialisations/randomMatrix.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';

export interface RegressionTask {
  readonly Ni: number;
  readonly No: number;
  /** N of B.2.1. */
  readonly samples: number;
  /** σ of B.3 and B.4, read as the standard deviation of the targets. */
  readonly sigma: number;
  readonly seed: number;
}

/**
 * Σyx of a random regression task of B.2.1, rounded to thousandths. With white inputs, XXᵀ = N·I, and Gaussian targets that do
 * not depend on them Σyx = YXᵀ/N is itself Gaussian, of deviation σ/√N, whatever X is: it need not be drawn.
 */
export function regressionTask({ Ni, No, samples, sigma, seed }: RegressionTask): Matrix<Rational> {
  const entries = randomMatrices(seed).gaussian(No, Ni, sigma / Math.sqrt(samples));
  return entries.map(entry => Rational.of(Math.round(1000 * entry), 1000));
}
