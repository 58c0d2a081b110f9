import type { Flow } from '../../src/network/flow.ts';
import { type Dual, dualField } from '../../src/numbers/dualField.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { layerForcesIn } from './exactVelocity.ts';

/**
 * The eigenvalues of the Jacobian of the right-hand side at one point, largest first, in units of 1/τ, and its eigenvectors, of length n,
 * over all weights, layer by layer and row by row. It is symmetric where Σxx is: the flow is a gradient.
 */
export interface FlowModes {
  readonly rates: readonly number[];
  readonly vectors: readonly (readonly number[])[];
}

const dual = dualField(float64Field);

/**
 * The modes at the weights of a flow with symmetric Σxx, in float64: a rate is off by a few n units in the last place of the largest. Held
 * weights have rate 0.
 */
export function flowModes(flow: Flow<number>): FlowModes {
  const jacobian = flowJacobian(flow);
  const size = jacobian.rows;
  // Shifted to be positive, a symmetric matrix has the same singular vectors as eigenvectors.
  const shift = Math.hypot(...jacobian.data) || 1;
  const shifted = jacobian.map((entry, i, j) => (entry + jacobian.at(j, i)) / 2 + (i === j ? shift : 0));
  const { s, V } = float64Svd(shifted);
  return {
    rates: s.map(value => value - shift),
    vectors: Array.from({ length: size }, (_, m) => Array.from({ length: size }, (_, i) => V.at(i, m))),
  };
}

/** The derivative of the right-hand side by all weights, n×n, a column for each direction. */
export function flowJacobian({ layers, sigmaYX, sigmaXX, tau, decay = 0, mask }: Flow<number>): Matrix<number> {
  const sizes = layers.map(layer => layer.data.length);
  const size = sizes.reduce((sum, count) => sum + count, 0);
  const moves = layers.flatMap((layer, j) => layer.data.map((_, at) => mask?.[j]?.data[at] !== 0));
  const constant = (matrix: Matrix<number>): Matrix<Dual<number>> => matrix.map(dual.of);
  const fixed = { sigmaYX: constant(sigmaYX), tau: dual.of(tau), ...(sigmaXX && { sigmaXX: constant(sigmaXX) }) };
  const entries = new Array<number>(size * size).fill(0);
  let column = 0;
  for (const [j, layer] of layers.entries()) {
    for (let at = 0; at < sizes[j]!; at++, column++) {
      if (!moves[column]) continue;
      const along = layers.map((other, l) =>
        other.map((v, row, col) => (l === j && row * layer.cols + col === at ? { v, d: 1 } : dual.of(v))),
      );
      const slopes = layerForcesIn(dual, { ...fixed, layers: along }).flatMap(force => force.data.map(({ d }) => d));
      for (let row = 0; row < size; row++) {
        if (moves[row]) entries[row * size + column] = slopes[row]! - (row === column ? decay : 0);
      }
    }
  }
  return new Matrix(size, size, entries);
}
