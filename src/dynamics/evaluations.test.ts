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
    [4, 1],
    [16, 1],
    [40, 1],
    [40, 0],
    [40, -1],
  ])('answers early on random problems of %i units, λ = %i', (n, lambda) => {
    const sigmaYX = randomMatrices(n).gaussian(n, n, 1 / Math.sqrt(n));
    const start = balanced({ Ni: n, Nh: n, No: n }, { lambda, sigma: 0.5 / Math.sqrt(n), seed: n });
    const [quick, accurate] = both({ ...start, sigmaYX, tau: 1 }, lambda);
    for (const t of [0.01, 0.2, 1]) {
      expect(blockError(float64Field, quick.qqt(t)!, accurate.qqt(t)!, n)).toBeLessThan(1e-14);
    }
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
