import { DloError } from '../../errors.ts';
import type { Architecture } from '../architecture.ts';
import type { Weights } from '../problem.ts';
import { randomMatrices } from './randomMatrix.ts';

/**
 * Independent Gaussian entries of mean 0 and standard deviation `sigma1` in W1, `sigma2` (default: the same) in W2; both
 * finite and ≥ 0, else RANGE. Not balanced.
 */
export function gaussian(
  { Ni, Nh, No }: Architecture,
  options: { sigma1: number; sigma2?: number; seed: number },
): Weights<number> {
  const { sigma1, sigma2 = sigma1, seed } = options;
  for (const [name, sigma] of Object.entries({ sigma1, sigma2 })) {
    if (!(sigma >= 0 && sigma < Number.POSITIVE_INFINITY))
      throw new DloError('RANGE', name, 'must be finite and at least 0', sigma);
  }
  const random = randomMatrices(seed);
  return { W1: random.gaussian(Nh, Ni, sigma1), W2: random.gaussian(No, Nh, sigma2) };
}
