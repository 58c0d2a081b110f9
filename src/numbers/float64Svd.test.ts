import { expect, it } from 'vitest';
import { float64SingularValues, float64Svd } from './float64Svd.ts';
import { Matrix } from './matrix.ts';

// 3, 1 and (1 ± √5)/2 turned positive: by hand from the eigenvalues of AᵀA.
const CASES: readonly (readonly [string, Matrix<number>, readonly number[]])[] = [
  ['wide', new Matrix(2, 3, [0, 3, 0, -1, 0, 0]), [3, 1]],
  ['tall', new Matrix(3, 2, [0, -1, 3, 0, 0, 0]), [3, 1]],
  ['square', new Matrix(2, 2, [1, 1, 1, 0]), [(Math.sqrt(5) + 1) / 2, (Math.sqrt(5) - 1) / 2]],
  ['of rank 1', new Matrix(2, 2, [1, 2, 2, 4]), [5, 0]],
];

it.each(CASES)('singular values alone are those of the decomposition: %s', (_, a, values) => {
  const alone = float64SingularValues(a);
  expect(alone).toHaveLength(values.length);
  values.forEach((value, k) => {
    expect(alone[k]).toBeCloseTo(value, 14);
  });
  expect([...alone]).toEqual([...float64Svd(a).s]);
});
