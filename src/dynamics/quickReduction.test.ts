import { beforeEach, describe, expect, it } from 'vitest';
import { balanced } from '../network/initialisations/balanced.ts';
import { randomMatrices } from '../network/initialisations/randomMatrix.ts';
import { architectureOf, type Problem } from '../network/problem.ts';
import { boundedReduction } from './columnReduction.ts';
import { type DoubleDoubleVector, dd } from './doubleDouble.ts';
import { type Eigenbasis, float64Eigenbasis } from './eigenbasis.ts';
import { type Float64Svd, float64Svd } from './float64Svd.ts';
import { quickReductions } from './quickReduction.ts';
import type { ReducedColumns } from './reducedColumns.ts';
import { firstAtRest, type Reduction, type ReductionChain, reductionAt, reductionChain } from './reductionChain.ts';
import { type RowLayout, rowLayout } from './rowLayout.ts';
import { lastInRange } from './rowWeights.ts';
import { rowStride, workspace, workspacePlan } from './simd/workspace.ts';
import { startInTaskBasis } from './startInTaskBasis.ts';
import { type SolverCase, solverCase } from './testing/solverCases.ts';

const TIMES = [1e-3, 0.1, 0.4, 1, 2, 5, 20];

let cases: SolverCase[];
beforeEach(() => {
  cases = Array.from({ length: 40 }, (_, k) => solverCase(5_000 + k));
});

interface QuickStart {
  readonly svd: Float64Svd;
  readonly basis: Eigenbasis;
  readonly layout: RowLayout;
  /** Those at which its weights are plain numbers. */
  readonly times: readonly number[];
  readonly start: () => Reduction;
  readonly chain: () => ReductionChain;
}

function quickStart(problem: Problem<number>, lambda: number): QuickStart {
  const svd = float64Svd(problem.sigmaYX)!;
  const basis = float64Eigenbasis(architectureOf(problem), svd.s, dd(lambda));
  const layout = rowLayout(basis);
  const start = quickReductions(workspacePlan(), basis, svd, layout, problem);
  const end = lastInRange(basis);
  const times = TIMES.filter(t => t <= end);
  return { svd, basis, layout, times, start, chain: () => reductionChain(basis, layout, start, end) };
}

/** The rows of a square table of float64 numbers. */
function vectorsOf(rows: Float64Array): DoubleDoubleVector[] {
  const size = [1, 2, 3, 4, 5, 48].find(each => each * rowStride(each) === rows.length)!;
  const vector = (k: number): Float64Array => rows.slice(k * rowStride(size), k * rowStride(size) + size);
  return Array.from({ length: size }, (_, k) => ({ hi: vector(k), lo: new Float64Array(size) }));
}

/** Reductions with the same exchanges, at rising times. */
function bothReductions(
  problem: Problem<number>,
  lambda: number,
): {
  readonly layout: RowLayout;
  readonly times: readonly number[];
  at(t: number): { readonly quick: ReducedColumns; readonly accurate: ReducedColumns };
} {
  const { svd, basis, layout, times, start } = quickStart(problem, lambda);
  const ofVectors = { U: vectorsOf(svd.Ut), s: basis.modes.map(({ s }) => s), V: vectorsOf(svd.Vt) };
  const accurate = boundedReduction(basis, layout, startInTaskBasis(basis, ofVectors, layout, problem));
  const quick = start();
  return {
    layout,
    times,
    at(t) {
      for (;;) {
        const { entry, size } = quick.largest(t, Number.POSITIVE_INFINITY);
        if (!(size > 2)) break;
        quick.exchange(entry, 0);
        accurate.exchange(entry, 0);
      }
      const firstMode = firstAtRest(basis, t);
      return { quick: quick.columns(firstMode), accurate: accurate.columns(firstMode) };
    },
  };
}

/** How far single entries may be off: more than the root of a mean square. */
const FEW = 4;

