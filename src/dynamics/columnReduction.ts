import {
  DOUBLE_DOUBLE_ROUNDING,
  type DoubleDoubleVector,
  ddAddScaled,
  ddAt,
  ddDiv,
  ddNeg,
  ddSet,
} from './doubleDouble.ts';
import type { RowLayout } from './rowLayout.ts';
import type { BoundedTable, TaskBasisStart } from './startInTaskBasis.ts';

/**
 * One basis of the column space of [K; I], K the start in the task's basis: the matrix [K; I]·C whose rows `pivots` are the
 * rows of the identity, pivots[j] belonging to column j. Exact up to double-double rounding, hence independent of the
 * time at which it is needed. Working memory: `exchange` changes it in place.
 */
export interface ColumnReduction {
  readonly layout: RowLayout;
  readonly pivots: Int32Array;
  /** Entries that are not above the bound of their rounding are zero. */
  readonly table: BoundedTable;
  /** The rows (v, u) of the modes, in the same columns. */
  readonly layers: DoubleDoubleVector;
}

/** The unreduced [K; I]: the identity's rows are the pivots. */
export function unreduced(layout: RowLayout, { table, layers }: TaskBasisStart): ColumnReduction {
  const { weightRows, cols } = layout;
  const reduction = {
    layout,
    pivots: Int32Array.from({ length: cols }, (_, j) => weightRows + j),
    table: { hi: table.hi.slice(), lo: table.lo.slice(), bound: table.bound.slice() },
    layers: { hi: layers.hi.slice(), lo: layers.lo.slice() },
  };
  for (let at = 0; at < table.hi.length; at++) dropRounding(reduction.table, at);
  return reduction;
}

/**
 * Makes the entry's row the pivot of the entry's column, with a running bound of the rounding error. The rows of `layers`
 * before `firstLayer` are given up.
 */
export function exchange({ layout, pivots, table, layers }: ColumnReduction, entry: number, firstLayer: number): void {
  const { cols } = layout;
  const [row, col] = [Math.floor(entry / cols), entry % cols];
  const pivot = ddAt(table, entry);
  const pivotSize = Math.abs(pivot.hi);
  const pivotError = table.bound[entry]! / pivotSize;
  const factors = {
    hi: table.hi.slice(row * cols, (row + 1) * cols),
    lo: table.lo.slice(row * cols, (row + 1) * cols),
    bound: table.bound.slice(row * cols, (row + 1) * cols),
  };
  factors.hi[col] = 0;
  factors.lo[col] = 0;
  factors.bound[col] = 0;
  for (let at = col; at < table.hi.length; at += cols) {
    if (table.hi[at] === 0 && table.bound[at] === 0) continue;
    const value = ddDiv(ddAt(table, at), pivot);
    ddSet(table, at, value);
    table.bound[at] = table.bound[at]! / pivotSize + Math.abs(value.hi) * (pivotError + 4 * DOUBLE_DOUBLE_ROUNDING);
    const from = at - col;
    addBounds(table, from, factors, at);
    ddAddScaled(table, ddNeg(value), factors, from);
    for (let j = 0; j < cols; j++) dropRounding(table, from + j);
  }
  for (let from = firstLayer * cols; from < layers.hi.length; from += cols) {
    const value = ddDiv(ddAt(layers, from + col), pivot);
    ddSet(layers, from + col, value);
    ddAddScaled(layers, ddNeg(value), factors, from);
  }
  pivots[col] = row;
  // Pivot rows are the identity by definition, not only up to rounding.
  for (let j = 0; j < cols; j++) {
    const at = row * cols + j;
    table.hi[at] = j === col ? 1 : 0;
    table.lo[at] = 0;
    table.bound[at] = 0;
  }
}

function dropRounding(table: BoundedTable, at: number): void {
  if (Math.abs(table.hi[at]!) <= table.bound[at]!) {
    table.hi[at] = 0;
    table.lo[at] = 0;
  }
}

/** The bounds of a row from which `factors` times the entry at `by` is going to be subtracted. */
function addBounds(table: BoundedTable, from: number, factors: BoundedTable, by: number): void {
  const { hi, bound } = table;
  const size = Math.abs(hi[by]!);
  const error = bound[by]!;
  for (let j = 0; j < factors.hi.length; j++) {
    const factor = Math.abs(factors.hi[j]!);
    const change = factor * size;
    const rounding = change === 0 ? 0 : 4 * DOUBLE_DOUBLE_ROUNDING * (change + Math.abs(hi[from + j]!));
    bound[from + j]! += factor * error + factors.bound[j]! * size + rounding;
  }
}
