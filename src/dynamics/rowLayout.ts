import type { Eigenbasis } from './eigenbasis.ts';
import { rowStride, wholeTiles } from './simd/workspace.ts';

/**
 * How the rows of the start are ordered: rows 2k and 2k + 1 are p₊ and p₋ of mode k, then one row for each left-over
 * vector, then Nh rows of the identity.
 */
export interface RowLayout {
  readonly modes: number;
  /** Rows of the stacked weights, Ni + No. */
  readonly weightRows: number;
  /** All rows, Ni + No + Nh. */
  readonly rows: number;
  /** Nh. */
  readonly cols: number;
  /** Nh in whole tiles. */
  readonly tiles: number;
  /** From one row of a table of Nh columns to the next. */
  readonly stride: number;
}

export function rowLayout(basis: Eigenbasis): RowLayout {
  const { Ni, Nh, No } = basis.architecture;
  return {
    modes: basis.modes.length,
    weightRows: Ni + No,
    rows: Ni + No + Nh,
    cols: Nh,
    tiles: wholeTiles(Nh),
    stride: rowStride(Nh),
  };
}
