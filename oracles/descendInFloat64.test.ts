import { expect, it } from 'vitest';
import { float64Field } from '../src/numbers/float64Field.ts';
import { multiply, squaredNorm, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { descendInFloat64, lossesInFloat64 } from './descendInFloat64.ts';

const of = (...rows: readonly (readonly number[])[]): Matrix<number> => Matrix.fromRows(rows);
const start = { W1: of([1, 0.5], [0, -1], [0.25, 2]), W2: of([1, 0, 0.5]), sigmaYX: of([2, -1]), tau: 1 };

it('takes both layers from the same point', () => {
  const scalar = { W1: of([1]), W2: of([2]), sigmaYX: of([3]), tau: 1 };
  // E = 3 − 2 = 1: W1 ← 1 + 0.1·2, W2 ← 2 + 0.1·1.
  expect(descendInFloat64(scalar, 0.1, 1)).toEqual({ W1: of([1.2]), W2: of([2.1]) });
});

it('its losses are those of the weights after as many steps', () => {
  const losses = lossesInFloat64(start, 0.05, { steps: 12, every: 4 });
  const expected = [4, 8, 12].map(steps => {
    const { W1, W2 } = descendInFloat64(start, 0.05, steps);
    return squaredNorm(float64Field, subtract(float64Field, start.sigmaYX, multiply(float64Field, W2, W1))) / 2;
  });
  expect(losses).toHaveLength(3);
  losses.forEach((loss, k) => {
    expect(loss).toBeCloseTo(expected[k]!, 14);
  });
});
