import type { Eigenbasis } from './eigenbasis.ts';
import type { RowLayout } from './rowLayout.ts';

/** Up to this exponent products of two weights with reduced entries stay inside float64. */
const FARTHEST = 300;

/** Whether what has become of every row by time t (in units of τ) is inside the range of plain numbers: see `rowGrowth` for others. */
export function isInRange({ modes }: Eigenbasis, t: number): boolean {
  // The modes fall by rate, and no left-over vector moves faster than a mode.
  return modes[0]!.rate * t <= FARTHEST;
}

/** The last time of which that is so. */
export function lastInRange({ modes }: Eigenbasis): number {
  return (FARTHEST * (1 - Number.EPSILON)) / modes[0]!.rate;
}

/** Weights of all rows that are to be set: 1 for those of the identity. */
export function emptyRowWeights({ rows }: RowLayout): Float64Array {
  return new Float64Array(rows).fill(1);
}

/**
 * Overwrites the weights √D of the weight rows, D = (e^{2Λt} − 1)/(2Λ), by those at a time in range. They are off by up to as many
 * roundings as the exponent is large: enough to choose pivots by.
 */
export function setRowWeights(
  basis: Eigenbasis,
  { modes, weightRows }: RowLayout,
  t: number,
  weight: Float64Array,
): void {
  for (let k = 0; k < modes; k++) {
    const { rate } = basis.modes[k]!;
    const growth = Math.expm1(2 * rate * t);
    const square = growth === 0 ? t : growth / (2 * rate);
    weight[2 * k] = Math.sqrt(square);
    weight[2 * k + 1] = Math.sqrt(square / (1 + growth));
  }
  if (weightRows === 2 * modes) return;
  const rate = 2 * basis.leftOverRate.hi;
  const growth = Math.expm1(rate * t);
  weight.fill(Math.sqrt(growth === 0 ? t : growth / rate), 2 * modes, weightRows);
}
