import type { Field } from '../../numbers/field.ts';
import { innerProduct, multiply, squaredNorm } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import type { Flow } from '../flow.ts';

/** The network map W_(1:h) = W_h ⋯ W_1, d_h×d_0. */
export function mapOfLayers<T>(field: Field<T>, layers: readonly Matrix<T>[]): Matrix<T> {
  return layers.reduce((below, layer) => multiply(field, layer, below));
}

/**
 * The loss that a flow descends, ½⟨W, WΣxx⟩ − ⟨W, Σyx⟩ + γ/2 Σ‖W_j‖²_F with W = W_(1:h): the mean squared error ½/P ‖WX − Y‖²_F and
 * the decay, less what no weight changes, so that a network of zeros has loss 0. Held weights count like the others.
 */
export function flowLoss<T>(field: Field<T>, { layers, sigmaYX, sigmaXX, decay }: Flow<T>): T {
  const map = mapOfLayers(field, layers);
  const half = (value: T): T => field.div(value, field.of(2));
  const square = innerProduct(field, map, sigmaXX === undefined ? map : multiply(field, map, sigmaXX));
  const error = field.sub(half(square), innerProduct(field, map, sigmaYX));
  if (decay === undefined) return error;
  const sizes = layers.map(layer => squaredNorm(field, layer)).reduce(field.add);
  return field.add(error, half(field.mul(decay, sizes)));
}
