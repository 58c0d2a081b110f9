import type { Matrix } from './matrix.ts';
import type { Rational } from './rational.ts';

/** Numbers of eigenvalues of each sign, multiplicities counted. */
export interface Inertia {
  readonly positive: number;
  readonly zero: number;
  readonly negative: number;
}

/**
 * How many eigenvalues of a symmetric matrix are positive, zero and negative, exactly: by Sylvester's law the signs of the
 * pivots of symmetric elimination. Where all that is left of the diagonal is zero a pair of rows beside an entry that is not
 * stands for one eigenvalue of either sign. A matrix without rows has none.
 */
export function inertia(a: Matrix<Rational>): Inertia {
  let rows = a.toRows();
  let [positive, negative] = [0, 0];
  while (rows.length > 0) {
    const pivot = rows.findIndex((row, i) => row[i]!.sign() !== 0);
    if (pivot >= 0) {
      if (rows[pivot]![pivot]!.sign() > 0) positive += 1;
      else negative += 1;
      rows = complement(rows, pivot);
      continue;
    }
    const [i, j] = pairBeside(rows);
    if (i === undefined || j === undefined) break;
    positive += 1;
    negative += 1;
    // With rows i and i + j the form xᵢxⱼ has a pivot on its diagonal.
    rows = complement(summed(rows, i, j), i, j);
  }
  return { positive, zero: a.rows - positive - negative, negative };
}

/** What is left of a symmetric matrix when pivots on its diagonal are eliminated, one after the other. */
function complement(rows: Rational[][], ...pivots: number[]): Rational[][] {
  let left = rows;
  for (const pivot of pivots) {
    const from = left;
    const value = from[pivot]![pivot]!;
    left = from.map(row => {
      const factor = row[pivot]!.div(value);
      return row === from[pivot] || factor.sign() === 0
        ? row
        : row.map((entry, k) => entry.sub(factor.mul(from[pivot]![k]!)));
    });
  }
  const kept = (_: unknown, index: number): boolean => !pivots.includes(index);
  return left.filter(kept).map(row => row.filter(kept));
}

function pairBeside(rows: readonly (readonly Rational[])[]): [number, number] | [] {
  for (const [i, row] of rows.entries()) {
    const j = row.findIndex(entry => entry.sign() !== 0);
    if (j >= 0) return [i, j];
  }
  return [];
}

/** Row and column j added to row and column i: a congruence. */
function summed(rows: readonly (readonly Rational[])[], i: number, j: number): Rational[][] {
  const added = rows.map((row, k) => (k === i ? row.map((entry, l) => entry.add(rows[j]![l]!)) : [...row]));
  return added.map(row => row.map((entry, l) => (l === i ? entry.add(row[j]!) : entry)));
}
