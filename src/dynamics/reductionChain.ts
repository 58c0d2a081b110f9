import { type ColumnReduction, exchange, unreduced } from './columnReduction.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import { largestEntry } from './largestEntry.ts';
import { type ReducedColumns, reducedColumns, sizeOfColumns } from './reducedColumns.ts';
import type { RowLayout } from './rowLayout.ts';
import type { TaskBasisStart } from './startInTaskBasis.ts';

/**
 * The reductions of a start along the time axis: each from the time it was made for up to the next one. The chain is a
 * function of the problem alone, grown as far as it was asked for.
 *
 * Weighted entries are monotone in time, because D(Λ)/D(Λ') is for any two growth rates. So a reduction found good at two
 * times is good between them, and time is crossed in steps that double while they succeed.
 */
export interface ReductionChain {
  readonly basis: Eigenbasis;
  readonly layout: RowLayout;
  readonly start: TaskBasisStart;
  /** The last time that can be asked for. */
  readonly end: number;
  /** Beyond so many numbers the earliest reductions are forgotten and found anew: slower, the same values. */
  readonly mostKept: number;
  /** Rising by `from`. */
  pieces: ReductionPiece[];
  growing: Growing;
}

interface ReductionPiece {
  readonly from: number;
  readonly columns: ReducedColumns;
}

/** The reduction at the end of the chain: good up to `until`, tried next at `until + step`, when it is new at `end`. */
interface Growing {
  readonly reduction: ColumnReduction;
  readonly until: number;
  readonly step: number;
  readonly isNew: boolean;
}

/**
 * An entry above the first factor (relative to the pivot of its column) is exchanged with the pivot, once one has passed it;
 * none ever passes the second. Each exchange multiplies the weighted volume of the pivot rows by that entry, so
 * that the search ends. A larger factor saves exchanges and costs condition.
 */
const EXCHANGED_ABOVE = 2;
const NEVER_ABOVE = 2.5;

/** About 130 MB. */
const MOST_KEPT = 1.6e7;

export function reductionChain(
  basis: Eigenbasis,
  layout: RowLayout,
  start: TaskBasisStart,
  end: number,
  mostKept: number = MOST_KEPT,
): ReductionChain {
  const reduction = unreduced(layout, start);
  return {
    basis,
    layout,
    start,
    end,
    mostKept,
    pieces: [{ from: 0, columns: reducedColumns(reduction, 0) }],
    growing: { reduction, until: 0, step: firstStep(basis, reduction), isNew: true },
  };
}

/**
 * The reduction for time t ≤ `end`: no weighted entry is much larger than the pivot of its column. An entry that is zero
 * up to rounding never becomes a pivot, however fast its row grows: an exact saddle stays one.
 */
export function reductionAt(chain: ReductionChain, t: number): ReducedColumns {
  if (t < chain.pieces[0]!.from) {
    const { basis, layout, start, end, mostKept } = chain;
    ({ pieces: chain.pieces, growing: chain.growing } = reductionChain(basis, layout, start, end, mostKept));
  }
  while (chain.growing.until < t) grow(chain);
  let [first, last] = [0, chain.pieces.length - 1];
  while (first < last) {
    const middle = (first + last + 1) >> 1;
    if (chain.pieces[middle]!.from <= t) first = middle;
    else last = middle - 1;
  }
  return chain.pieces[first]!.columns;
}

function grow(chain: ReductionChain): void {
  const { basis, end, growing } = chain;
  const { reduction, until, step, isNew } = growing;
  if (isNew) {
    const isLast = largestEntry(basis, reduction, end, NEVER_ABOVE).size <= NEVER_ABOVE;
    chain.growing = { reduction, until: isLast ? end : until, step, isNew: false };
    return;
  }
  const next = Math.min(until + step, end);
  const { size } = largestEntry(basis, reduction, next, NEVER_ABOVE);
  const canBeHalved = until + step / 2 > until;
  if (size > NEVER_ABOVE && canBeHalved) {
    chain.growing = { ...growing, step: step / 2 };
    return;
  }
  const isPast = size > EXCHANGED_ABOVE;
  if (isPast) {
    reduceFor(basis, reduction, next);
    keep(chain, { from: next, columns: reducedColumns(reduction, firstAtRest(basis, next)) });
  }
  chain.growing = { reduction, until: next, step: 2 * step, isNew: isPast };
}

function reduceFor(basis: Eigenbasis, reduction: ColumnReduction, t: number): void {
  for (;;) {
    const { entry, size } = largestEntry(basis, reduction, t);
    if (!(size > EXCHANGED_ABOVE)) return;
    exchange(reduction, entry, 2 * firstAtRest(basis, t));
  }
}

/** The first of the modes whose layers have hardly been mixed by time t: S_λ t ≤ 1. */
export function firstAtRest({ modes }: Eigenbasis, t: number): number {
  let k = 0;
  while (k < modes.length && modes[k]!.rate * t > 1) k++;
  return k;
}

function keep(chain: ReductionChain, piece: ReductionPiece): void {
  chain.pieces.push(piece);
  let kept = chain.pieces.reduce((sum, { columns }) => sum + sizeOfColumns(columns), 0);
  // The time asked for lies in one of the last two.
  while (kept > chain.mostKept && chain.pieces.length > 2) kept -= sizeOfColumns(chain.pieces.shift()!.columns);
}

/** Up to then all weights are below 1: with S_λ t ≤ 1, √D is at most e√t. */
function firstStep({ modes }: Eigenbasis, { layout, table }: ColumnReduction): number {
  const weights = table.hi.subarray(0, layout.weightRows * layout.cols);
  const largest = weights.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  return Math.min(1 / modes[0]!.rate, 1 / (8 * largest * largest));
}
