import { descend } from '../dynamics/flowDescent.ts';
import { flowRate } from '../judge/flowRegime.ts';
import { type Flow, flowIn } from '../network/flow.ts';
import type { Truth } from '../network/truth.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert, frobeniusNorm } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { stableRate } from './descent.ts';
import type { TimeGrid } from './timeGrid.ts';
import { MOST_STEPS, ORACLE_DIGITS, plotField } from './trajectory.ts';

// Trajectories of layers of any depth, as trajectory.ts and descent.ts have them of two.

/** A picture ends at so many of the flow's times τ/rate. */
const TIMES = 4;

/** Where a picture of a flow ends, in units of τ. */
export function timesOfLayers(flow: Flow): number {
  return TIMES / flowRate(flow).toNumber();
}

/** Layers of the raw gradient flow at times in units of τ. PRECISION where the oracle does not reach that far. */
export function layersAt(truth: Truth, flow: Flow, times: readonly Rational[]): Matrix<Decimal>[][] {
  const clock = times.map(time => time.mul(flow.tau));
  return truth
    .layers(flow, clock, { digits: ORACLE_DIGITS, maxDigits: 200, maxSteps: MOST_STEPS })
    .map(({ layers }) => layers.map(layer => layer.map(plotField.cross)));
}

/** Full-batch gradient descent in float64 on a grid of times, as `descentOn`. */
export function layersDescentOn(
  flow: Flow,
  grid: TimeGrid,
  states: readonly (readonly Matrix<Decimal>[])[],
): { readonly label: string; readonly layers: readonly (readonly Matrix<number>[])[] } {
  const { perPoint, learningRate } = stableRate(grid, curvature(states, flow));
  const steps = grid.times.map((_, k) => k * perPoint);
  return {
    label: `gradient descent, η = ${Number(learningRate.toPrecision(3))}`,
    layers: descend(flowIn(float64Field, flow), { learningRate, steps }).map(({ layers }) => layers),
  };
}

/**
 * A bound of the curvature of the loss along the flow: h·a^(2h−2)·x + (h−1)·a^(h−2)(s + a^h·x) + γ with a the largest norm of a layer, s that of the
 * task and x that of Σxx, 1 where inputs are white.
 */
function curvature(states: readonly (readonly Matrix<Decimal>[])[], { sigmaYX, sigmaXX, decay }: Flow): number {
  const h = states[0]!.length;
  const norm = (layer: Matrix<Decimal>): number => plotField.toNumber(frobeniusNorm(plotField, layer));
  const exactNorm = (matrix: Matrix<Rational>): number => frobeniusNorm(float64Field, convert(float64Field, matrix));
  const a = Math.max(...states.flatMap(layers => layers.map(norm)));
  const s = exactNorm(sigmaYX);
  const x = sigmaXX === undefined ? 1 : exactNorm(sigmaXX);
  return h * a ** (2 * h - 2) * x + (h - 1) * a ** (h - 2) * (s + a ** h * x) + (decay?.toNumber() ?? 0);
}
