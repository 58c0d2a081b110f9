import type { Matrix } from './matrix.ts';
import type { Rational } from './rational.ts';

/**
 * Whether a symmetric matrix has no negative eigenvalue, exactly: symmetric elimination meets no negative pivot, and beside
 * a zero one only zeros. A matrix without rows is.
 */
export function isPositiveSemidefinite(a: Matrix<Rational>): boolean {
  const rows = a.toRows();
  for (let k = 0; k < a.rows; k++) {
    const pivot = rows[k]![k]!;
    if (pivot.sign() < 0) return false;
    const below = Array.from({ length: a.rows - k - 1 }, (_, i) => k + 1 + i);
    if (pivot.sign() === 0) {
      if (below.some(i => rows[i]![k]!.sign() !== 0)) return false;
      continue;
    }
    for (const i of below) {
      const factor = rows[i]![k]!.div(pivot);
      if (factor.sign() === 0) continue;
      for (const j of below) rows[i]![j] = rows[i]![j]!.sub(factor.mul(rows[k]![j]!));
    }
  }
  return true;
}
