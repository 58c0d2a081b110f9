import { balances } from '../src/network/balance.ts';
import { flowKernel } from '../src/network/observables/flowKernel.ts';
import { flowLoss, mapOfLayers } from '../src/network/observables/flowLoss.ts';
import { lossOfMap } from '../src/network/observables/loss.ts';
import { taskFromCorrelation } from '../src/network/task.ts';
import type { Field } from '../src/numbers/field.ts';
import { convert, multiply, squaredNorm, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import type { FlowLine, FlowLineQuantity } from './flowLine.ts';

/**
 * One quantity of layers in any field: the layers, a balance for each pair of them, or one matrix; the loss as a 1×1 one.
 * It is ‖WX − Y‖²/2P with data and ½‖Σyx − W‖² for white inputs without; where Σxx alone was given, Σyy is not known and
 * the loss is what the weights add to its half trace, ½⟨W, WΣxx⟩ − ⟨W, Σyx⟩. Decay is no part of it.
 */
export function flowQuantity<T>(
  field: Field<T>,
  line: FlowLine,
  layers: readonly Matrix<T>[],
  quantity: FlowLineQuantity,
): Matrix<T>[] {
  switch (quantity) {
    case 'layers':
      return [...layers];
    case 'output':
      return [mapOfLayers(field, layers)];
    case 'loss':
      return [new Matrix(1, 1, [lossOf(field, line, layers)])];
    case 'balance':
      return balances(field, layers);
    case 'ntk':
      return [flowKernel(field, layers, convert(field, line.X))];
  }
}

function lossOf<T>(field: Field<T>, { flow, X, Y }: FlowLine, layers: readonly Matrix<T>[]): T {
  const map = mapOfLayers(field, layers);
  if (Y !== undefined) {
    const error = subtract(field, multiply(field, map, convert(field, X)), convert(field, Y));
    return field.div(squaredNorm(field, error), field.of(2 * X.cols));
  }
  const sigmaYX = convert(field, flow.sigmaYX);
  if (flow.sigmaXX === undefined) return lossOfMap(field, taskFromCorrelation(field, sigmaYX), map);
  return flowLoss(field, { layers, sigmaYX, sigmaXX: convert(field, flow.sigmaXX), tau: field.one });
}
