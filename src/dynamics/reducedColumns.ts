import { arena } from './arena.ts';
import type { RowLayout } from './rowLayout.ts';

/** Rows of numbers: entry (i, j) is number `at + i·stride + j`. */
export interface Rows {
  readonly numbers: Float64Array;
  readonly at: number;
  readonly stride: number;
}

/** A column reduction [K; I]·C (see `ColumnReduction`) as far as float64 goes, whatever it was made with. */
export interface ReducedRows {
  readonly layout: RowLayout;
  readonly pivots: Int32Array;
  readonly table: Rows;
  /** The rows v (2k) and u (2k + 1) of the modes. */
  readonly layers: Rows;
}

/**
 * How far the entries of a reduction that was made in float64 are off: the square of entry (i, j)'s error is about
 * (start[i] + rounding[i])·column[j]², where `start` is what the start is off by and `rounding` what the exchanges add to it.
 */
export interface ColumnErrors {
  readonly start: Float64Array;
  readonly rounding: Float64Array;
  readonly column: Float64Array;
}

/** What of a column reduction [K; I]·C is needed at a time, in float64. Short rows are padded with zeros to `stride`. */
export interface ReducedColumns {
  readonly pivots: Int32Array;
  /** The weight rows that are no pivots, and their entries, row by row. */
  readonly others: Int32Array;
  readonly otherRows: Float64Array;
  /** Bounds of the errors of these entries, zeros included; undefined where all of them are far smaller than the entries. */
  readonly otherBounds: Float64Array | undefined;
  readonly errors: ColumnErrors | undefined;
  /** Column by column: the rows p₊ and p₋ of the modes, */
  readonly plus: Float64Array;
  readonly minus: Float64Array;
  /** the rows v and u of the modes from `firstMode` on, */
  readonly firstMode: number;
  readonly v: Float64Array;
  readonly u: Float64Array;
  /** the left-over rows. */
  readonly leftOver: Float64Array;
  /**
   * Σ over the identity's rows that are no pivots of the products of their entries, columns divided by `columnSize`: stride ×
   * stride, its upper triangle.
   */
  readonly identityGram: Float64Array;
  readonly columnSize: Float64Array;
}

/** `setGram` writes the rows of the identity that are no pivots, columns divided by the `columnSize` that it sets, times themselves. */
export function reducedColumns(
  { layout, pivots, table, layers }: ReducedRows,
  firstMode: number,
  known: { readonly bound?: Float64Array; readonly errors?: ColumnErrors },
  setGram: (rows: Int32Array, identityGram: Float64Array, columnSize: Float64Array) => void,
): ReducedColumns {
  const { weightRows, rows, cols, stride, modes } = layout;
  const isPivot = new Uint8Array(rows);
  for (const row of pivots) isPivot[row] = 1;
  const others = restOf(isPivot, 0, weightRows);
  const [rest, over] = [modes - firstMode, weightRows - 2 * modes];
  const take = arena(others.length * stride + cols * (2 * modes + 2 * rest + over) + (stride + 1) * stride);
  const otherRows = take(others.length * stride);
  for (let i = 0; i < others.length; i++) {
    const from = table.at + others[i]! * table.stride;
    for (let j = 0; j < cols; j++) otherRows[i * stride + j] = table.numbers[from + j]!;
  }
  const [identityGram, columnSize] = [take(stride * stride), take(stride)];
  setGram(restOf(isPivot, weightRows, rows), identityGram, columnSize);
  return {
    pivots: pivots.slice(),
    others,
    otherRows,
    otherBounds: known.bound && boundsWorthKeeping(layout, table.numbers, known.bound, others),
    errors: known.errors,
    plus: columnwise(table, 0, 2, modes, cols, take(cols * modes)),
    minus: columnwise(table, 1, 2, modes, cols, take(cols * modes)),
    firstMode,
    v: columnwise(layers, 2 * firstMode, 2, rest, cols, take(cols * rest)),
    u: columnwise(layers, 2 * firstMode + 1, 2, rest, cols, take(cols * rest)),
    leftOver: columnwise(table, 2 * modes, 1, over, cols, take(cols * over)),
    identityGram,
    columnSize,
  };
}

/** Copies the rows first, first + step, … of a table column by column. */
function columnwise(
  { numbers, at, stride }: Rows,
  first: number,
  step: number,
  count: number,
  cols: number,
  copy: Float64Array,
): Float64Array {
  for (let k = 0; k < count; k++) {
    const from = at + (first + k * step) * stride;
    for (let j = 0; j < cols; j++) copy[j * count + k] = numbers[from + j]!;
  }
  return copy;
}

/** The rows from `from` to `to` that are no pivots. */
function restOf(isPivot: Uint8Array, from: number, to: number): Int32Array {
  let count = 0;
  for (let row = from; row < to; row++) count += 1 - isPivot[row]!;
  const rest = new Int32Array(count);
  for (let row = to - 1; row >= from; row--) if (isPivot[row] === 0) rest[--count] = row;
  return rest;
}

const NONE = new Float64Array(0);

/** Of no reduction. */
export const NO_COLUMNS: ReducedColumns = {
  pivots: new Int32Array(0),
  others: new Int32Array(0),
  otherRows: NONE,
  otherBounds: undefined,
  errors: undefined,
  plus: NONE,
  minus: NONE,
  firstMode: 0,
  v: NONE,
  u: NONE,
  leftOver: NONE,
  identityGram: NONE,
  columnSize: NONE,
};

/** A relative error of an entry up to this is one of the answer that may be passed over. */
const WELL_KNOWN = 1e-12;

function boundsWorthKeeping(
  { cols, stride }: RowLayout,
  hi: Float64Array,
  bound: Float64Array,
  rows: Int32Array,
): Float64Array | undefined {
  const isWellKnown = (row: number): boolean => {
    for (let at = row * cols; at < (row + 1) * cols; at++) {
      if (bound[at]! > WELL_KNOWN * Math.abs(hi[at]!)) return false;
    }
    return true;
  };
  if (rows.every(isWellKnown)) return undefined;
  const bounds = new Float64Array(rows.length * stride);
  rows.forEach((row, i) => {
    bounds.set(bound.subarray(row * cols, (row + 1) * cols), i * stride);
  });
  return bounds;
}

/** How many numbers are kept. */
export function sizeOfColumns({ otherRows, otherBounds, plus, v, leftOver, identityGram }: ReducedColumns): number {
  return (
    otherRows.length +
    (otherBounds?.length ?? 0) +
    2 * plus.length +
    2 * v.length +
    leftOver.length +
    identityGram.length
  );
}

/** Sets `columnSize` to the largest entry of every column in these rows of a table. */
export function setColumnSizes(
  { numbers, at, stride }: Rows,
  rows: Int32Array,
  cols: number,
  columnSize: Float64Array,
): void {
  for (const row of rows) {
    const from = at + row * stride;
    for (let j = 0; j < cols; j++) {
      const entry = Math.abs(numbers[from + j]!);
      if (entry > columnSize[j]!) columnSize[j] = entry;
    }
  }
}
