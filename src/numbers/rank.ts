import type { Field } from './field.ts';
import type { Matrix } from './matrix.ts';
import type { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';

/** Whether a matrix of exact fractions has the largest rank that its shape allows. */
export function hasFullRank(a: Matrix<Rational>): boolean {
  return rank(rationalField, a) === Math.min(a.rows, a.cols);
}

/**
 * The rank by Gauss elimination with complete pivoting. A pivot counts unless it is exactly zero, so the answer is a
 * proof in exact fractions and only an upper bound in rounded numbers. Matrices without rows or columns have rank 0.
 */
export function rank<T>(field: Field<T>, a: Matrix<T>): number {
  const rows = a.toRows();
  const free = Array.from({ length: a.cols }, (_, j) => j);
  for (let found = 0; found < Math.min(a.rows, a.cols); found++) {
    let [pivotRow, pivotCol] = [found, 0];
    let largest = field.zero;
    for (let i = found; i < a.rows; i++) {
      for (const j of free) {
        const size = field.abs(rows[i]![j]!);
        if (field.compare(size, largest) > 0) [largest, pivotRow, pivotCol] = [size, i, j];
      }
    }
    if (field.isZero(largest)) return found;
    [rows[found], rows[pivotRow]] = [rows[pivotRow]!, rows[found]!];
    free.splice(free.indexOf(pivotCol), 1);
    const pivot = rows[found]!;
    for (let i = found + 1; i < a.rows; i++) {
      const factor = field.div(rows[i]![pivotCol]!, pivot[pivotCol]!);
      rows[i] = rows[i]!.map((entry, j) => field.sub(entry, field.mul(factor, pivot[j]!)));
    }
  }
  return Math.min(a.rows, a.cols);
}
