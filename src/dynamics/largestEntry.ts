import type { Eigenbasis } from './eigenbasis.ts';
import { rowGrowth } from './rowGrowth.ts';
import type { RowLayout } from './rowLayout.ts';
import { emptyRowWeights, isInRange, setRowWeights } from './rowWeights.ts';

/** The table [K; I]·C of a column reduction, row by row, and its pivots. */
export interface ReductionTables {
  readonly layout: RowLayout;
  readonly pivots: Int32Array;
  readonly table: { readonly hi: Float64Array };
}

/** An entry of a reduction and its weighted size relative to the pivot of its column; entry −1 where all are zero. */
export interface WeightedEntry {
  readonly entry: number;
  readonly size: number;
}

/**
 * The largest entry of a reduction at time t, where row i weighs √Dᵢ: entry (i, j) counts √(Dᵢ/D(pivot j)) times its size.
 * Any one larger than `enough` will do. `weights` is overwritten.
 */
export function largestEntry(
  basis: Eigenbasis,
  reduction: ReductionTables,
  t: number,
  enough: number = Number.POSITIVE_INFINITY,
  weights: Float64Array = emptyRowWeights(reduction.layout),
): WeightedEntry {
  if (!isInRange(basis, t)) return largestByLogarithms(basis, reduction, t, enough);
  setRowWeights(basis, reduction.layout, t, weights);
  return largestByWeights(reduction, weights, enough);
}

function largestByWeights(
  { layout, pivots, table }: ReductionTables,
  weight: Float64Array,
  enough: number,
): WeightedEntry {
  const { rows, cols } = layout;
  const { hi } = table;
  const perPivot = new Float64Array(cols);
  for (let j = 0; j < cols; j++) perPivot[j] = 1 / weight[pivots[j]!]!;
  let size = 0;
  let found = -1;
  for (let i = 0; i < rows && size <= enough; i++) {
    const start = i * cols;
    const floor = size / weight[i]!;
    let largest = floor;
    for (let j = 0; j < cols; j++) {
      const candidate = Math.abs(hi[start + j]!) * perPivot[j]!;
      if (candidate > largest) {
        largest = candidate;
        found = start + j;
      }
    }
    if (largest > floor) size = largest * weight[i]!;
  }
  return { entry: found, size };
}

/** The same where weights leave the range of numbers. Equal parts of two exponents must cancel exactly. */
function largestByLogarithms(
  basis: Eigenbasis,
  { layout, pivots, table }: ReductionTables,
  t: number,
  enough: number,
): WeightedEntry {
  const { rows, cols } = layout;
  const { half, grows, growSmall, h } = rowGrowth(basis, layout, t);
  const big = Float64Array.from(grows, times => times * half.hi);
  const small = Float64Array.from(growSmall, ({ hi }) => hi);
  const low = Float64Array.from(growSmall, ({ lo }) => lo);
  const rest = h.map(Math.log);
  const least = Math.log(enough);
  let size = Number.NEGATIVE_INFINITY;
  let found = -1;
  for (let i = 0; i < rows && size <= least; i++) {
    for (let j = 0; j < cols; j++) {
      const entry = table.hi[i * cols + j]!;
      if (entry === 0) continue;
      const pivot = pivots[j]!;
      const gained = big[i]! - big[pivot]! + (small[i]! - small[pivot]! + (low[i]! - low[pivot]!));
      const ratio = gained + (rest[i]! - rest[pivot]!) / 2;
      // No entry's logarithm is above 710.
      if (ratio + 710 <= size) continue;
      const candidate = ratio + Math.log(Math.abs(entry));
      if (candidate > size) [size, found] = [candidate, i * cols + j];
    }
  }
  return { entry: found, size: Math.exp(size) };
}
