import type { Field } from '../../numbers/field.ts';
import { add, identity, kronecker, multiply } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';

/**
 * The neural tangent kernel J Jᵀ, J = ∂ŷ/∂(all weights), of layers W_1 … W_h, W_j of d_j×d_(j−1), and inputs X (d_0×P):
 * (d_h·P)×(d_h·P), Σ_j W_(j+1:h)W_(j+1:h)ᵀ ⊗ (W_(1:j−1)X)ᵀ(W_(1:j−1)X). Held weights count like the others. At two layers it is
 * `neuralTangentKernel`, in the same order: output o of sample p stands at o·P + p, both from 0.
 */
export function flowKernel<T>(field: Field<T>, layers: readonly Matrix<T>[], X: Matrix<T>): Matrix<T> {
  const activities = [X];
  for (const layer of layers.slice(0, -1)) activities.push(multiply(field, layer, activities.at(-1)!));
  let above = identity(field, layers.at(-1)!.rows);
  const terms: Matrix<T>[] = [];
  for (let j = layers.length - 1; j >= 0; j--) {
    const below = activities[j]!;
    terms.push(kronecker(field, multiply(field, above, above.transpose()), multiply(field, below.transpose(), below)));
    above = multiply(field, above, layers[j]!);
  }
  return terms.reduce((sum, term) => add(field, sum, term));
}
