import type { Eigenbasis } from './eigenbasis.ts';
import type { WeightedEntry } from './largestEntry.ts';
import { type ReducedColumns, sizeOfColumns } from './reducedColumns.ts';
import type { RowLayout } from './rowLayout.ts';

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
  /** The start, unreduced. */
  readonly start: () => Reduction;
  /** The last time that can be asked for. */
  readonly end: number;
  /** Beyond so many numbers the earliest reductions are forgotten and found anew: slower, the same values. */
  readonly mostKept: number;
  /** Rising by `from`. */
  pieces: ReductionPiece[];
  growing: Growing;
  /** Whether pieces are kept that nobody has asked for: as soon as one of them was missed. */
  keepsAll: boolean;
}

/** Changed in place from time to time. */
export interface Reduction {
  /** The largest weight of the start, in the task's basis. */
  readonly largestWeight: number;
  /** As `largestEntry`; any one larger than `enough` will do. */
  largest(t: number, enough: number): WeightedEntry;
  /** Makes the entry's row the pivot of the entry's column. The rows of the layers before `firstLayer` are given up. */
  exchange(entry: number, firstLayer: number): void;
  columns(firstMode: number): ReducedColumns;
}

/** Good from its time on up to the time `to`. */
interface ReductionPiece {
  readonly from: number;
  to: number;
  /** Made when they are first asked for: of the last piece that is always possible. */
  columns: ReducedColumns | undefined;
}

/**
 * The reduction at the end of the chain: good up to `until`, tried next at `until + step`, once it has been so often at `end`.
 * Where `isDue`, it is still that of the piece before: its exchanges at `until` are made when somebody asks for a time from then on.
 */
interface Growing {
  readonly reduction: Reduction;
  readonly until: number;
  readonly step: number;
  readonly tries: number;
  readonly isDue: boolean;
}

/** Whether a new reduction lasts for ever is looked at when it has lasted for so many steps. */
const TRIES_BEFORE_END = 4;

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
  start: () => Reduction,
  end: number,
  mostKept: number = MOST_KEPT,
): ReductionChain {
  const reduction = start();
  return {
    basis,
    layout,
    start,
    end,
    mostKept,
    ...beginning(basis, reduction),
    keepsAll: false,
  };
}

/**
 * The reduction for time t ≤ `end`: no weighted entry is much larger than the pivot of its column. An entry that is zero
 * up to rounding never becomes a pivot, however fast its row grows: an exact saddle stays one.
 */
export function reductionAt(chain: ReductionChain, t: number): ReducedColumns {
  const { basis, start } = chain;
  let piece = pieceAt(chain, t);
  if (piece === undefined) {
    chain.keepsAll = true;
    Object.assign(chain, beginning(basis, start()));
    piece = pieceAt(chain, t)!;
  }
  piece.columns ??= columnsOf(chain, piece);
  return piece.columns;
}

function beginning(basis: Eigenbasis, reduction: Reduction): Pick<ReductionChain, 'pieces' | 'growing'> {
  return {
    pieces: [{ from: 0, to: Number.POSITIVE_INFINITY, columns: undefined }],
    growing: { reduction, until: 0, step: firstStep(basis, reduction), tries: 0, isDue: false },
  };
}

/** Of the last piece. */
function columnsOf(chain: ReductionChain, { from }: ReductionPiece): ReducedColumns {
  makeDueExchanges(chain);
  return chain.growing.reduction.columns(firstAtRest(chain.basis, from));
}

/** Undefined where it was not kept. */
function pieceAt(chain: ReductionChain, t: number): ReductionPiece | undefined {
  while (chain.growing.until < t) grow(chain, t);
  const { pieces } = chain;
  let [first, last] = [0, pieces.length - 1];
  while (first < last) {
    const middle = (first + last + 1) >> 1;
    if (pieces[middle]!.from <= t) first = middle;
    else last = middle - 1;
  }
  const piece = pieces[first]!;
  return piece.from <= t && t < piece.to ? piece : undefined;
}

function grow(chain: ReductionChain, asked: number): void {
  makeDueExchanges(chain);
  const { end, growing } = chain;
  const { reduction, until, step, tries } = growing;
  if (tries === TRIES_BEFORE_END) {
    const isLast = reduction.largest(end, NEVER_ABOVE).size <= NEVER_ABOVE;
    chain.growing = { ...growing, until: isLast ? end : until, tries: tries + 1 };
    return;
  }
  const next = Math.min(until + step, end);
  const { size } = reduction.largest(next, NEVER_ABOVE);
  const canBeHalved = until + step / 2 > until;
  if (size > NEVER_ABOVE && canBeHalved) {
    chain.growing = { ...growing, step: step / 2 };
    return;
  }
  const isPast = size > EXCHANGED_ABOVE;
  if (isPast) leave(chain, next, asked);
  chain.growing = { reduction, until: next, step: 2 * step, tries: isPast ? 0 : tries + 1, isDue: isPast };
}

/** The last piece ends at time `to`, where another one begins. */
function leave(chain: ReductionChain, to: number, asked: number): void {
  const { pieces, keepsAll } = chain;
  const piece = pieces.at(-1)!;
  if (keepsAll || asked < to) piece.columns ??= columnsOf(chain, piece);
  if (piece.columns === undefined) pieces.pop();
  else piece.to = to;
  pieces.push({ from: to, to: Number.POSITIVE_INFINITY, columns: undefined });
  let kept = pieces.reduce((sum, { columns }) => sum + (columns === undefined ? 0 : sizeOfColumns(columns)), 0);
  // The time asked for lies in one of the last two.
  while (kept > chain.mostKept && pieces.length > 2) kept -= sizeOfColumns(pieces.shift()!.columns!);
}

function makeDueExchanges(chain: ReductionChain): void {
  const { basis, growing } = chain;
  if (!growing.isDue) return;
  chain.growing = { ...growing, isDue: false };
  const { reduction, until } = growing;
  for (;;) {
    const { entry, size } = reduction.largest(until, Number.POSITIVE_INFINITY);
    if (!(size > EXCHANGED_ABOVE)) return;
    reduction.exchange(entry, 2 * firstAtRest(basis, until));
  }
}

/** The first of the modes whose layers have hardly been mixed by time t: S_λ t ≤ 1. */
export function firstAtRest({ modes }: Eigenbasis, t: number): number {
  let k = 0;
  while (k < modes.length && modes[k]!.rate * t > 1) k++;
  return k;
}

/** Up to then all weights are below 1: with S_λ t ≤ 1, √D is at most e√t. */
function firstStep({ modes }: Eigenbasis, { largestWeight }: Reduction): number {
  return Math.min(1 / modes[0]!.rate, 1 / (8 * largestWeight * largestWeight));
}
