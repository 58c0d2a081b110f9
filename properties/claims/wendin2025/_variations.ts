import type { Flow } from '../../../src/network/flow.ts';
import { flowLoss } from '../../../src/network/observables/flowLoss.ts';
import { lossVariations } from '../../../src/network/observables/lossVariations.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { type M, rational, squared } from './_network.ts';

// Gradient, Hessian and all further variations from the loss itself, by truncated power series: no formula of the survey comes in.

/** ½‖Σ − W_(1:h)‖²_F: `flowLoss` leaves out what no weight changes. */
export function loss(flow: Flow): Rational {
  return flowLoss(rationalField, flow).add(squared(flow.sigmaYX).mul(rational(1, 2)));
}

/** Coefficients of ε, ε², …, ε^order of the loss along a direction. */
export function variations(flow: Flow, direction: readonly M[], order: number): readonly Rational[] {
  return lossVariations(rationalField, flow, direction, order).slice(1);
}

/** The directions in which one weight moves, layer by layer and row by row. */
export function coordinates({ layers }: Flow): M[][] {
  return layers.flatMap((layer, j) =>
    layer.data.map((_, index) =>
      layers.map((other, k) =>
        Matrix.generate(other.rows, other.cols, (row, col) =>
          rational(k === j && row * other.cols + col === index ? 1 : 0),
        ),
      ),
    ),
  );
}

/** ∂L/∂W_1, …, ∂L/∂W_h. */
export function gradient(flow: Flow): M[] {
  const slopes = coordinates(flow).map(direction => variations(flow, direction, 1)[0]!);
  let next = 0;
  return flow.layers.map(layer => layer.map(() => slopes[next++]!));
}

export function isCritical(flow: Flow): boolean {
  return gradient(flow).every(slope => slope.data.every(entry => entry.sign() === 0));
}

/** The symmetric matrix of the Hessian form in the order of `coordinates`, by polarisation. */
export function hessian(flow: Flow): M {
  const directions = coordinates(flow);
  const form = (direction: readonly M[]): Rational => variations(flow, direction, 2)[1]!;
  const own = directions.map(form);
  const both = (i: number, j: number): Rational =>
    form(
      directions[i]!.map((matrix, k) => matrix.map((entry, row, col) => entry.add(directions[j]![k]!.at(row, col)))),
    );
  const upper = directions.map((_, i) =>
    directions.map((_other, j) =>
      j < i ? Rational.ZERO : i === j ? own[i]!.add(own[i]!) : both(i, j).sub(own[i]!).sub(own[j]!),
    ),
  );
  return Matrix.generate(directions.length, directions.length, (i, j) => upper[Math.min(i, j)]![Math.max(i, j)]!);
}
