import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Matrix } from '../../src/numbers/matrix.ts';
import { multiplyIntegers } from './integerMatrix.ts';
import { residualBound, solveIntegers } from './solveIntegers.ts';

/** Pairs of n×n matrices, entries of every length up to 200 bits, and where asked with a column that depends on the others. */
const systems = fc
  .record({
    n: fc.integer({ min: 1, max: 4 }),
    lengths: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 4, maxLength: 4 }),
    values: fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 32, maxLength: 32 }),
    singular: fc.boolean(),
  })
  .map(({ n, lengths, values, singular }) => {
    const entry = (index: number, length: number): bigint => (BigInt(values[index]!) << BigInt(length)) / 997n;
    const A = Matrix.generate(n, n, (i, j) => entry(4 * i + (singular && j === n - 1 ? 0 : j), lengths[i]!));
    return { A, B: Matrix.generate(n, n, (i, j) => entry(16 + 4 * i + j, lengths[j]!)) };
  });

/** ‖A·X − B‖_F and ‖X‖_F. */
function sizes(A: Matrix<bigint>, B: Matrix<bigint>): { residual: number; sizeOfX: number } {
  const { rows, fractionBits } = solveIntegers(A, B);
  const most = Math.max(...fractionBits);
  const X = Matrix.fromRows(rows).map((entry, i) => entry << BigInt(most - fractionBits[i]!));
  const off = multiplyIntegers(A, X).map((entry, i, j) => entry - (B.at(i, j) << BigInt(most)));
  const norm = (a: Matrix<bigint>): number => Math.hypot(...a.data.map(entry => Number(entry) / 2 ** most));
  return { residual: norm(off), sizeOfX: norm(X) };
}

describe('solveIntegers', () => {
  it('leaves a residual within its bound, singular systems included', () => {
    fc.assert(
      fc.property(systems, ({ A, B }) => {
        const { residual, sizeOfX } = sizes(A, B);
        expect(residual).toBeLessThanOrEqual(residualBound(A.rows, sizeOfX));
      }),
      { numRuns: 1000, seed: 9 },
    );
  });

  it('solves a system with rows that must be exchanged', () => {
    const A = Matrix.fromRows([
      [0n, 3n << 60n],
      [5n << 60n, 1n << 60n],
    ]);
    const X = solveIntegers(A, multiplyIntegers(A, Matrix.fromRows([[2n], [-7n]])));
    expect(X.rows.map(([entry], i) => Number(entry) / 2 ** X.fractionBits[i]!)).toEqual([2, -7]);
  });

  it.each([1, 3])('solves for %i columns, whatever the size of the system', cols => {
    const A = Matrix.fromRows([
      [4n << 60n, 1n << 60n],
      [2n << 60n, 3n << 60n],
    ]);
    const wanted = Matrix.generate(2, cols, (i, j) => BigInt(3 * i - 2 * j + 1));
    const X = solveIntegers(A, multiplyIntegers(A, wanted));
    const found = X.rows.map((row, i) => row.map(entry => Number(entry) / 2 ** X.fractionBits[i]!));
    expect(found).toEqual(wanted.map(Number).toRows());
  });
});
