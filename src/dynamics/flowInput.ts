import { DloError } from '../errors.ts';
import type { Flow } from '../network/flow.ts';
import type { Problem } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';

/** Sizes up to this one keep every square and product on the way inside float64. */
const LARGEST = 1e60;

/** Throws NOT_A_NUMBER, SHAPE or RANGE unless entries are finite (and at most 1e60 in size), shapes fit and τ > 0. */
export function requireProblem({ sigmaYX, W1, W2, tau, sigmaXX }: Problem<number>): void {
  requireEntries('sigmaYX', sigmaYX);
  requireEntries('W1', W1);
  requireEntries('W2', W2);
  if (sigmaXX !== undefined) requireEntries('sigmaXX', sigmaXX);
  if (W2.cols !== W1.rows) throw new DloError('SHAPE', 'W2', `must be No×${W1.rows} to follow W1`, W2.shape);
  requireShape('sigmaYX', sigmaYX, W2.rows, W1.cols);
  if (sigmaXX !== undefined) requireShape('sigmaXX', sigmaXX, W1.cols, W1.cols);
  requireTau(tau);
}

/** The same for a flow of any depth, with a decay that is finite and at least 0 and masks of 0 and 1. */
export function requireFlow({ layers, sigmaYX, tau, sigmaXX, decay = 0, mask }: Flow<number>): void {
  if (layers.length === 0) throw new DloError('RANGE', 'layers', 'must be at least one matrix', layers.length);
  layers.forEach((layer, index) => {
    const name = `layers[${index}]`;
    requireEntries(name, layer);
    if (index > 0) requireShape(name, layer, layer.rows, layers[index - 1]!.rows);
  });
  const [inputs, outputs] = [layers[0]!.cols, layers.at(-1)!.rows];
  requireEntries('sigmaYX', sigmaYX);
  requireShape('sigmaYX', sigmaYX, outputs, inputs);
  if (sigmaXX !== undefined) {
    requireEntries('sigmaXX', sigmaXX);
    requireShape('sigmaXX', sigmaXX, inputs, inputs);
  }
  requireNumber('decay', decay);
  if (decay < 0) throw new DloError('RANGE', 'decay', 'must be at least 0', decay);
  if (mask !== undefined && mask.length !== layers.length)
    throw new DloError('SHAPE', 'mask', `must be ${layers.length} matrices`, mask.length);
  mask?.forEach((matrix, index) => {
    requireShape(`mask[${index}]`, matrix, layers[index]!.rows, layers[index]!.cols);
    const other = matrix.data.find(entry => entry !== 0 && entry !== 1);
    if (other !== undefined) throw new DloError('RANGE', `mask[${index}]`, 'must have entries 0 and 1', other);
  });
  requireTau(tau);
}

function requireTau(tau: number): void {
  if (Number.isNaN(tau)) throw new DloError('NOT_A_NUMBER', 'tau', 'must be a number', tau);
  if (!(tau > 0 && tau < Number.POSITIVE_INFINITY))
    throw new DloError('RANGE', 'tau', 'must be finite and above 0', tau);
}

/** White inputs only: `sigmaXX` left out, or the identity exactly. */
export function requireWhite(sigmaXX: Matrix<number> | undefined): void {
  const off = sigmaXX?.data.findIndex((entry, at) => entry !== (at % (sigmaXX.cols + 1) === 0 ? 1 : 0)) ?? -1;
  if (sigmaXX !== undefined && off >= 0) {
    const [row, col] = [Math.floor(off / sigmaXX.cols), off % sigmaXX.cols];
    const place = `(entry ${row + 1}, ${col + 1})`;
    throw new DloError('NOT_WHITE', 'sigmaXX', `must be the identity for the closed form ${place}`, sigmaXX.data[off]);
  }
}

/** t ≥ 0, Infinity included. */
export function requireTime(t: number): void {
  if (!(t >= 0)) throw new DloError('RANGE', 't', 'must be at least 0 (Infinity for the limit)', t);
}

export function requireNumber(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new DloError('NOT_A_NUMBER', name, 'must be finite', value);
  if (Math.abs(value) > LARGEST) throw new DloError('RANGE', name, `must be at most ${LARGEST} in size`, value);
}

function requireEntries(name: string, matrix: Matrix<number>): void {
  if (matrix.data.length === 0)
    throw new DloError('SHAPE', name, 'must have at least one row and column', matrix.shape);
  const { data } = matrix;
  for (let k = 0; k < data.length; k++) {
    if (!(Math.abs(data[k]!) <= LARGEST)) requireNumber(name, data[k]!);
  }
}

function requireShape(name: string, matrix: Matrix<number>, rows: number, cols: number): void {
  if (matrix.rows !== rows || matrix.cols !== cols) {
    throw new DloError('SHAPE', name, `must be ${rows}×${cols}`, matrix.shape);
  }
}
