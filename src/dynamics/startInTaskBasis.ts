import type { Weights } from '../network/problem.ts';
import {
  DOUBLE_DOUBLE_ROUNDING,
  type DoubleDouble,
  type DoubleDoubleVector,
  ddAdd,
  ddAt,
  ddDot,
  ddMul,
  ddSet,
  ddVector,
} from './doubleDouble.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import type { RowLayout } from './rowLayout.ts';

/** A table of double-double entries, row by row, with a bound of the rounding error of each. */
export interface BoundedTable extends DoubleDoubleVector {
  readonly bound: Float64Array;
}

/** The rows vᵀW1ᵀ and uᵀW2 of the initial weights, in the order of `rowLayout` with split = 0, and the identity below. */
export function startInTaskBasis(basis: Eigenbasis, { W1, W2 }: Weights<number>): BoundedTable {
  const { Ni, Nh, No } = basis.architecture;
  const table = boundedTable((Ni + No + Nh) * Nh);
  const inputs = W1.toRows();
  const outputs = W2.transpose().toRows();
  const errors = vectorErrors(basis);
  const modes = basis.modes.length;
  for (let j = 0; j < Nh; j++) {
    basis.svd.V.forEach((v, k) => {
      project(table, (k < modes ? 2 * k : modes + k) * Nh + j, v, inputs[j]!, errors[k] ?? 0);
    });
    basis.svd.U.forEach((u, k) => {
      project(table, (k < modes ? 2 * k + 1 : modes + k) * Nh + j, u, outputs[j]!, errors[k] ?? 0);
    });
    table.hi[(Ni + No + j) * Nh + j] = 1;
  }
  return table;
}

/** The same start with the rows (p₊, p₋) for the modes before the split. */
export function splitStart(basis: Eigenbasis, start: BoundedTable, layout: RowLayout): BoundedTable {
  const table = { hi: start.hi.slice(), lo: start.lo.slice(), bound: start.bound.slice() };
  for (let k = 0; k < layout.split; k++) {
    const mode = basis.modes[k]!;
    for (let j = 0; j < layout.cols; j++) {
      const v = 2 * k * layout.cols + j;
      const u = v + layout.cols;
      combine(table, v, start, v, mode.inPlus, u, mode.outPlus);
      combine(table, u, start, v, mode.inMinus, u, mode.outMinus);
    }
  }
  return table;
}

function boundedTable(length: number): BoundedTable {
  return { ...ddVector(length), bound: new Float64Array(length) };
}

function project(table: BoundedTable, at: number, vector: DoubleDoubleVector, weights: number[], error: number): void {
  const column = { hi: Float64Array.from(weights), lo: new Float64Array(weights.length) };
  ddSet(table, at, ddDot(vector, column));
  let [size, length] = [0, 0];
  weights.forEach((weight, i) => {
    size += Math.abs(weight * vector.hi[i]!);
    length += Math.abs(weight);
  });
  table.bound[at] = DOUBLE_DOUBLE_ROUNDING * (4 * weights.length * size + error * length);
}

function combine(
  table: BoundedTable,
  at: number,
  start: BoundedTable,
  v: number,
  byV: DoubleDouble,
  u: number,
  byU: DoubleDouble,
): void {
  const [a, b] = [ddMul(byV, ddAt(start, v)), ddMul(byU, ddAt(start, u))];
  ddSet(table, at, ddAdd(a, b));
  table.bound[at] =
    Math.abs(byV.hi) * start.bound[v]! +
    Math.abs(byU.hi) * start.bound[u]! +
    8 * DOUBLE_DOUBLE_ROUNDING * (Math.abs(a.hi) + Math.abs(b.hi));
}

/**
 * How far rounding turns a singular vector, in roundings: the largest value over the distance to the next other value.
 * Capped, because within a nearly tied group the turn hardly matters (its modes grow alike), while a bound that large would
 * take a small distance from a saddle for zero. Zero for a diagonal task, whose vectors are exact.
 */
function vectorErrors(basis: Eigenbasis): number[] {
  const s = basis.modes.map(mode => mode.s.hi);
  const values = basis.architecture.Ni === basis.architecture.No ? s : [...s, 0];
  const isUnit = (vector: DoubleDoubleVector): boolean =>
    vector.hi.every(entry => entry === 0 || Math.abs(entry) === 1);
  if (basis.svd.U.every(isUnit) && basis.svd.V.every(isUnit)) return [];
  return basis.svd.U.length === 0
    ? []
    : Array.from({ length: Math.max(basis.svd.U.length, basis.svd.V.length) }, (_, k) => {
        const own = s[k] ?? 0;
        const gap = Math.min(...values.map(value => Math.abs(value - own)).filter(distance => distance > 0));
        return Math.min(1e6, 16 * Math.max(1, (s[0] ?? 0) / gap));
      });
}
