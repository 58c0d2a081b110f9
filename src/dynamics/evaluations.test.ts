import { describe, expect, it } from 'vitest';
import { balanced } from '../network/initialisations/balanced.ts';
import { randomMatrices } from '../network/initialisations/randomMatrix.ts';
import type { Problem } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { Matrix } from '../numbers/matrix.ts';
import { accurateSvd } from './accurateSvd.ts';
import { dd } from './doubleDouble.ts';
import type { Evaluation } from './evaluation.ts';
import { accurateEvaluation, quickEvaluation } from './evaluations.ts';
import { workspacePlan } from './simd/workspace.ts';
import { blockError } from './testing/blockError.ts';
import { solverCase } from './testing/solverCases.ts';

function both(problem: Problem<number>, lambda: number): [Evaluation, Evaluation] {
  const plan = workspacePlan();
  const accurate = accurateEvaluation(problem, dd(lambda), accurateSvd(problem.sigmaYX), undefined, plan);
  return [quickEvaluation(problem, dd(lambda), plan)!, accurate];
}

function randomProblem(n: number, lambda: number, share: number): Problem<number> {
  const sigmaYX = randomMatrices(n).gaussian(n, n, 1 / Math.sqrt(n));
  const start = balanced({ Ni: n, Nh: n, No: n }, { lambda, sigma: share / Math.sqrt(n), seed: n });
  return { ...start, sigmaYX, tau: 1 };
}

describe('quickEvaluation', () => {
  it('answers often, and within a few 1e-14 of 30 digits where it answers', () => {
    const seen = { given: 0, left: 0, losses: 0 };
    for (let seed = 2000; seed < 2250; seed++) {
      const { problem, lambda, times, category } = solverCase(seed);
      const [quick, accurate] = both(problem, lambda);
      for (const t of times.filter(each => each > 0)) {
        const qqt = quick.qqt(t);
        if (qqt === undefined) seen.left++;
        else {
          const error = blockError(float64Field, qqt, accurate.qqt(t)!, problem.W1.cols);
          expect(error, `seed ${seed} (${category}), λ = ${lambda}, t = ${t}`).toBeLessThan(3e-14);
          seen.given++;
        }
        const loss = quick.loss(t);
        if (loss === undefined) continue;
        const truth = accurate.loss(t)!;
        expect(Math.abs(loss - truth), `seed ${seed} (${category}), λ = ${lambda}, t = ${t}`).toBeLessThanOrEqual(
          5e-14 * truth,
        );
        seen.losses++;
      }
    }
    expect(seen.given).toBeGreaterThan(250);
    expect(seen.left).toBeGreaterThan(150);
    expect(seen.losses).toBeGreaterThan(60);
  });

  it.each([
    [4, 1, 0.5],
    [4, 1, 1],
    [16, 1, 0.5],
    [40, 1, 0.5],
    [40, 0, 0.5],
    [40, -1, 0.5],
  ])('answers early on random problems of %i units, λ = %i, %d of unit weights', (n, lambda, share) => {
    const [quick, accurate] = both(randomProblem(n, lambda, share), lambda);
    for (const t of [0.01, 0.2, 1]) {
      expect(blockError(float64Field, quick.qqt(t)!, accurate.qqt(t)!, n)).toBeLessThan(1e-14);
    }
  });

  it('answers also where most of 128 hidden units have been exchanged', () => {
    const quick = quickEvaluation(randomProblem(128, 1, 1), dd(1), workspacePlan())!;
    for (const t of [1, 2, 4]) expect(quick.qqt(t)).toBeDefined();
  });

  it('gives or leaves a loss whatever was asked before', () => {
    const count = 60;
    for (const [n, lambda, sigma] of [
      [4, 1, 0.5],
      [4, 0, 0.1],
      [6, -1, 0.01],
    ] as const) {
      const sigmaYX = randomMatrices(n).gaussian(n, n, 1 / Math.sqrt(n));
      const problem = { ...balanced({ Ni: n, Nh: n, No: n }, { lambda, sigma, seed: n }), sigmaYX, tau: 1 };
      const ask = (): Evaluation => quickEvaluation(problem, dd(lambda), workspacePlan())!;
      const times = Array.from({ length: count }, (_, k) => 0.03 * 300 ** (k / (count - 1)));
      const fresh = times.map(t => ask().loss(t));
      const left = fresh.filter(loss => loss === undefined).length;
      expect(left).toBeGreaterThan(5);
      expect(left).toBeLessThan(count - 5);
      const [rising, falling] = [ask(), ask()];
      for (let round = 0; round < 2; round++) expect(times.map(t => rising.loss(t))).toEqual(fresh);
      expect([...times].reverse().map(t => falling.loss(t))).toEqual([...fresh].reverse());
    }
  });

  it('leaves to 30 digits what a saddle decides', () => {
    // One hidden unit along (1, −1) of eigenvalue 1 never notices (1, 1) of 3, but for rounding.
    const weaker = {
      sigmaYX: new Matrix(2, 2, [2, 1, 1, 2]),
      W1: new Matrix(1, 2, [0.25, -0.25]),
      W2: new Matrix(2, 1, [0.25, -0.25]),
      tau: 1,
    };
    const [quick] = both(weaker, 0);
    expect(quick.qqt(0.1)).toBeDefined();
    for (const t of [5, 12, 17, 20, 40, 90, 1e6, Number.POSITIVE_INFINITY]) {
      expect(quick.qqt(t)).toBeUndefined();
      expect(quick.output(t)).toBeUndefined();
      expect(quick.W1W1(t)).toBeUndefined();
      expect(quick.loss(t)).toBeUndefined();
    }
  });
});
