import { type BackwardError, backwardError, forwardError } from './backwardError.ts';
import {
  DOUBLE_DOUBLE_ROUNDING,
  type DoubleDoubleVector,
  ddAddScaled,
  ddAt,
  ddDiv,
  ddNeg,
  ddSet,
} from './doubleDouble.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import { largestEntry, type ReductionTables } from './largestEntry.ts';
import { type Rows, reducedColumns, setColumnSizes } from './reducedColumns.ts';
import type { Reduction } from './reductionChain.ts';
import type { RowLayout } from './rowLayout.ts';
import { emptyRowWeights } from './rowWeights.ts';
import type { BoundedTable, TaskBasisStart } from './startInTaskBasis.ts';

/**
 * One basis of the column space of [K; I], K the start in the task's basis: the matrix [K; I]·C whose rows `pivots` are the
 * rows of the identity, pivots[j] belonging to column j. Exact up to double-double rounding, hence independent of the
 * time at which it is needed. Working memory: `exchange` changes it in place.
 */
export interface ColumnReduction extends ReductionTables {
  /** Entries that are not above the bound of their rounding are zero. */
  readonly table: BoundedTable;
  /** The rows (v, u) of the modes, in the same columns. */
  readonly layers: DoubleDoubleVector;
  readonly backward: BackwardError;
}

/** For `reductionChain`. */
export function boundedReduction(
  basis: Eigenbasis,
  layout: RowLayout,
  start: TaskBasisStart,
  weights: Float64Array = emptyRowWeights(layout),
): Reduction & { readonly tables: ColumnReduction } {
  const tables = unreduced(layout, start);
  const { pivots, table, layers } = tables;
  const rows = (numbers: Float64Array): Rows => ({ numbers, at: 0, stride: layout.cols });
  const reduced = { layout, pivots, table: rows(table.hi), layers: rows(layers.hi) };
  return {
    tables,
    largestWeight: table.hi
      .subarray(0, layout.weightRows * layout.cols)
      .reduce((most, entry) => Math.max(most, Math.abs(entry)), 0),
    largest: (t, enough) => largestEntry(basis, tables, t, enough, weights),
    exchange: (entry, firstLayer) => exchange(tables, entry, firstLayer),
    columns: firstMode =>
      reducedColumns(reduced, firstMode, { bound: table.bound }, (ofIdentity, identityGram, columnSize) => {
        setColumnSizes(reduced.table, ofIdentity, layout.cols, columnSize);
        setScaledGram(layout, table.hi, ofIdentity, identityGram, columnSize);
      }),
  };
}

function setScaledGram(
  { cols, stride }: RowLayout,
  hi: Float64Array,
  rows: Int32Array,
  identityGram: Float64Array,
  columnSize: Float64Array,
): void {
  const scaled = new Float64Array(cols);
  for (const row of rows) {
    for (let j = 0; j < cols; j++) scaled[j] = columnSize[j] === 0 ? 0 : hi[row * cols + j]! / columnSize[j]!;
    for (let i = 0; i < cols; i++) {
      const factor = scaled[i]!;
      if (factor === 0) continue;
      for (let j = i; j < cols; j++) identityGram[i * stride + j]! += factor * scaled[j]!;
    }
  }
}

/** The unreduced [K; I]: the identity's rows are the pivots. */
export function unreduced(layout: RowLayout, { table, layers }: TaskBasisStart): ColumnReduction {
  const { weightRows, cols } = layout;
  const reduction = {
    layout,
    pivots: Int32Array.from({ length: cols }, (_, j) => weightRows + j),
    table: { hi: table.hi.slice(), lo: table.lo.slice(), bound: table.bound.slice() },
    layers: { hi: layers.hi.slice(), lo: layers.lo.slice() },
    backward: backwardError(layout, table),
  };
  dropRounding(reduction);
  return reduction;
}

