import { DloError } from '../../errors.ts';
import { float64Field } from '../../numbers/float64Field.ts';
import { float64Svd } from '../../numbers/float64Svd.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import { architecture } from '../architecture.ts';
import type { Weights } from '../problem.ts';
import { requireBalancedWeightsExist, weightsFromFactors } from './balancedFactors.ts';
import { layerSingularValues } from './layerSingularValues.ts';
import { randomMatrices } from './randomMatrix.ts';

export interface AlignedBalancedOptions {
  readonly hidden: number;
  readonly lambda: number;
  /**
   * The starting value ũᵢᵀW2W1ṽᵢ of each mode of the task, strongest mode first: min(Ni, Nh, No) finite numbers. Negative
   * ones start reversed. One number stands for all modes.
   */
  readonly strengths: number | readonly number[];
  readonly seed: number;
}

/**
 * λ-balanced weights whose singular vectors are those of the task Σyx = Ũ S̃ Ṽᵀ (No×Ni), so that the modes learn without
 * touching each other; only the hidden basis R is random. Tied and zero singular values of the task take the vectors
 * that the SVD happens to give.
 *
 * Errors: NO_SUCH_WEIGHTS as for `balanced`; SHAPE for a wrong number of strengths; RANGE for λ, strengths or the seed.
 */
export function alignedBalanced(sigmaYX: Matrix<number>, options: AlignedBalancedOptions): Weights<number> {
  const { lambda, seed } = options;
  const widths = architecture(sigmaYX.cols, options.hidden, sigmaYX.rows);
  if (!Number.isFinite(lambda)) throw new DloError('RANGE', 'lambda', 'must be finite', lambda);
  requireBalancedWeightsExist(widths, lambda);
  const modes = Math.min(widths.Ni, widths.Nh, widths.No);
  const strengths =
    typeof options.strengths === 'number' ? new Array<number>(modes).fill(options.strengths) : options.strengths;
  if (strengths.length !== modes)
    throw new DloError('SHAPE', 'strengths', `must hold min(Ni, Nh, No) = ${modes} numbers`, strengths.length);
  const unusable = strengths.find(strength => !Number.isFinite(strength));
  if (unusable !== undefined) throw new DloError('RANGE', 'strengths', 'must be finite', unusable);
  const { U, V } = float64Svd(sigmaYX);
  const pairs = Array.from({ length: widths.Nh }, (_, i) => layerSingularValues(lambda, Math.abs(strengths[i] ?? 0)));
  return weightsFromFactors(float64Field, {
    U: U.map((entry, _row, mode) => ((strengths[mode] ?? 0) < 0 ? -entry : entry)),
    V,
    R: randomMatrices(seed).orthogonal(widths.Nh),
    s1: pairs.map(pair => pair.s1),
    s2: pairs.map(pair => pair.s2),
  });
}
