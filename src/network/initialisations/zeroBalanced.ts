import { DloError } from '../../errors.ts';
import { float64Field } from '../../numbers/float64Field.ts';
import type { Architecture } from '../architecture.ts';
import type { Weights } from '../problem.ts';
import { weightsFromFactors } from './balancedFactors.ts';
import { randomMatrices } from './randomMatrix.ts';

/**
 * Random zero-balanced weights, W2ᵀW2 = W1W1ᵀ, of one scale: min(Ni, Nh, No) singular values of each layer equal `scale`
 * (finite, ≥ 0, else RANGE) and the rest are 0, with random singular vectors. Exists for every architecture.
 */
export function zeroBalanced(widths: Architecture, options: { scale: number; seed: number }): Weights<number> {
  const { scale, seed } = options;
  if (!(scale >= 0 && scale < Number.POSITIVE_INFINITY))
    throw new DloError('RANGE', 'scale', 'must be finite and at least 0', scale);
  const { Ni, Nh, No } = widths;
  const random = randomMatrices(seed);
  const values = Array.from({ length: Nh }, (_, i) => (i < Math.min(Ni, No) ? scale : 0));
  return weightsFromFactors(float64Field, {
    U: random.orthogonal(No),
    V: random.orthogonal(Ni),
    R: random.orthogonal(Nh),
    s1: values,
    s2: values,
  });
}
