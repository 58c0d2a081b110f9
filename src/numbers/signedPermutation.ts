import type { Field } from './field.ts';
import { Matrix } from './matrix.ts';

/** What stands in each place of a signed permutation of n things: the one that it was, and its sign. */
export type SignedPermutation = readonly { readonly from: number; readonly sign: 1 | -1 }[];

/** Rows and columns moved and signed: entry (i, j) of the image of B is ±B(rows[i].from, cols[j].from). */
export interface SignedMove {
  readonly rows: SignedPermutation;
  readonly cols: SignedPermutation;
}

/** A set of moves that is a group. `same`: one order for rows and columns of a square matrix. */
export interface MoveGroup {
  readonly of: 'all' | 'rows' | 'columns' | 'same';
  readonly hasSigns: boolean;
  readonly hasOrder: boolean;
}

/** Rows (or columns) that can be put in any order: their subsets are gone through; of `same` their orders. */
export const MOST_MOVED = { rows: 12, same: 8 } as const;

/**
 * The element of a group that brings B nearest to A (same shape), by the Frobenius norm: no other comes nearer, so that where this one does
 * not make them equal none does. Of a square matrix whose rows and columns go in one order all orders are tried, those left out that
 * are too far already. Ties: any of the nearest. The sizes must be within MOST_MOVED where there is an order.
 */
export function nearestMove<T>(field: Field<T>, group: MoveGroup, A: Matrix<T>, B: Matrix<T>): SignedMove {
  const still = (count: number): SignedPermutation => Array.from({ length: count }, (_, from) => ({ from, sign: 1 }));
  const { of, hasSigns, hasOrder } = group;
  switch (of) {
    case 'all': {
      const sign = signTo(field, A.data, B.data);
      return { rows: still(B.rows).map(({ from }) => ({ from, sign })), cols: still(B.cols) };
    }
    case 'rows': {
      const [a, b] = [A.toRows(), B.toRows()];
      const rows = hasOrder
        ? nearestAssignment(field, a, b, hasSigns)
        : b.map((row, from) => ({ from, sign: hasSigns ? signTo(field, a[from]!, row) : 1 }));
      return { rows, cols: still(B.cols) };
    }
    case 'columns': {
      const { rows, cols } = nearestMove(field, { ...group, of: 'rows' }, A.transpose(), B.transpose());
      return { rows: cols, cols: rows };
    }
    case 'same': {
      const order = nearestOrder(field, A, B).map(from => ({ from, sign: 1 as const }));
      return { rows: order, cols: order };
    }
  }
}

/** B as a move leaves it. */
export function moved<T>(field: Field<T>, { rows, cols }: SignedMove, B: Matrix<T>): Matrix<T> {
  return Matrix.generate(B.rows, B.cols, (i, j) => {
    const [row, col] = [rows[i]!, cols[j]!];
    const entry = B.at(row.from, col.from);
    return row.sign === col.sign ? entry : field.neg(entry);
  });
}

/** ‖a − b‖². */
function distance<T>(field: Field<T>, a: readonly T[], b: readonly T[]): T {
  return a.reduce((sum, entry, k) => {
    const off = field.sub(entry, b[k]!);
    return field.add(sum, field.mul(off, off));
  }, field.zero);
}

/** Of b, nearer to a: ‖a − b‖² and ‖a + b‖² differ by −4a·b. */
function signTo<T>(field: Field<T>, a: readonly T[], b: readonly T[]): 1 | -1 {
  const product = a.reduce((sum, entry, k) => field.add(sum, field.mul(entry, b[k]!)), field.zero);
  return field.compare(product, field.zero) < 0 ? -1 : 1;
}

/** Which b each a is given, so that the sum of all distances is least: by subsets of the b that are taken, one a after the other. */
function nearestAssignment<T>(
  field: Field<T>,
  a: readonly (readonly T[])[],
  b: readonly (readonly T[])[],
  hasSigns: boolean,
): SignedPermutation {
  const n = a.length;
  const signs = a.map(one => b.map(other => (hasSigns ? signTo(field, one, other) : 1)));
  const costs = a.map((one, i) =>
    b.map((other, j) => distance(field, one, signs[i]![j] === 1 ? other : other.map(field.neg))),
  );
  /** For each set of b's that the first a's took: the least sum, and what the last of them took. */
  const best: { sum: T; last: number }[] = new Array(2 ** n);
  best[0] = { sum: field.zero, last: -1 };
  for (let taken = 0; taken < 2 ** n; taken++) {
    const { sum } = best[taken]!;
    const i = countOfBits(taken);
    for (let j = 0; j < n; j++) {
      if ((taken >> j) % 2 === 1) continue;
      const more = taken + 2 ** j;
      const total = field.add(sum, costs[i]![j]!);
      const known = best[more];
      if (known === undefined || field.compare(total, known.sum) < 0) best[more] = { sum: total, last: j };
    }
  }
  const found: { from: number; sign: 1 | -1 }[] = [];
  for (let taken = 2 ** n - 1; taken > 0; ) {
    const { last } = best[taken]!;
    found.unshift({ from: last, sign: signs[countOfBits(taken) - 1]![last]! });
    taken -= 2 ** last;
  }
  return found;
}

function countOfBits(set: number): number {
  let count = 0;
  for (let rest = set; rest > 0; rest >>= 1) count += rest % 2;
  return count;
}

/** The order p with the least ‖A − B(p, p)‖². */
function nearestOrder<T>(field: Field<T>, A: Matrix<T>, B: Matrix<T>): readonly number[] {
  const n = A.rows;
  let best: { sum: T; order: readonly number[] } | undefined;
  const extend = (order: readonly number[], sum: T): void => {
    if (best !== undefined && field.compare(sum, best.sum) >= 0) return;
    const at = order.length;
    if (at === n) {
      best = { sum, order };
      return;
    }
    for (let from = 0; from < n; from++) {
      if (order.includes(from)) continue;
      const next = [...order, from];
      const ofRow = next.map((other, j) => [A.at(at, j), B.at(from, other)] as const);
      const ofColumn = order.map((other, j) => [A.at(j, at), B.at(other, from)] as const);
      const pairs = [...ofRow, ...ofColumn];
      const more = distance(
        field,
        pairs.map(([a]) => a),
        pairs.map(([, b]) => b),
      );
      extend(next, field.add(sum, more));
    }
  };
  extend([], field.zero);
  return best!.order;
}
