import { describe, expect, it } from 'vitest';
import { balanced } from '../network/initialisations/balanced.ts';
import { randomMatrices } from '../network/initialisations/randomMatrix.ts';
import { architectureOf, type Problem } from '../network/problem.ts';
import { Matrix } from '../numbers/matrix.ts';
import { accurateSvd } from './accurateSvd.ts';
import { boundedReduction } from './columnReduction.ts';
import { dd } from './doubleDouble.ts';
import { eigenbasis } from './eigenbasis.ts';
import { type ReductionChain, reductionAt, reductionChain } from './reductionChain.ts';
import { rowGrowth, weightRatio } from './rowGrowth.ts';
import { rowLayout } from './rowLayout.ts';
import { startInTaskBasis } from './startInTaskBasis.ts';
import { solverCase } from './testing/solverCases.ts';

const END = 1e200;
const TIMES = Array.from({ length: 60 }, (_, k) => 10 ** (-10 + k / 3));

function chainOf(problem: Problem<number>, lambda: number, mostKept?: number): ReductionChain {
  const svd = accurateSvd(problem.sigmaYX);
  const basis = eigenbasis(architectureOf(problem), svd.s, dd(lambda));
  const layout = rowLayout(basis);
  const start = startInTaskBasis(basis, svd, layout, problem);
  return reductionChain(basis, layout, () => boundedReduction(basis, layout, start), END, mostKept);
}

describe('reductionAt', () => {
  const cases = Array.from({ length: 60 }, (_, k) => solverCase(7_000 + k));

  it('bounds every weighted entry, at all times and for all rows', () => {
    let largest = 0;
    let exchanges = 0;
    for (const { problem, lambda } of cases) {
      const chain = chainOf(problem, lambda);
      chain.keepsAll = true;
      for (const t of TIMES) {
        const size = largestWeighted(chain, t);
        expect(size).toBeLessThan(2.5 * (1 + 1e-9));
        largest = Math.max(largest, size);
      }
      exchanges += chain.pieces.length - 1;
    }
    // The bound is not met for want of anything to bound.
    expect(largest).toBeGreaterThan(1.5);
    expect(exchanges).toBeGreaterThan(cases.length);
  });

  it('is a function of time, in whatever order and as often as it is asked for, and however little is kept', () => {
    for (const { problem, lambda } of cases.slice(0, 15)) {
      const forward = chainOf(problem, lambda);
      const expected = TIMES.map(t => reductionAt(forward, t));
      const backward = chainOf(problem, lambda);
      const forgetful = chainOf(problem, lambda, 1);
      TIMES.toReversed().forEach((t, k) => {
        const columns = expected[TIMES.length - 1 - k];
        expect(reductionAt(backward, t)).toEqual(columns);
        expect(reductionAt(forgetful, t)).toEqual(columns);
        expect(forgetful.pieces.length).toBeLessThanOrEqual(2);
      });
      expect(reductionAt(forward, TIMES[0]!)).toBe(expected[0]);
    }
  });

  it('exchanges each hidden unit about once on a whole trajectory', () => {
    const size = 12;
    const problem = {
      ...balanced({ Ni: size, Nh: size, No: size }, { lambda: 0, sigma: 1e-3, seed: 1 }),
      sigmaYX: randomMatrices(2).gaussian(size, size, 1),
      tau: 1,
    };
    const chain = chainOf(problem, 0);
    chain.keepsAll = true;
    const last = reductionAt(chain, END);
    expect(chain.growing.until).toBe(END);
    expect(chain.pieces.length).toBeLessThan(2 * size);
    // All modes are learned: the growing rows are the pivots.
    expect([...last.pivots].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, k) => 2 * k));
  });

  it('has nothing to do where nothing grows', () => {
    const zero = new Matrix(2, 2, [0, 0, 0, 0]);
    const chain = chainOf({ sigmaYX: new Matrix(2, 2, [4, 0, 0, 9]), W1: zero, W2: zero, tau: 1 }, 0);
    expect(reductionAt(chain, END)).toBe(reductionAt(chain, 0));
  });
});

function largestWeighted(chain: ReductionChain, t: number): number {
  const { basis, layout } = chain;
  const columns = reductionAt(chain, t);
  const growth = rowGrowth(basis, layout, t);
  let largest = 0;
  columns.pivots.forEach((pivot, j) => {
    // The identity's rows are kept as the largest entry of each column only.
    largest = Math.max(largest, columns.columnSize[j]! * weightRatio(growth, layout.weightRows, pivot));
    columns.others.forEach((row, i) => {
      const entry = Math.abs(columns.otherRows[i * layout.stride + j]!);
      if (entry > 0) largest = Math.max(largest, entry * weightRatio(growth, row, pivot));
    });
  });
  return largest;
}
