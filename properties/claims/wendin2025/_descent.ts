import { flowSeries } from '../../../oracles/flowSeries.ts';
import { type Flow, flowIn } from '../../../src/network/flow.ts';
import { lossVariations } from '../../../src/network/observables/lossVariations.ts';
import type { Field } from '../../../src/numbers/field.ts';
import { add } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { type Series, truncatedSeries } from '../../../src/numbers/truncatedSeries.ts';

// The flow of the survey's loss ½‖Σ − W_h⋯W_1‖²_F over any field, and its derivatives, read off the loss itself along lines of weights:
// none of the printed derivatives is used. Weights in one column: the entries of W_1 row by row, then those of W_2, and so on.

type Layers<T> = readonly Matrix<T>[];

export function inColumn<T>(layers: Layers<T>): readonly T[] {
  return layers.flatMap(({ data }) => data);
}

/** Layers of the shapes of `like` from one column. */
export function asLayers<T>(like: Layers<unknown>, column: readonly T[]): Matrix<T>[] {
  let from = 0;
  return like.map(({ rows, cols }) => {
    const start = from;
    from += rows * cols;
    return new Matrix(rows, cols, column.slice(start, from));
  });
}

/** Where all weights go at the start: the oracle's first coefficients, for τ = 1. */
export function velocity(flow: Flow): Matrix<Rational>[] {
  return flowSeries(flow, 1).map(([, slope]) => slope!);
}

/** −∂L/∂W_j over any field, the right side of the flow for τ = 1. */
export function descent<T>(field: Field<T>, flow: Flow<T>): Matrix<T>[] {
  const count = inColumn(flow.layers).length;
  const slopes = Array.from({ length: count }, (_, at) => {
    const direction = asLayers(flow.layers, unit(field, count, at));
    return field.neg(lossVariations(field, flow, direction, 1)[1]!);
  });
  return asLayers(flow.layers, slopes);
}

/** The Hessian form between directions (k×k for k of them), by what it is on their sums: H(u, v) = (H(u+v) − H(u) − H(v))/2. */
export function hessianOn(flow: Flow, directions: readonly Layers<Rational>[]): Matrix<Rational> {
  const along = (direction: Layers<Rational>): Rational =>
    Rational.of(2).mul(lossVariations(rationalField, flow, direction, 2)[2]!);
  const own = directions.map(along);
  const between = (i: number, j: number): Rational => {
    const sum = directions[i]!.map((layer, at) => add(rationalField, layer, directions[j]![at]!));
    return along(sum).sub(own[i]!).sub(own[j]!).div(Rational.of(2));
  };
  const lower = directions.map((_, i) => Array.from({ length: i }, (__, j) => between(i, j)));
  return Matrix.generate(own.length, own.length, (i, j) => (i === j ? own[i]! : i > j ? lower[i]![j]! : lower[j]![i]!));
}

/** (v·∇)f for the right side f of the flow and a direction v: its derivative along v. */
export function derivativeAlong(flow: Flow, direction: readonly Rational[]): Rational[] {
  const along = truncatedSeries(rationalField, 1);
  const lifted = flowIn<Series<Rational>>(along, flow);
  const layers = asLayers(
    flow.layers,
    inColumn(flow.layers).map((weight, at) => [weight, direction[at]!]),
  );
  return inColumn(descent(along, { ...lifted, layers })).map(series => series[1]!);
}

/** The Lie bracket (f·∇)g − (g·∇)f of the right sides of two flows that differ in nothing but the task. */
export function lieBracket(first: Flow, second: Flow): Rational[] {
  const [f, g] = [first, second].map(one => inColumn(descent(rationalField, one)));
  const [along, against] = [derivativeAlong(second, f!), derivativeAlong(first, g!)];
  return along.map((entry, at) => entry.sub(against[at]!));
}

function unit<T>(field: Field<T>, count: number, at: number): T[] {
  return Array.from({ length: count }, (_, other) => (other === at ? field.one : field.zero));
}
