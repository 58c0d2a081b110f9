import type { Eigenbasis } from './eigenbasis.ts';
import type { ColumnErrors, ReducedColumns } from './reducedColumns.ts';
import { MIXING, type RowFactors } from './rowFactors.ts';
import type { Panel } from './simd/workspace.ts';

/**
 * An answer of a reduction in float64 counts where its parts are off by no more than this; 30 digits decide the others. The
 * estimates below are no bounds, and overestimate wide networks most: on 257,585 problems whose seeds took no part in finding
 * their constants, none of 312,901 blocks of QQᵀ that counted was off by more than 1.9e-14, and no loss by more than 5.3e-15.
 */
export function trustedError({ architecture: { Nh } }: Eigenbasis): number {
  return Math.min(1e-13, 1e-14 * Math.sqrt(Nh));
}

/** What an output is off at least, relative to the task, by the rounding of its singular vectors: of a residual that is far smaller. */
export function leastError({ architecture: { Ni, No } }: Eigenbasis): number {
  return 4 * Number.EPSILON * Math.sqrt(Math.max(Ni, No));
}

/**
 * About how far the weighted reduced columns Y are off in spectral norm, Y having no singular value below 1: of independent
 * entries a norm is at most the length of the longest row and that of the longest column together (Seginer, 2000).
 *
 * Singular values and vectors are those of a task that is off by a few roundings. Whatever that does to the flow, a kick of this
 * size at every time up to t does it, too: t·rate times the error of the start.
 */
export function normalisationError(
  { modes }: Eigenbasis,
  t: number,
  { pivots }: ReducedColumns,
  { row, column }: ColumnErrors,
  { weight }: RowFactors,
): number {
  let [rowSquares, longestRow] = [0, 0];
  for (let i = 0; i < row.length; i++) {
    const error = row[i]! * weight[i]!;
    rowSquares += error * error;
    if (error > longestRow) longestRow = error;
  }
  let [columnSquares, longestColumn] = [0, 0];
  for (let j = 0; j < pivots.length; j++) {
    const error = column[j]! / weight[pivots[j]!]!;
    columnSquares += error * error;
    if (error > longestColumn) longestColumn = error;
  }
  return (1 + modes[0]!.rate * t) * (longestRow * Math.sqrt(columnSquares) + Math.sqrt(rowSquares) * longestColumn);
}

/** Frobenius norms of the layers at a time, and about how far off they are before they are normalised. */
export interface LayerErrors {
  firstSize: number;
  firstError: number;
  secondSize: number;
  secondError: number;
}

/** Where the reduction of `state` was made in float64. Overwrites `result`, as it is asked at every time. */
export function setLayerErrors(
  numbers: Float64Array,
  { architecture: { Ni, Nh, No }, modes, leftOver }: Eigenbasis,
  state: {
    readonly time: number;
    readonly atRest: number;
    readonly columns: ReducedColumns;
    readonly factors: RowFactors;
    readonly perPivot: Float64Array;
  },
  { X1, X2 }: { readonly X1: Panel; readonly X2: Panel },
  result: LayerErrors,
): LayerErrors {
  const { time, atRest, columns: reduced, factors, perPivot } = state;
  const { row, column } = reduced.errors!;
  const { mixing, mixingAt, width } = factors;
  const inFirst = mixingAt + MIXING.inFirst * width;
  const inSecond = mixingAt + MIXING.inSecond * width;
  const outFirst = mixingAt + MIXING.outFirst * width;
  const outSecond = mixingAt + MIXING.outSecond * width;
  let [first, second] = [0, 0];
  for (let k = 0; k < modes.length; k++) {
    let plus = row[2 * k]! * row[2 * k]!;
    let minus = row[2 * k + 1]! * row[2 * k + 1]!;
    if (k >= atRest) plus = minus = plus + minus;
    first += mixing[inFirst + k]! ** 2 * plus + mixing[inSecond + k]! ** 2 * minus;
    second += mixing[outFirst + k]! ** 2 * plus + mixing[outSecond + k]! ** 2 * minus;
  }
  const own = leftOver === 'in' ? inFirst : outFirst;
  for (let k = modes.length; k < Math.max(Ni, No); k++) {
    const square = (mixing[own + k]! * row[modes.length + k]!) ** 2;
    if (leftOver === 'in') first += square;
    else second += square;
  }
  let columns = 0;
  for (let j = 0; j < Nh; j++) columns += (column[j]! * perPivot[j]!) ** 2;
  const kicks = (1 + modes[0]!.rate * time) * Math.sqrt(columns);
  result.firstSize = norm(numbers, X1, Nh, Ni);
  result.firstError = kicks * Math.sqrt(first);
  result.secondSize = norm(numbers, X2, Nh, No);
  result.secondError = kicks * Math.sqrt(second);
  return result;
}

/** Frobenius norm of a table. */
export function norm(numbers: Float64Array, { at, stride }: Panel, rows: number, cols: number): number {
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = at + i * stride; j < at + i * stride + cols; j++) squares += numbers[j]! * numbers[j]!;
  }
  return Math.sqrt(squares);
}
