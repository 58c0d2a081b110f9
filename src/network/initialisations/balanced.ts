import { DloError } from '../../errors.ts';
import { float64Field } from '../../numbers/float64Field.ts';
import { float64Svd } from '../../numbers/float64Svd.ts';
import { multiply } from '../../numbers/linearAlgebra.ts';
import type { Architecture } from '../architecture.ts';
import type { Weights } from '../problem.ts';
import { requireBalancedWeightsExist, weightsFromFactors } from './balancedFactors.ts';
import { layerSingularValues } from './layerSingularValues.ts';
import { randomMatrices } from './randomMatrix.ts';

export interface BalancedOptions {
  /** Any finite λ of W2ᵀW2 − W1W1ᵀ = λI. */
  readonly lambda: number;
  /** Standard deviation of the Gaussian layers whose product W2W1 starts the network; ≥ 0, default 1. */
  readonly sigma?: number;
  readonly seed: number;
}

/**
 * Random λ-balanced weights for every architecture that has any. Two Gaussian layers give the network map
 * W2W1 = U diag(s) Vᵀ; its values are split as s = s2·s1 with s2² − s1² = λ, and a random R turns the hidden units. Hidden
 * units beyond min(Ni, No) carry √|λ| in one layer and 0 in the other.
 *
 * Errors: NO_SUCH_WEIGHTS where λ > 0 and Nh > No, or λ < 0 and Nh > Ni; RANGE for λ, σ or the seed.
 * Source: domine2025, Algorithm 1, here for every Nh (as printed it stops at k modes and leaves the rest unbalanced).
 */
export function balanced(widths: Architecture, { lambda, sigma = 1, seed }: BalancedOptions): Weights<number> {
  if (!Number.isFinite(lambda)) throw new DloError('RANGE', 'lambda', 'must be finite', lambda);
  if (!(sigma >= 0 && sigma < Number.POSITIVE_INFINITY))
    throw new DloError('RANGE', 'sigma', 'must be finite and at least 0', sigma);
  requireBalancedWeightsExist(widths, lambda);
  const { Ni, Nh, No } = widths;
  const random = randomMatrices(seed);
  const gaussian1 = random.gaussian(Nh, Ni, sigma);
  const gaussian2 = random.gaussian(No, Nh, sigma);
  const { U, s, V } = float64Svd(multiply(float64Field, gaussian2, gaussian1));
  const modes = Math.min(Ni, Nh, No);
  const pairs = Array.from({ length: Nh }, (_, i) => layerSingularValues(lambda, i < modes ? s[i]! : 0));
  return weightsFromFactors(float64Field, {
    U,
    V,
    R: random.orthogonal(Nh),
    s1: pairs.map(pair => pair.s1),
    s2: pairs.map(pair => pair.s2),
  });
}
