import type { Flow } from '../network/flow.ts';
import { mapOfLayers } from '../network/observables/flowLoss.ts';
import type { Truth } from '../network/truth.ts';
import { type Decimal, type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert, squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import type { Moment } from './moment.ts';
import { norm, splitDecimal } from './split.ts';

/** Digits that a product of two answers of the oracle can lose. */
const GUARD = 1;

/** The name of a layer among the parts, counted from 0. */
export const layerName = (j: number): string => `W${j + 1}`;

/** The truth at the times, in parts. */
export function flowMoments(truth: Truth, flow: Flow, times: readonly Rational[], digits: number): Moment<string>[] {
  const field = decimalField(digits + 12);
  const s = norm(flow.sigmaYX.map(entry => entry.toNumber()));
  return truth.layers(flow, times, { digits }).map(answer => {
    const parts = Object.fromEntries(
      [
        ...partsOf(
          field,
          flow,
          answer.layers.map(layer => layer.map(field.cross)),
        ),
      ].map(([name, value]) => {
        const split = splitDecimal(field, value);
        return [name, { truth: split, size: sizeOf(name, norm(split.hi), s) }];
      }),
    );
    return { time: answer.time, certain: Math.min(answer.agreedDigits - GUARD, digits + 5), parts };
  });
}

export function partsOf(
  field: DecimalField,
  { sigmaYX }: Flow,
  layers: readonly Matrix<Decimal>[],
): Map<string, Matrix<Decimal>> {
  const map = mapOfLayers(field, layers);
  const loss = field.div(squaredNorm(field, subtract(field, convert(field, sigmaYX), map)), field.of(2));
  return new Map([
    ...layers.map((layer, j): [string, Matrix<Decimal>] => [layerName(j), layer]),
    ['W', map],
    ['loss', new Matrix(1, 1, [loss])],
  ]);
}

/** The map and the loss against the task too: both may be near zero where what cancels in them is not. */
function sizeOf(name: string, own: number, s: number): number {
  if (name === 'loss') return own + (s * s) / 2 || 1;
  return (name === 'W' ? Math.max(own, s) : own) || 1;
}
