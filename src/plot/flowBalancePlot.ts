import fc from 'fast-check';
import { descend } from '../dynamics/flowDescent.ts';
import { type FlowCase, isFlowCase } from '../judge/case.ts';
import type { Claim } from '../judge/claim.ts';
import { flowRate } from '../judge/flowRegime.ts';
import { meets } from '../judge/meets.ts';
import type { PlotRecord } from '../judge/runRecord.ts';
import { balances } from '../network/balance.ts';
import { flowIn, widthsName } from '../network/flow.ts';
import type { Truth } from '../network/truth.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Field } from '../numbers/field.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert, frobeniusNorm, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { stableRate } from './descent.ts';
import { round10, unlessNoise } from './quantity.ts';
import { SHOWCASE_SEED } from './showcase.ts';
import { gridTo } from './timeGrid.ts';
import { MOST_STEPS, ORACLE_DIGITS, plotField } from './trajectory.ts';

const CANDIDATES = 100;

/** The balances of neighbouring layers show most where there are several. */
const LEAST_LAYERS = 3;

/** The picture ends at so many of the flow's times τ/rate. */
const TIMES = 4;

/** `balancePlot` of layers of any depth: how far the balances of neighbouring layers have moved, the worst of them. */
export function flowBalancePlot(claim: Claim, truth: Truth): PlotRecord | undefined {
  const { cases, hypotheses } = claim.readings.at(-1)!;
  const candidates = fc
    .sample(cases, { seed: SHOWCASE_SEED, numRuns: CANDIDATES })
    .filter(isFlowCase)
    .filter(one => one.flow.layers.length >= LEAST_LAYERS && isPlain(one) && meets({ hypotheses }, one))
    .sort((a, b) => weightsIn(b) - weightsIn(a));
  if (candidates[0] === undefined) return undefined;
  const { flow } = candidates[0];
  const start = balances(rationalField, flow.layers);
  const drift = <T>(field: Field<T>, layers: readonly Matrix<T>[]): number =>
    Math.max(
      ...balances(field, layers).map((now, j) =>
        field.toNumber(frobeniusNorm(field, subtract(field, now, convert(field, start[j]!)))),
      ),
    );
  const grid = gridTo(TIMES / flowRate(flow).toNumber());
  const clock = grid.times.map(time => time.mul(flow.tau));
  const states = truth
    .layers(flow, clock, { digits: ORACLE_DIGITS, maxDigits: 200, maxSteps: MOST_STEPS })
    .map(({ layers }) => layers.map(layer => layer.map(plotField.cross)));
  const { perPoint, learningRate } = stableRate(grid, curvature(states, flow.sigmaYX));
  const steps = grid.times.map((_, k) => k * perPoint);
  const descent = descend(flowIn(float64Field, flow), { learningRate, steps });
  return {
    caption: `A ${widthsName(flow.layers).replaceAll('-', '‑')} flow, τ = ${flow.tau}.`,
    quantity: 'largest drift of a balance ‖D_j(t) − D_j(0)‖, D_j = W_(j+1)ᵀW_(j+1) − W_jW_jᵀ',
    times: grid.times.map(time => time.toNumber()),
    series: [
      { label: 'oracle', kind: 'oracle', values: states.map(layers => round10(unlessNoise(drift(plotField, layers)))) },
      {
        label: `gradient descent, η = ${Number(learningRate.toPrecision(3))}`,
        kind: 'gradient-descent',
        values: descent.map(({ layers }) => round10(drift(float64Field, layers))),
      },
    ],
    errors: [],
  };
}

/** The more there are the less happens by symmetry; layers that are alike keep their balance under descent too, and count for nothing. */
function weightsIn({ flow: { layers } }: FlowCase): number {
  const isAlike = balances(rationalField, layers).some(balance => balance.data.every(entry => entry.sign() === 0));
  return isAlike ? 0 : layers.reduce((sum, layer) => sum + layer.data.length, 0);
}

function isPlain({ flow: { decay, mask } }: FlowCase): boolean {
  return !decay?.sign() && mask === undefined;
}

/** A bound of the curvature of the loss along the flow: h·a^(2h−2) + (h−1)·a^(h−2)(s + a^h) with a the largest norm of a layer. */
function curvature(states: readonly (readonly Matrix<Decimal>[])[], sigmaYX: FlowCase['flow']['sigmaYX']): number {
  const h = states[0]!.length;
  const norm = (layer: Matrix<Decimal>): number => plotField.toNumber(frobeniusNorm(plotField, layer));
  const a = Math.max(...states.flatMap(layers => layers.map(norm)));
  const s = frobeniusNorm(float64Field, convert(float64Field, sigmaYX));
  return h * a ** (2 * h - 2) + (h - 1) * a ** (h - 2) * (s + a ** h);
}
