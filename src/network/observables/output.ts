import type { Field } from '../../numbers/field.ts';
import { multiply } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import type { Weights } from '../problem.ts';

/** The network map W2W1 (No×Ni) or, with inputs X (Ni×P), the predictions Ŷ = W2W1X (No×P). */
export function output<T>(field: Field<T>, { W1, W2 }: Weights<T>, X?: Matrix<T>): Matrix<T> {
  return X === undefined ? multiply(field, W2, W1) : multiply(field, W2, multiply(field, W1, X));
}
