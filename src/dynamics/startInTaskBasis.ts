import type { Weights } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { AccurateSvd } from './accurateSvd.ts';
import {
  DOUBLE_DOUBLE_ROUNDING,
  type DoubleDouble,
  type DoubleDoubleVector,
  ddAdd,
  ddAt,
  ddDot,
  ddDotFloat,
  ddMul,
  ddSet,
  ddSub,
  ddVector,
} from './doubleDouble.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import type { RowLayout } from './rowLayout.ts';

/** The rounding of a smaller product is not relative to it any more. */
const LEAST_PRODUCT = 1e-290;

/** A table of double-double entries, row by row, with a bound of the rounding error of each. */
export interface BoundedTable extends DoubleDoubleVector {
  readonly bound: Float64Array;
}

/** The initial weights in the task's basis, both tables with Nh columns. */
export interface TaskBasisStart {
  /** [K; I] in the order of `rowLayout`. */
  readonly table: BoundedTable;
  /** The rows vᵀW1ᵀ (2k) and uᵀW2 (2k + 1) of every mode: the rows of its p± before the layers are mixed. */
  readonly layers: DoubleDoubleVector;
}

/** `low`: what the entries of the weights lack, where they were rounded. */
export function startInTaskBasis(
  basis: Eigenbasis,
  svd: AccurateSvd,
  layout: RowLayout,
  { W1, W2 }: Weights<number>,
  low?: Weights<number>,
): TaskBasisStart {
  const { modes, weightRows, rows, cols } = layout;
  const table = boundedTable(rows * cols);
  const layers = boundedTable(2 * modes * cols);
  const errors = vectorErrors(basis, svd);
  for (let j = 0; j < cols; j++) {
    const [input, output] = [rowOf(W1, j), columnOf(W2, j)];
    const [lowInput, lowOutput] = low === undefined ? [] : [rowOf(low.W1, j), columnOf(low.W2, j)];
    svd.V.forEach((v, k) => {
      const [to, row] = k < modes ? [layers, 2 * k] : [table, modes + k];
      project(to, row * cols + j, v, input, lowInput, errors[k] ?? 0);
    });
    svd.U.forEach((u, k) => {
      const [to, row] = k < modes ? [layers, 2 * k + 1] : [table, modes + k];
      project(to, row * cols + j, u, output, lowOutput, errors[k] ?? 0);
    });
    table.hi[(weightRows + j) * cols + j] = 1;
  }
  basis.modes.forEach((mode, k) => {
    for (let j = 0; j < cols; j++) {
      const v = 2 * k * cols + j;
      const u = v + cols;
      combine(table, v, layers, v, mode.inPlus, u, mode.outPlus);
      combine(table, u, layers, v, mode.inMinus, u, mode.outMinus);
    }
  });
  return { table, layers };
}

function boundedTable(length: number): BoundedTable {
  return { ...ddVector(length), bound: new Float64Array(length) };
}

function project(
  table: BoundedTable,
  at: number,
  vector: DoubleDoubleVector,
  weights: Float64Array,
  low: Float64Array | undefined,
  error: number,
): void {
  ddSet(table, at, low === undefined ? ddDotFloat(vector, weights) : ddDot(vector, { hi: weights, lo: low }));
  let size = 0;
  let length = 0;
  let [tiny, components] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    const weight = Math.abs(weights[i]!);
    const component = Math.abs(vector.hi[i]!);
    size += weight * component;
    if (component > 0) components++;
    length += weight;
    if (weight > 0 && component > 0 && weight * component < LEAST_PRODUCT) tiny++;
  }
  // A unit vector picks one weight out, exactly.
  if (components === 1 && error === 0) return;
  const rounding = DOUBLE_DOUBLE_ROUNDING * (4 * weights.length * size + error * length);
  table.bound[at] = rounding + 4 * tiny * Number.MIN_VALUE;
}

function rowOf(matrix: Matrix<number>, i: number): Float64Array {
  return Float64Array.from(matrix.data.slice(i * matrix.cols, (i + 1) * matrix.cols));
}

function columnOf(matrix: Matrix<number>, j: number): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, i) => matrix.at(i, j));
}

function combine(
  table: BoundedTable,
  at: number,
  layers: BoundedTable,
  v: number,
  byV: DoubleDouble,
  u: number,
  byU: DoubleDouble,
): void {
  const sign = byU.hi > 0 ? 1 : -1;
  if (byV.hi === sign * byU.hi && byV.lo === sign * byU.lo) {
    // λ = 0: what cancels exactly is exactly zero.
    const sum = sign > 0 ? ddAdd(ddAt(layers, v), ddAt(layers, u)) : ddSub(ddAt(layers, v), ddAt(layers, u));
    ddSet(table, at, ddMul(byV, sum));
    const rounding = 8 * DOUBLE_DOUBLE_ROUNDING * Math.abs(sum.hi);
    table.bound[at] = byV.hi * (layers.bound[v]! + layers.bound[u]! + rounding);
    return;
  }
  const a = ddMul(byV, ddAt(layers, v));
  const b = ddMul(byU, ddAt(layers, u));
  ddSet(table, at, ddAdd(a, b));
  table.bound[at] =
    Math.abs(byV.hi) * layers.bound[v]! +
    Math.abs(byU.hi) * layers.bound[u]! +
    8 * DOUBLE_DOUBLE_ROUNDING * (Math.abs(a.hi) + Math.abs(b.hi));
}

/**
 * How far rounding turns a singular vector, in roundings: the largest value over the distance to the next other value.
 * Capped, because within a nearly tied group the turn hardly matters (its modes grow alike), while a bound that large would
 * take a small distance from a saddle for zero. Zero for a diagonal task, whose vectors are exact.
 */
function vectorErrors(basis: Eigenbasis, svd: AccurateSvd): number[] {
  const s = basis.modes.map(mode => mode.s.hi);
  const values = basis.architecture.Ni === basis.architecture.No ? s : [...s, 0];
  const isUnit = (vector: DoubleDoubleVector): boolean =>
    vector.hi.every(entry => entry === 0 || Math.abs(entry) === 1);
  if (svd.U.every(isUnit) && svd.V.every(isUnit)) return [];
  return svd.U.length === 0
    ? []
    : Array.from({ length: Math.max(svd.U.length, svd.V.length) }, (_, k) => {
        const own = s[k] ?? 0;
        const gap = Math.min(...values.map(value => Math.abs(value - own)).filter(distance => distance > 0));
        return Math.min(1e6, 16 * Math.max(1, (s[0] ?? 0) / gap));
      });
}
