import type { Matrix } from '../../src/numbers/matrix.ts';
import { bitLength } from '../../src/numbers/rational.ts';

/** Rows of X as fixed-point numbers, each row with fraction bits of its own. */
export interface FixedPointRows {
  readonly rows: readonly (readonly bigint[])[];
  readonly fractionBits: readonly number[];
}

/**
 * X with A·X = B for n×n integer matrices, by Gauss elimination with row pivoting in integers. A·X − B stays within
 * `residualBound`, whatever A is: a pivot of 0 is taken as 1.
 */
export function solveIntegers(a: Matrix<bigint>, b: Matrix<bigint>): FixedPointRows {
  const n = a.rows;
  const width = n + b.cols;
  const rows = Array.from({ length: n }, (_, i) => [
    ...a.data.slice(i * n, i * n + n),
    ...b.data.slice(i * b.cols, (i + 1) * b.cols),
  ]);
  // Multipliers are 1 at the most: entries at most double with every column, and their rounding moves none by a unit.
  const multiplierBits = BigInt(longest(rows) + n);
  for (let col = 0; col < n; col++) {
    const pivotRow = swapInPivot(rows, col);
    for (let i = col + 1; i < n; i++) {
      const row = rows[i]!;
      const multiplier = (row[col]! << multiplierBits) / pivotRow[col]!;
      if (multiplier === 0n) continue;
      for (let j = col + 1; j < width; j++) {
        const entry = pivotRow[j]!;
        if (entry !== 0n) row[j]! -= (multiplier * entry) >> multiplierBits;
      }
    }
  }
  return substituteBack(rows, n);
}

/**
 * A bound of ‖A·X − B‖_F: with A and B to 2n units, PA = LU and PB = LY, where ‖L‖_F ≤ n; UX = Y to n units.
 */
export function residualBound(n: number, sizeOfX: number): number {
  return 2 * n ** 2 * (1 + sizeOfX) + n ** 3;
}

function swapInPivot(rows: bigint[][], col: number): readonly bigint[] {
  let pivot = col;
  for (let i = col + 1; i < rows.length; i++) {
    if (magnitude(rows[i]![col]!) > magnitude(rows[pivot]![col]!)) pivot = i;
  }
  [rows[col], rows[pivot]] = [rows[pivot]!, rows[col]!];
  const row = rows[col]!;
  if (row[col] === 0n) row[col] = 1n;
  return row;
}

function substituteBack(rows: readonly (readonly bigint[])[], n: number): FixedPointRows {
  const solution: bigint[][] = new Array(n);
  const fractionBits: number[] = new Array(n);
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i]!;
    const pivot = row[i]!;
    // The last place of this row of X moves A·X by no more than a unit.
    const bits = bitLength(magnitude(pivot));
    const sums = row.slice(n).map(entry => entry << BigInt(bits));
    for (let k = i + 1; k < n; k++) {
      const factor = row[k]!;
      const lift = bits - fractionBits[k]!;
      solution[k]!.forEach((known, j) => {
        sums[j]! -= shift(factor * known, lift);
      });
    }
    solution[i] = sums.map(sum => sum / pivot);
    fractionBits[i] = bits;
  }
  return { rows: solution, fractionBits };
}

/** value·2^by, rounded down. */
export function shift(value: bigint, by: number): bigint {
  return by >= 0 ? value << BigInt(by) : value >> BigInt(-by);
}

function longest(rows: readonly (readonly bigint[])[]): number {
  return bitLength(rows.flat().reduce((all, entry) => all | magnitude(entry), 0n));
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
