import type { Claim } from '../judge/claim.ts';
import type { PlotRecord } from '../judge/runRecord.ts';
import { balances } from '../network/balance.ts';
import { widthsName } from '../network/flow.ts';
import type { Truth } from '../network/truth.ts';
import type { Field } from '../numbers/field.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert, frobeniusNorm, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { layersAt, layersDescentOn, timesOfLayers } from './layers.ts';
import { layersShowcase } from './layersShowcase.ts';
import { round10, unlessNoise } from './quantity.ts';
import { gridTo } from './timeGrid.ts';
import { plotField } from './trajectory.ts';

/** The balances of neighbouring layers show most where there are several. */
const LEAST_LAYERS = 3;

/** `balancePlot` of layers of any depth: how far the balances of neighbouring layers have moved, the worst of them. */
export function flowBalancePlot(claim: Claim, truth: Truth): PlotRecord | undefined {
  const given = layersShowcase(claim.readings.at(-1)!, LEAST_LAYERS);
  if (given === undefined) return undefined;
  const { flow } = given;
  const start = balances(rationalField, flow.layers);
  const drift = <T>(field: Field<T>, layers: readonly Matrix<T>[]): number =>
    Math.max(
      ...balances(field, layers).map((now, j) =>
        field.toNumber(frobeniusNorm(field, subtract(field, now, convert(field, start[j]!)))),
      ),
    );
  const grid = gridTo(timesOfLayers(flow));
  const states = layersAt(truth, flow, grid.times);
  const descent = layersDescentOn(flow, grid, states);
  return {
    caption: `A ${widthsName(flow.layers).replaceAll('-', '‑')} flow, τ = ${flow.tau}.`,
    quantity: 'largest drift of a balance ‖D_j(t) − D_j(0)‖, D_j = W_(j+1)ᵀW_(j+1) − W_jW_jᵀ',
    times: grid.times.map(time => time.toNumber()),
    series: [
      { label: 'oracle', kind: 'oracle', values: states.map(layers => round10(unlessNoise(drift(plotField, layers)))) },
      {
        label: descent.label,
        kind: 'gradient-descent',
        values: descent.layers.map(layers => round10(drift(float64Field, layers))),
      },
    ],
    errors: [],
  };
}
