import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAlignedInOrder, isAlignedWithPositiveValues } from '../../src/judge/alignment.ts';
import { isAligned } from '../../src/judge/regime.ts';
import type { LambdaSign } from '../../src/judge/vocabulary.ts';
import { architectureKind } from '../../src/network/architecture.ts';
import { balance } from '../../src/network/balance.ts';
import { architectureOf, type Weights } from '../../src/network/problem.ts';
import { identity, multiply, scale, subtract } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { rank } from '../../src/numbers/rank.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import {
  type BalancedProblem,
  degenerateProblemDraws,
  type ProblemOptions,
  problemArbitrary,
  problemDrawArbitrary,
  problemFromDraw,
} from './problemArbitrary.ts';
import { onlyValidAlsoWhenShrunk, sameSeedSameValue, shrinksStrictlySmaller, sumOfDraws } from './testing/laws.ts';

const F = rationalField;
const one = Rational.ONE;

function requireBalanced(weights: Weights<Rational>, lambda: Rational): void {
  const off = subtract(F, balance(F, weights), scale(F, lambda, identity(F, weights.W1.rows)));
  expect(off.data.every(entry => entry.sign() === 0)).toBe(true);
}

function rows(...entries: (number | string)[][]): Matrix<Rational>['data'] {
  return entries.flat().map(entry => Rational.of(entry));
}

describe('problemArbitrary', () => {
  const requireValid = ({ problem, lambda }: BalancedProblem) => {
    const { Ni, No } = architectureOf(problem);
    expect(problem.sigmaYX.shape).toBe(`${No}×${Ni}`);
    expect(problem.tau.sign()).toBe(1);
    requireBalanced(problem, lambda);
  };
  const single = (value: number | string) => ({ rows: 1, cols: 1, data: rows([value]) });
  const smallest = {
    problem: { sigmaYX: single(2), W1: single(1), W2: single(1), tau: one },
    lambda: Rational.ZERO,
  };

  it('keeps the laws: exactly balanced with fitting shapes on every shrink path, down to 1-1-1', () => {
    sameSeedSameValue(problemArbitrary());
    onlyValidAlsoWhenShrunk(problemArbitrary(), requireValid);
    shrinksStrictlySmaller(problemArbitrary(), { smallest, values: 15 });
    shrinksStrictlySmaller(problemDrawArbitrary(), {
      size: sumOfDraws,
      smallest: [...fc.sample(problemDrawArbitrary(), 1)].map(zeroDraw)[0],
      values: 15,
    });
  });

  it('never grows the network while it shrinks', () => {
    const total = ({ problem }: BalancedProblem) => {
      const { Ni, Nh, No } = architectureOf(problem);
      return Ni + Nh + No;
    };
    const arbitrary = problemArbitrary();
    for (let seed = 1; seed <= 30; seed++) {
      const visited: number[] = [];
      const found = fc.check(
        fc.property(arbitrary, value => {
          if (total(value) < 4) return true;
          visited.push(total(value));
          return false;
        }),
        { seed, numRuns: 50 },
      );
      expect(found.failed).toBe(true);
      // Everything that breaks for more than three units in all is brought down to exactly four.
      expect(total(found.counterexample![0])).toBe(4);
      visited.forEach((size, i) => {
        if (i > 0) expect(size).toBeLessThanOrEqual(visited[i - 1]!);
      });
    }
  });

  it('finds the smallest network of a regime from every seed', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const found = fc.check(
        fc.property(problemArbitrary(), ({ problem, lambda }) => {
          const { Ni, No } = architectureOf(problem);
          return !(lambda.sign() < 0 && Ni !== No);
        }),
        { seed, numRuns: 300 },
      );
      const { problem, lambda } = found.counterexample![0];
      expect([problem.W1.toRows(), problem.W2.toRows(), lambda].map(String)).toEqual(['5/4', '3/4,0', '-1']);
    }
  });

  it.each<[ProblemOptions, (value: BalancedProblem) => boolean]>([
    [{ lambda: 'positive' }, ({ lambda }) => lambda.sign() > 0],
    [{ lambda: 'negative', kinds: ['bottleneck'] }, ({ lambda }) => lambda.sign() < 0],
    [{ lambda: 'zero' }, ({ lambda }) => lambda.sign() === 0],
    [{ kinds: ['wide'] }, ({ problem }) => architectureKind(architectureOf(problem)) === 'wide'],
    [{ aligned: true }, ({ problem }) => isAligned(problem)],
    [{ aligned: 'any' }, ({ problem }) => isAligned(problem)],
    [{ aligned: 'positive' }, ({ problem }) => isAlignedWithPositiveValues(problem)],
    [{ aligned: 'in order' }, ({ problem }) => isAlignedInOrder(problem)],
    [{ rank: 'full' }, ({ problem: { sigmaYX } }) => rank(F, sigmaYX) === Math.min(sigmaYX.rows, sigmaYX.cols)],
    [
      { rank: 'full', aligned: true },
      ({ problem: { sigmaYX } }) => rank(F, sigmaYX) === Math.min(sigmaYX.rows, sigmaYX.cols),
    ],
    [
      { rank: 'deficient' },
      ({ problem: { sigmaYX } }) => rank(F, sigmaYX) > 0 && rank(F, sigmaYX) < Math.min(sigmaYX.rows, sigmaYX.cols),
    ],
    [{ rank: 'zero' }, ({ problem: { sigmaYX } }) => rank(F, sigmaYX) === 0],
    [{ maxWidth: 4, accepts: ({ Ni, No }) => Ni === No }, ({ problem: { sigmaYX } }) => sigmaYX.rows === sigmaYX.cols],
  ])('keeps to %o on every shrink path', (options, holds) => {
    onlyValidAlsoWhenShrunk(
      problemArbitrary(options),
      value => {
        requireValid(value);
        expect(holds(value)).toBe(true);
      },
      { values: 15 },
    );
  });

  it('refuses options that leave nothing', () => {
    expect(() => problemArbitrary({ kinds: [] })).toThrow(/kinds/);
    expect(() => problemArbitrary({ maxWidth: 1, rank: 'deficient' })).toThrow(/maxWidth/);
    const only: LambdaSign = 'positive';
    expect(() => problemArbitrary({ accepts: ({ Nh, No }) => Nh > No, lambda: only })).toThrow(/maxWidth/);
  });
});

/** The same record with every number 0. */
function zeroDraw(draw: unknown): unknown {
  if (typeof draw === 'number') return 0;
  if (Array.isArray(draw)) return draw.map(zeroDraw);
  return Object.fromEntries(Object.entries(draw as object).map(([name, part]) => [name, zeroDraw(part)]));
}

it('begins with a start exactly opposite to its task, and one whose modes the task leaves over', () => {
  const problems = degenerateProblemDraws().map(problemFromDraw());
  const isZero = ({ data }: Matrix<Rational>): boolean => data.every(entry => entry.sign() === 0);
  const opposite = problems.filter(({ problem: { W1, W2, sigmaYX } }) => {
    const sum = subtract(F, multiply(F, W2, W1), scale(F, Rational.of(-1), sigmaYX));
    return sigmaYX.rows > 1 && sigmaYX.cols > 1 && !isZero(sigmaYX) && isZero(sum);
  });
  expect(opposite.length).toBeGreaterThan(0);
  const beside = problems.filter(({ problem: { W1, W2, sigmaYX } }) => {
    const map = multiply(F, W2, W1);
    return !isZero(sigmaYX) && !isZero(map) && isZero(multiply(F, map.transpose(), sigmaYX));
  });
  expect(beside.length).toBeGreaterThan(0);
});
