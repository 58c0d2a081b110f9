import { expect, it } from 'vitest';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { average } from './_averages.ts';
import { fitted, trained, type UnitsName } from './_trainedUnits.ts';

const of = (...rows: readonly (readonly number[])[]): Matrix<number> => Matrix.fromRows(rows);

it('λ* is the mean of the diagonal, the distance what is left', () => {
  // W2ᵀW2 = [5 2; 2 4], W1W1ᵀ = [1 0; 0 2]: B = [4 2; 2 2].
  const { lambda, distance } = fitted({ W1: of([1, 0], [1, 1]), W2: of([1, 2], [2, 0]) });
  // W1W1ᵀ = [1 1; 1 2]: B = [4 1; 1 2], less 3I: [1 1; 1 −1].
  expect(lambda).toBe(3);
  expect(distance).toBe(2);
});

it('a mean and its standard error', () => {
  expect(average([1, 2, 3, 6])).toEqual({ mean: 3, error: Math.sqrt(14 / 3 / 4) });
});

it('all start λ-balanced; linear units stay so, and those without a tanh keep λ*', () => {
  const ends = (['linear', 'relu', 'mixed', 'tanh'] as UnitsName[]).map(name => trained(name, 2, 4, 0.01)!);
  for (const { lambda, distance } of ends) {
    expect(lambda[0]).toBeCloseTo(2, 12);
    expect(distance[0]).toBeLessThan(1e-12);
  }
  const [linear, relu, mixed, tanh] = ends as [(typeof ends)[0], (typeof ends)[0], (typeof ends)[0], (typeof ends)[0]];
  expect(linear.distance[2]).toBeLessThan(0.1);
  expect(relu.distance[2]).toBeGreaterThan(0.2);
  for (const kept of [linear, relu, mixed]) expect(Math.abs(kept.lambda[2] - 2)).toBeLessThan(0.05);
  expect(Math.abs(tanh.lambda[2] - 2)).toBeGreaterThan(0.1);
});

it('a trial whose weights do not stand is none', () => {
  expect(trained('tanh', 2, 5, 1e-9)).toBeUndefined();
});
