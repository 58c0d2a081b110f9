import { type IntegerMatrix, quotient } from './integerMatrix.ts';

/**
 * An upper bound of the spectral norm of a symmetric N×N matrix, at most a factor N^(1/128) above it:
 * ‖F‖ = ‖F^64‖^(1/64), with the Frobenius norm in place of the spectral one. Never 0.
 */
export function spectralBound({ entries, denominator }: IntegerMatrix): number {
  const rows = entries.map(entry => quotient(entry, denominator)).toRows();
  const size = rows.length;
  const rowSum = Math.max(...rows.map(row => row.reduce((sum, entry) => sum + Math.abs(entry), 0)));
  if (rowSum === 0) return Number.MIN_VALUE;
  let power = rows.map(row => row.map(entry => entry / rowSum));
  for (let k = 0; k < 6; k++) {
    const before = power;
    power = before.map(row =>
      row.map((_, j) => row.reduce((sum, entry, inner) => sum + entry * before[inner]![j]!, 0)),
    );
  }
  // Rounding: about size² units in the last place.
  return rowSum * Math.hypot(...power.flat()) ** (1 / 64) * (1 + size ** 2 * 2 ** -40);
}
