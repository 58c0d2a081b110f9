import { describe, expect, it } from 'vitest';
import { Matrix } from '../../numbers/matrix.ts';
import { float64System } from '../../numbers/numberSystem.ts';
import { pseudoinverse } from './pseudoinverse.ts';

const withValues = (rows: number, cols: number, values: readonly number[]): Matrix<number> =>
  Matrix.generate(rows, cols, (i, j) => (i === j ? values[i]! : 0));

describe('pseudoinverse', () => {
  it.each([
    [8, 2],
    [2, 8],
    [2, 2],
  ])('of %i×%i counts singular values up to 1e-13·max(rows, cols) of the largest as zero', (rows, cols) => {
    const floor = 1e-13 * Math.max(rows, cols);
    for (const [value, inverse] of [
      [0.9 * floor, 0],
      [1.1 * floor, 1 / (1.1 * floor)],
    ] as const) {
      const found = pseudoinverse(float64System, withValues(rows, cols, [1, value]));
      expect(found.shape).toBe(`${cols}×${rows}`);
      expect(found.at(0, 0)).toBeCloseTo(1, 12);
      expect(Math.abs(found.at(1, 1)) / (inverse || 1)).toBeCloseTo(inverse === 0 ? 0 : 1, 12);
    }
  });
});
