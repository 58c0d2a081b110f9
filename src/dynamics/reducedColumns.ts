import type { ColumnReduction } from './columnReduction.ts';

/** What of a column reduction [K; I]·C is needed at a time, in float64. Short rows are padded with zeros to `stride`. */
export interface ReducedColumns {
  readonly pivots: Int32Array;
  /** The weight rows that are no pivots, and their entries, row by row. */
  readonly others: Int32Array;
  readonly otherRows: Float64Array;
  /** Bounds of the errors of these entries, zeros included; undefined where all of them are far smaller than the entries. */
  readonly otherBounds: Float64Array | undefined;
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

export function reducedColumns(reduction: ColumnReduction, firstMode: number): ReducedColumns {
  const { layout, pivots, table, layers } = reduction;
  const { weightRows, rows, cols, stride, modes } = layout;
  const isPivot = new Uint8Array(rows);
  for (const row of pivots) isPivot[row] = 1;
  const without = (from: number, to: number): Int32Array =>
    Int32Array.from({ length: to - from }, (_, i) => from + i).filter(row => isPivot[row] === 0);
  /** The rows first, first + step, … of a table, column by column. */
  const columnwise = (source: Float64Array, first: number, step: number, count: number): Float64Array => {
    const copy = new Float64Array(cols * count);
    for (let k = 0; k < count; k++) {
      for (let j = 0; j < cols; j++) copy[j * count + k] = source[(first + k * step) * cols + j]!;
    }
    return copy;
  };
  const others = without(0, weightRows);
  const otherRows = new Float64Array(others.length * stride);
  others.forEach((row, i) => {
    otherRows.set(table.hi.subarray(row * cols, (row + 1) * cols), i * stride);
  });
  return {
    pivots: pivots.slice(),
    others,
    otherRows,
    otherBounds: boundsWorthKeeping(reduction, others),
    plus: columnwise(table.hi, 0, 2, modes),
    minus: columnwise(table.hi, 1, 2, modes),
    firstMode,
    v: columnwise(layers.hi, 2 * firstMode, 2, modes - firstMode),
    u: columnwise(layers.hi, 2 * firstMode + 1, 2, modes - firstMode),
    leftOver: columnwise(table.hi, 2 * modes, 1, weightRows - 2 * modes),
    ...scaledGram(reduction, without(weightRows, rows)),
  };
}

/** A relative error of an entry up to this is one of the answer that may be passed over. */
const WELL_KNOWN = 1e-12;

function boundsWorthKeeping({ layout, table }: ColumnReduction, rows: Int32Array): Float64Array | undefined {
  const { cols, stride } = layout;
  const { hi, bound } = table;
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

function scaledGram(
  { layout: { cols, stride }, table }: ColumnReduction,
  rows: Int32Array,
): Pick<ReducedColumns, 'columnSize' | 'identityGram'> {
  const columnSize = new Float64Array(stride);
  for (const row of rows) {
    for (let j = 0; j < cols; j++) columnSize[j] = Math.max(columnSize[j]!, Math.abs(table.hi[row * cols + j]!));
  }
  const identityGram = new Float64Array(stride * stride);
  const scaled = new Float64Array(cols);
  for (const row of rows) {
    for (let j = 0; j < cols; j++) {
      scaled[j] = columnSize[j] === 0 ? 0 : table.hi[row * cols + j]! / columnSize[j]!;
    }
    for (let i = 0; i < cols; i++) {
      const factor = scaled[i]!;
      if (factor === 0) continue;
      for (let j = i; j < cols; j++) identityGram[i * stride + j]! += factor * scaled[j]!;
    }
  }
  return { columnSize, identityGram };
}
