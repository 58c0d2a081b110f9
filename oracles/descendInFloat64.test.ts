import { expect, it } from 'vitest';
import { float64Field } from '../src/numbers/float64Field.ts';
import { multiply, squaredNorm, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { descendByLoops, descendEach, descendInFloat64, lossesByLoops, lossesInFloat64 } from './descendInFloat64.ts';

const of = (...rows: readonly (readonly number[])[]): Matrix<number> => Matrix.fromRows(rows);
const start = { W1: of([1, 0.5], [0, -1], [0.25, 2]), W2: of([1, 0, 0.5]), sigmaYX: of([2, -1]), tau: 1 };

it('takes both layers from the same point', () => {
  const scalar = { W1: of([1]), W2: of([2]), sigmaYX: of([3]), tau: 1 };
  // E = 3 − 2 = 1: W1 ← 1 + 0.1·2, W2 ← 2 + 0.1·1.
  expect(descendInFloat64(scalar, 0.1, 1)).toEqual({ W1: of([1.2]), W2: of([2.1]) });
});

it('its losses are those of the weights after as many steps', () => {
  const [losses] = lossesInFloat64(start, [{ rate: 0.05, steps: 12, every: 4 }]) as [number[]];
  const expected = [4, 8, 12].map(steps => {
    const { W1, W2 } = descendInFloat64(start, 0.05, steps);
    return squaredNorm(float64Field, subtract(float64Field, start.sigmaYX, multiply(float64Field, W2, W1))) / 2;
  });
  expect(losses).toHaveLength(3);
  losses.forEach((loss, k) => {
    expect(loss).toBeCloseTo(expected[k]!, 14);
  });
});

it('compiled for its widths gives the same bits, of every descent of several', () => {
  const entry = (seed: number, i: number, j: number): number => Math.sin(7 * seed + 3 * i + 5 * j + 1) / 2;
  const problems = [
    [3, 2, 4],
    [1, 1, 1],
    [3, 2, 4],
    [2, 3, 1],
    [3, 2, 4],
    [1, 1, 1],
  ].map(([Ni, Nh, No], k) => ({
    W1: Matrix.generate(Nh!, Ni!, (i, j) => entry(k, i, j)),
    W2: Matrix.generate(No!, Nh!, (i, j) => entry(k + 10, i, j)),
    sigmaYX: Matrix.generate(No!, Ni!, (i, j) => entry(k + 20, i, j)),
    tau: 1,
  }));
  // More than one call, the last one shorter.
  const ends = descendEach(problems, 0.01, 2050);
  expect(ends).toEqual(problems.map(problem => descendByLoops(problem, 0.01, 2050)));
  expect(ends[0]).not.toEqual(descendByLoops(problems[0]!, 0.01, 2049));
});

it('compiled for its widths gives the same losses, of each run of several', () => {
  const runs = [1, 2, 4].map(parts => ({ rate: 0.2 / parts, steps: 12 * parts, every: 3 * parts }));
  const odd = { rate: 0.1, steps: 10, every: 5 };
  const wide = {
    ...start,
    W1: Matrix.generate(12, 9, (i, j) => Math.sin(i + 3 * j)),
    W2: Matrix.generate(12, 12, (i, j) => Math.sin(2 * i - j)),
  };
  const problems = [start, { ...wide, sigmaYX: Matrix.generate(12, 9, (i, j) => Math.cos(2 * i + j)) }];
  for (const problem of problems)
    for (const some of [runs, [...runs, odd], [odd], []]) {
      const losses = lossesInFloat64(problem, some);
      expect(losses).toEqual(some.map(run => lossesByLoops(problem, run)));
      expect(losses.map(({ length }) => length)).toEqual(some.map(({ steps, every }) => steps / every));
    }
});

it('counts its inputs', () => {
  const problem = { ...start, sigmaXX: of([2, 0], [0, 1]) };
  const [end] = descendEach([problem], 0.01, 3000);
  // Σyx = W2W1Σxx at the end, and Σxx = diag(2, 1).
  expect(multiply(float64Field, end!.W2, end!.W1).data.map(x => x.toFixed(9))).toEqual(['1.000000000', '-1.000000000']);
});
