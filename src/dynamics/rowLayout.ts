import type { Eigenbasis } from './eigenbasis.ts';

/**
 * How the rows of the start are ordered: rows 2k and 2k + 1 belong to mode k, then one row for each left-over vector,
 * then Nh rows of the identity. The first `split` modes have the rows (p₊, p₋); the others, which have hardly moved yet,
 * keep (v, u): there the small difference of p₊ and p₋ that makes up a small layer would cancel.
 */
export interface RowLayout {
  readonly split: number;
  readonly modes: number;
  /** Rows of the stacked weights, Ni + No. */
  readonly weightRows: number;
  /** All rows, Ni + No + Nh. */
  readonly rows: number;
  readonly cols: number;
}

export function rowLayout(basis: Eigenbasis, split: number): RowLayout {
  const { Ni, Nh, No } = basis.architecture;
  return { split, modes: basis.modes.length, weightRows: Ni + No, rows: Ni + No + Nh, cols: Nh };
}
