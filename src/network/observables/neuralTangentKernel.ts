import type { Field } from '../../numbers/field.ts';
import { add, identity, kronecker, multiply, product } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import type { Weights } from '../problem.ts';
import { type Blocks, blocksOf } from './blocks.ts';

/**
 * The neural tangent kernel J Jᵀ, J = ∂ŷ/∂(all weights), of inputs X (Ni×P): (No·P)×(No·P),
 * I_No ⊗ XᵀW1ᵀW1X + W2W2ᵀ ⊗ XᵀX (domine2025, section 3).
 *
 * Index order: output o of sample p stands at o·P + p, both from 0. The sample runs fastest: a row-by-row reading of Ŷ
 * (No×P), not the column stacking vec(Ŷ).
 */
export function neuralTangentKernel<T>(field: Field<T>, weights: Weights<T>, X: Matrix<T>): Matrix<T> {
  return neuralTangentKernelFromBlocks(field, blocksOf(field, weights), X);
}

/** The same from W1ᵀW1 and W2W2ᵀ, as they stand in QQᵀ. */
export function neuralTangentKernelFromBlocks<T>(
  field: Field<T>,
  { gram1, gram2 }: Pick<Blocks<T>, 'gram1' | 'gram2'>,
  X: Matrix<T>,
): Matrix<T> {
  const hiddenSimilarity = product(field, X.transpose(), gram1, X);
  const inputSimilarity = multiply(field, X.transpose(), X);
  return add(
    field,
    kronecker(field, identity(field, gram2.rows), hiddenSimilarity),
    kronecker(field, gram2, inputSimilarity),
  );
}
