import type { RowLayout } from './rowLayout.ts';

/**
 * How far the start [K; I] would have to be changed for a reduction of it, as it stands, to be exact: no entry of row i by more
 * than `error[i]`. Roundings add up here instead of growing from exchange to exchange.
 */
export interface BackwardError {
  readonly error: Float64Array;
  /** At least the largest entry of each row of the start. */
  readonly size: Float64Array;
}

/** For the start itself, whose entries are known up to `bound`. */
export function backwardError(
  { rows, cols }: RowLayout,
  { hi, bound }: { readonly hi: Float64Array; readonly bound: Float64Array },
): BackwardError {
  const largest = (entries: Float64Array, row: number): number =>
    entries.subarray(row * cols, (row + 1) * cols).reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const error = Float64Array.from({ length: rows }, (_, row) => largest(bound, row));
  return { error, size: error.map((own, row) => own + largest(hi, row)) };
}

/**
 * What follows for the reduction's entries: entry (i, j) is off by at most row[i]·column[j]. Undefined where the changes are so
 * large that the pivot rows of the start might be singular.
 *
 * With M the changed start, A its pivot rows and T = MA⁻¹, the true reduction is (M − δM)(A − δA)⁻¹, so that T less that is
 * (δM − T·δA)(A − δA)⁻¹. With |δM| ≤ e·1ᵀ the first factor is at most (e + |T|e_P)·1ᵀ; and 1ᵀ|(A − δA)⁻¹| ≤ κ/(1 − κe_P) for
 * κ = 1ᵀ|A⁻¹|, by the Neumann series. The identity's rows of T are A⁻¹ but for their own changes.
 */
export function forwardError(
  { rows, weightRows, cols }: RowLayout,
  pivots: Int32Array,
  entries: Float64Array,
  { error }: BackwardError,
): { readonly row: Float64Array; readonly column: Float64Array } | undefined {
  const column = new Float64Array(cols);
  let ofIdentity = 0;
  for (let row = weightRows; row < rows; row++) {
    ofIdentity += error[row]!;
    for (let j = 0; j < cols; j++) column[j]! += Math.abs(entries[row * cols + j]!);
  }
  const ofPivots = Float64Array.from(pivots, pivot => error[pivot]!);
  let turn = 0;
  for (let j = 0; j < cols; j++) turn += (column[j]! / (1 - ofIdentity)) * ofPivots[j]!;
  if (!(ofIdentity < 0.5 && turn < 0.5)) return undefined;
  const factor = 1 / ((1 - ofIdentity) * (1 - turn));
  for (let j = 0; j < cols; j++) column[j]! *= factor;
  const row = error.slice();
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) row[i]! += Math.abs(entries[i * cols + j]!) * ofPivots[j]!;
  }
  return { row, column };
}
