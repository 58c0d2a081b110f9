import { randomMatrices } from '../../../src/network/initialisations/randomMatrix.ts';
import { taskFromData, whiten } from '../../../src/network/task.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { float64System } from '../../../src/numbers/numberSystem.ts';

export interface RandomTask {
  readonly Ni: number;
  readonly No: number;
  /** P ≥ Ni. */
  readonly samples: number;
  /** Standard deviation of the targets. */
  readonly sigma: number;
  readonly seed: number;
}

/** Σyx (No×Ni) of the random regression task: Gaussian inputs, whitened, and Gaussian targets (domine2025, B.2.1). */
export function randomTask({ Ni, No, samples, sigma, seed }: RandomTask): Matrix<number> {
  const random = randomMatrices(seed);
  const X = whiten(float64System, random.gaussian(Ni, samples));
  return taskFromData(float64Field, X, random.gaussian(No, samples, sigma)).sigmaYX;
}