function expectSame(
  { modes, cols, stride, weightRows }: RowLayout,
  quick: ReducedColumns,
  accurate: ReducedColumns,
): void {
  const { start, rounding, column } = quick.errors!;
  const row = start.map((square, i) => Math.sqrt(square + rounding[i]!));
  const expectClose = (actual: number | undefined, expected: number | undefined, error: number): void => {
    expect(Math.abs(actual! - expected!)).toBeLessThanOrEqual(FEW * error + 1e-30);
  };
  expect(quick.pivots).toEqual(accurate.pivots);
  expect(quick.others).toEqual(accurate.others);
  const rest = modes - quick.firstMode;
  const ofIdentity = Math.hypot(...row.subarray(weightRows));
  for (let j = 0; j < cols; j++) {
    quick.others.forEach((other, i) => {
      const at = i * stride + j;
      expectClose(quick.otherRows[at], accurate.otherRows[at], row[other]! * column[j]!);
    });
    for (let k = quick.firstMode; k < modes; k++) {
      const at = j * rest + k - quick.firstMode;
      const size = Math.hypot(accurate.plus[j * modes + k]!, accurate.minus[j * modes + k]!);
      const error = Math.hypot(row[2 * k]!, row[2 * k + 1]!) * column[j]! + (Number.EPSILON / 4) * size;
      expectClose(quick.v[at], accurate.v[at], error);
      expectClose(quick.u[at], accurate.u[at], error);
    }
    const size = quick.columnSize[j]!;
    expectClose(size, accurate.columnSize[j], ofIdentity * column[j]!);
    for (let i = 0; i <= j; i++) {
      const [other, at] = [quick.columnSize[i]!, i * stride + j];
      const expected = accurate.identityGram[at]! * accurate.columnSize[i]! * accurate.columnSize[j]!;
      const error = ofIdentity * cols * (column[i]! * size + column[j]! * other);
      expectClose(quick.identityGram[at]! * other * size, expected, error + 1e-15 * Math.abs(expected));
    }
  }
}

/** What another flow leaves in the working memory. */
function leaveRubbish(): void {
  const plan = workspacePlan();
  plan.size = 5000;
  workspace(plan).numbers.fill(Number.NaN);
}

describe('a reduction in float64', () => {
  it('is the same to the last bit after another flow has had the working memory', () => {
    let exchanges = 0;
    for (const { problem, lambda } of cases) {
      const { times, chain } = quickStart(problem, lambda);
      const alone = chain();
      const expected = times.map(t => reductionAt(alone, t));
      const disturbed = quickStart(problem, lambda).chain();
      times.forEach((t, k) => {
        leaveRubbish();
        expect(reductionAt(disturbed, t)).toEqual(expected[k]);
      });
      exchanges += new Set(expected).size - 1;
    }
    expect(exchanges).toBeGreaterThan(cases.length / 2);
  });

  it('is that in 30 digits with the same exchanges, to the errors that it estimates', () => {
    let looked = 0;
    for (const { problem, lambda } of cases) {
      const { layout, times, at } = bothReductions(problem, lambda);
      for (const t of times) {
        const { quick, accurate } = at(t);
        expectSame(layout, quick, accurate);
        looked++;
      }
    }
    expect(looked).toBeGreaterThan(60);
  });

  it('estimates what 48 exchanges round', () => {
    const n = 48;
    const sigmaYX = randomMatrices(n).gaussian(n, n, 1 / Math.sqrt(n));
    const given = {
      ...balanced({ Ni: n, Nh: n, No: n }, { lambda: 1, sigma: 1 / Math.sqrt(n), seed: n }),
      sigmaYX,
      tau: 1,
    };
    const { layout, at } = bothReductions(given, 1);
    const { quick, accurate } = at(4);
    expect(quick.pivots.every(row => row < layout.weightRows)).toBe(true);
    const { start, rounding, column } = quick.errors!;
    let squares = 0;
    quick.others.forEach((row, i) => {
      for (let j = 0; j < n; j++) {
        const at = i * layout.stride + j;
        const error = (quick.otherRows[at]! - accurate.otherRows[at]!) / column[j]!;
        squares += error ** 2 / (start[row]! + rounding[row]!);
      }
    });
    const share = Math.sqrt(squares / (quick.others.length * n));
    // By what the start is off alone they would be more than half of it.
    expect(share).toBeLessThan(0.5);
    expect(share).toBeGreaterThan(0.01);
  });

  it('gives the largest entry at a time that was looked at before and after others', () => {
    const { problem, lambda } = cases[0]!;
    const { start } = quickStart(problem, lambda);
    const reduction = start();
    const [early, late] = [reduction.largest(0.1, 0), reduction.largest(2, 0)];
    expect(reduction.largest(0.1, 0)).toEqual(early);
    expect(late.size).toBeGreaterThan(early.size);
  });
});
