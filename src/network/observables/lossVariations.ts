import { DloError } from '../../errors.ts';
import type { Field } from '../../numbers/field.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import { type Series, truncatedSeries } from '../../numbers/truncatedSeries.ts';
import type { Flow } from '../flow.ts';
import { flowLoss } from './flowLoss.ts';

/**
 * The loss (`flowLoss`) of a flow along a line of its weights, L(W_1 + εV_1, …, W_h + εV_h) = L_0 + L_1 ε + … + L_n ε^n: L_1 is the
 * gradient's inner product with V, 2L_2 the Hessian form ⟨V, ∇²L V⟩, k!L_k the k-th variation. From the loss itself, with no formula
 * for any of them. All of it for n ≥ 2h: the loss has no higher powers. Exact where the field is.
 *
 * `direction` has one matrix of the shape of each layer, else SHAPE; n = `order` is a whole number ≥ 0, else RANGE.
 */
export function lossVariations<T>(
  field: Field<T>,
  flow: Flow<T>,
  direction: readonly Matrix<T>[],
  order: number,
): Series<T> {
  if (direction.length !== flow.layers.length)
    throw new DloError('SHAPE', 'direction', `must be ${flow.layers.length} matrices`, direction.length);
  const series = truncatedSeries(field, order);
  const along = (at: T, towards: T): Series<T> =>
    series.zero.map((zero, k) => (k === 0 ? at : k === 1 ? towards : zero));
  const still = (matrix: Matrix<T>): Matrix<Series<T>> => matrix.map(entry => along(entry, field.zero));
  const layers = flow.layers.map((layer, index) => {
    const towards = direction[index]!;
    if (towards.shape !== layer.shape)
      throw new DloError('SHAPE', `direction[${index}]`, `must be ${layer.shape} like its layer`, towards.shape);
    return layer.map((entry, i, j) => along(entry, towards.at(i, j)));
  });
  return flowLoss(series, {
    layers,
    sigmaYX: still(flow.sigmaYX),
    tau: along(flow.tau, field.zero),
    ...(flow.sigmaXX && { sigmaXX: still(flow.sigmaXX) }),
    ...(flow.decay !== undefined && { decay: along(flow.decay, field.zero) }),
  });
}