/**
 * Makes the entry's row the pivot of the entry's column. The rows of `layers` before `firstLayer` are given up.
 *
 * The error of an entry has two bounds, and the smaller one counts. The running one follows every operation, zeros that are
 * exact included, but its signs are always the worst ones: it doubles or so with every exchange and would take true pivots for
 * zero from about 100 hidden units on. The one from the backward error adds up roundings and does not grow.
 */
export function exchange(reduction: ColumnReduction, entry: number, firstLayer: number): void {
  const { layout, pivots, table, layers, backward } = reduction;
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
  pivots[col] = row;
  const sizes = Float64Array.from(pivots, each => backward.size[each]!);
  for (let at = col; at < table.hi.length; at += cols) {
    if (table.hi[at] === 0 && table.bound[at] === 0) continue;
    const value = ddDiv(ddAt(table, at), pivot);
    ddSet(table, at, value);
    const rounding = 4 * DOUBLE_DOUBLE_ROUNDING * Math.abs(value.hi);
    table.bound[at] = table.bound[at]! / pivotSize + Math.abs(value.hi) * pivotError + rounding;
    const from = at - col;
    const added = rounding * sizes[col]! + addBounds(table, from, factors, at, sizes);
    const ofRow = from / cols;
    if (ofRow !== row) addError(backward, ofRow, added);
    ddAddScaled(table, ddNeg(value), factors, from);
  }
  for (let from = firstLayer * cols; from < layers.hi.length; from += cols) {
    const value = ddDiv(ddAt(layers, from + col), pivot);
    ddSet(layers, from + col, value);
    ddAddScaled(layers, ddNeg(value), factors, from);
  }
  // Pivot rows are the identity by definition, not only up to rounding.
  for (let j = 0; j < cols; j++) {
    const at = row * cols + j;
    table.hi[at] = j === col ? 1 : 0;
    table.lo[at] = 0;
    table.bound[at] = 0;
  }
  tightenBounds(reduction);
  dropRounding(reduction);
}

/** The bounds of a row from which `factors` times the entry at `by` is going to be subtracted; returns Σⱼ roundingⱼ·sizeⱼ. */
function addBounds(table: BoundedTable, from: number, factors: BoundedTable, by: number, sizes: Float64Array): number {
  const { hi, bound } = table;
  const size = Math.abs(hi[by]!);
  const error = bound[by]!;
  let added = 0;
  for (let j = 0; j < factors.hi.length; j++) {
    const factor = Math.abs(factors.hi[j]!);
    const change = factor * size;
    const rounding = change === 0 ? 0 : 4 * DOUBLE_DOUBLE_ROUNDING * (change + Math.abs(hi[from + j]!));
    bound[from + j]! += factor * error + factors.bound[j]! * size + rounding;
    added += rounding * sizes[j]!;
  }
  return added;
}

function tightenBounds({ layout, pivots, table, backward }: ColumnReduction): void {
  const forward = forwardError(layout, pivots, table.hi, backward);
  if (forward === undefined) return;
  const { cols } = layout;
  forward.row.forEach((ofRow, i) => {
    for (let j = 0; j < cols; j++) {
      const at = i * cols + j;
      table.bound[at] = Math.min(table.bound[at]!, ofRow * forward.column[j]!);
    }
  });
}

/** A change like any other: entries that are not above their bound become zero. */
function dropRounding({ layout: { rows, cols }, pivots, table, backward }: ColumnReduction): void {
  const { hi, lo, bound } = table;
  for (let i = 0; i < rows; i++) {
    let dropped = 0;
    for (let at = i * cols, j = 0; j < cols; at++, j++) {
      const size = Math.abs(hi[at]!);
      if (size === 0 || size > bound[at]!) continue;
      dropped += size * backward.size[pivots[j]!]!;
      hi[at] = 0;
      lo[at] = 0;
    }
    if (dropped > 0) addError(backward, i, dropped);
  }
}

/** An error E of the reduction is one of E·(the start's pivot rows) of the start. */
function addError({ error, size }: BackwardError, row: number, added: number): void {
  error[row]! += added;
  size[row]! += added;
}
