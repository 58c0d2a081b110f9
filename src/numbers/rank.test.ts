import { describe, expect, it } from 'vitest';
import { multiply, zeros } from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import { rank } from './rank.ts';
import { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';

const matrix = (rows: (number | string)[][]) => Matrix.fromRows(rows.map(row => row.map(entry => Rational.of(entry))));

describe('rank', () => {
  it('is the number of independent rows', () => {
    expect(
      rank(
        rationalField,
        matrix([
          [1, 2],
          [2, 4],
        ]),
      ),
    ).toBe(1);
    expect(
      rank(
        rationalField,
        matrix([
          [0, 0, 1],
          [0, 0, 2],
          [3, 0, 0],
        ]),
      ),
    ).toBe(2);
    expect(
      rank(
        rationalField,
        matrix([
          ['1/3', 1],
          [1, '3000000000000000000001/1000000000000000000000'],
        ]),
      ),
    ).toBe(2);
    expect(
      rank(
        rationalField,
        matrix([
          ['1/3', 1],
          [1, 3],
        ]),
      ),
    ).toBe(1);
    expect(rank(rationalField, zeros(rationalField, 3, 2))).toBe(0);
    expect(rank(rationalField, new Matrix<Rational>(0, 4, []))).toBe(0);
  });

  it('is that of the transpose, and at most the inner size of a product', () => {
    for (let inner = 1; inner <= 4; inner++) {
      const left = Matrix.generate(4, inner, (i, j) => Rational.of((3 * i * i + 5 * j + i * j + 1) % 7));
      const right = Matrix.generate(inner, 5, (i, j) => Rational.of((2 * i + 3 * j * j + 4 * i * j + 1) % 11));
      const product = multiply(rationalField, left, right);
      expect(rank(rationalField, product)).toBeLessThanOrEqual(inner);
      expect(rank(rationalField, product.transpose())).toBe(rank(rationalField, product));
    }
  });
});
