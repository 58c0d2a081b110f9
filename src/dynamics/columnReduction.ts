import { DOUBLE_DOUBLE_ROUNDING, ddAt, ddDiv, ddMul, ddSet, ddSub } from './doubleDouble.ts';
import type { BoundedTable } from './startInTaskBasis.ts';

/**
 * One basis of the column space of [K; I], K the start in the task's basis: the matrix [K; I]·C whose rows `pivots` are the
 * rows of the identity, pivots[j] belonging to column j. Exact up to double-double rounding, hence independent of the
 * time at which it is needed; the reductions met on a trajectory are kept in a tree.
 */
export interface ColumnReduction {
  readonly pivots: Int32Array;
  readonly table: BoundedTable;
  /** ln|entry|, −Infinity where the entry is not above the bound of its rounding. */
  readonly logSize: Float64Array;
  readonly next: Map<number, ColumnReduction>;
}

/** The reductions met so far, grown from the unreduced [K; I]. */
export interface ReductionTree {
  readonly root: ColumnReduction;
  /** Table entries kept below the root. */
  kept: number;
}

/** Beyond this many entries (about 130 MB) a tree is forgotten and grown anew: slower, the same values. */
const MOST_KEPT = 4e6;

/**
 * Row weights for one time, as far as they are needed for choosing pivots: ln w = big + (small + smallLow) + rest, apart
 * because equal parts of two rows must cancel exactly.
 */
export interface RowWeights {
  readonly big: Float64Array;
  readonly small: Float64Array;
  readonly smallLow: Float64Array;
  readonly rest: Float64Array;
}

/** Entries may exceed the pivot of their column by this factor. A larger one saves exchanges and costs condition. */
const SLACK = Math.log(2);

export function reductionTree(table: BoundedTable, rows: number, cols: number): ReductionTree {
  const root = withSizes(
    Int32Array.from({ length: cols }, (_, j) => rows - cols + j),
    table,
  );
  return { root, kept: 0 };
}

/**
 * The reduction in which no weighted entry is much larger than the pivot of its column. Row i weighs wᵢ, and entry (i, j)
 * counts wᵢ/w(pivot j) times its size. The largest entry is exchanged with its column's pivot until none is above 2; each
 * exchange multiplies the weighted volume of the pivot rows by that entry, so that the search ends. An entry that is
 * zero up to rounding never becomes a pivot, however fast its row grows: an exact saddle stays one.
 */
export function reduceFor(tree: ReductionTree, weights: RowWeights): ColumnReduction {
  if (tree.kept > MOST_KEPT) {
    tree.root.next.clear();
    tree.kept = 0;
  }
  let current = tree.root;
  for (;;) {
    const entry = largestWeighted(current, weights);
    if (entry < 0) return current;
    let next = current.next.get(entry);
    if (next === undefined) {
      next = exchanged(current, entry);
      current.next.set(entry, next);
      tree.kept += next.logSize.length;
    }
    current = next;
  }
}

function largestWeighted({ pivots, logSize }: ColumnReduction, weights: RowWeights): number {
  const { big, small, smallLow, rest } = weights;
  const cols = pivots.length;
  let [largest, found] = [SLACK, -1];
  for (let j = 0; j < cols; j++) {
    const pivot = pivots[j]!;
    const [pivotBig, pivotSmall, pivotLow, pivotRest] = [big[pivot]!, small[pivot]!, smallLow[pivot]!, rest[pivot]!];
    for (let i = 0, at = j; at < logSize.length; i++, at += cols) {
      const size = logSize[at]!;
      if (size === Number.NEGATIVE_INFINITY) continue;
      const gained = big[i]! - pivotBig + (small[i]! - pivotSmall + (smallLow[i]! - pivotLow));
      const weighted = gained + (rest[i]! - pivotRest + size);
      if (weighted > largest) [largest, found] = [weighted, at];
    }
  }
  return found;
}

/** Makes the entry's row the pivot of the entry's column, with a running bound of the rounding error. */
function exchanged({ pivots, table }: ColumnReduction, entry: number): ColumnReduction {
  const cols = pivots.length;
  const [row, col] = [Math.floor(entry / cols), entry % cols];
  const result = { hi: table.hi.slice(), lo: table.lo.slice(), bound: table.bound.slice() };
  const pivot = ddAt(table, entry);
  const pivotSize = Math.abs(pivot.hi);
  const pivotError = table.bound[entry]! / pivotSize;
  for (let at = col; at < result.hi.length; at += cols) {
    const value = ddDiv(ddAt(table, at), pivot);
    ddSet(result, at, value);
    result.bound[at] =
      value.hi === 0 && table.bound[at] === 0
        ? 0
        : table.bound[at]! / pivotSize + Math.abs(value.hi) * (pivotError + 4 * DOUBLE_DOUBLE_ROUNDING);
  }
  for (let j = 0; j < cols; j++) {
    if (j === col) continue;
    const factor = ddAt(table, row * cols + j);
    const factorError = table.bound[row * cols + j]!;
    if (factor.hi === 0 && factorError === 0) continue;
    for (let i = 0; i * cols < result.hi.length; i++) {
      const [at, from] = [i * cols + j, i * cols + col];
      const change = ddMul(factor, ddAt(result, from));
      ddSet(result, at, ddSub(ddAt(table, at), change));
      const old = Math.abs(table.hi[at]!);
      result.bound[at] =
        table.bound[at]! +
        Math.abs(factor.hi) * result.bound[from]! +
        factorError * Math.abs(result.hi[from]!) +
        4 * DOUBLE_DOUBLE_ROUNDING * (change.hi === 0 ? 0 : Math.abs(change.hi) + old);
    }
  }
  const moved = pivots.slice();
  moved[col] = row;
  // Pivot rows are the identity by definition, not only up to rounding.
  moved.forEach((pivotRow, column) => {
    for (let j = 0; j < cols; j++) {
      const at = pivotRow * cols + j;
      result.hi[at] = j === column ? 1 : 0;
      result.lo[at] = 0;
      result.bound[at] = 0;
    }
  });
  return withSizes(moved, result);
}

function withSizes(pivots: Int32Array, table: BoundedTable): ColumnReduction {
  const logSize = new Float64Array(table.hi.length);
  for (let at = 0; at < logSize.length; at++) {
    const size = Math.abs(table.hi[at]!);
    if (size <= table.bound[at]!) {
      table.hi[at] = 0;
      table.lo[at] = 0;
    }
    logSize[at] = Math.log(Math.abs(table.hi[at]!));
  }
  return { pivots, table, logSize, next: new Map() };
}
