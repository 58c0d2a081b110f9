import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/network/problem.ts';
import { exactly } from '../../src/numbers/decimal/exactly.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { riccatiFlow } from '../riccatiFlow.ts';
import { startOfAnySize } from '../testing/riccatiInputs.ts';
import { balancedProblem, rationals, scalarProblem } from '../testing/testProblems.ts';
import { type BoundedMatrix, correlationAt } from './correlationAt.ts';
import { log2Norm, overOneDenominator } from './integerMatrix.ts';
import { linearFlow } from './linearFlow.ts';
import { riccatiEquation } from './riccatiEquation.ts';

function at(problem: Problem, time: string, accuracyBits: number): BoundedMatrix {
  return correlationAt(linearFlow(riccatiEquation(problem, false)), Rational.of(time), accuracyBits);
}

/** log2 of ‖a − b‖_F, b being the finer one. */
function log2Distance(a: BoundedMatrix, b: BoundedMatrix): number {
  const more = BigInt(b.fractionBits - a.fractionBits);
  return log2Norm(a.entries.map((entry, i, j) => (entry << more) - b.entries.at(i, j))) - b.fractionBits;
}

const accuracies = fc.constantFrom(30, 60, 150, 1500);

describe('correlationAt', () => {
  it('is off by no more than its bound, at the accuracy asked for', () => {
    const times = fc.constantFrom('1/100', '1/8', '2', '20', '300');
    fc.assert(
      fc.property(startOfAnySize, times, accuracies, (problem, time, bits) => {
        const answer = at(problem, time, bits);
        const finer = at(problem, time, bits + 200);
        expect(log2Distance(answer, finer)).toBeLessThanOrEqual(answer.log2Error);
        expect(answer.log2Error).toBeLessThan(-bits);
        expect(answer.log2Error).toBeGreaterThan(-bits - 40);
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  it.each([-60, -10, 0, 10])('is so where the task is as small as 2^%i, and the time as long', exponent => {
    const task = exponent < 0 ? Rational.ratio(1n, 1n << BigInt(-exponent)) : Rational.of(2 ** exponent);
    const problem = { ...scalarProblem(1, 1, 1), sigmaYX: rationals([[task.toString()]]) };
    const answer = at(problem, Rational.ONE.div(task).toString(), 60);
    expect(answer.log2Error).toBeLessThan(-60);
    expect(log2Distance(answer, at(problem, Rational.ONE.div(task).toString(), 300))).toBeLessThanOrEqual(
      answer.log2Error,
    );
  });

  it('is right by decimal.js, which shares none of its arithmetic', () => {
    fc.assert(
      fc.property(balancedProblem, fc.constantFrom('1/8', '2', '9'), (problem, time) => {
        const answer = at(problem, time, 100);
        const [decimal] = riccatiFlow(problem, [Rational.of(time)], { digits: 40, arithmetic: 'decimal' });
        const { entries, denominator } = overOneDenominator(exactly(decimal!.QQ));
        const off = answer.entries.map(
          (entry, i, j) => entry - (entries.at(i, j) << BigInt(answer.fractionBits)) / denominator,
        );
        expect(log2Norm(off) - answer.fractionBits).toBeLessThanOrEqual(answer.log2Error);
      }),
      { numRuns: 40, seed: 12 },
    );
  });

  it.each([
    ['a start on the stable side of the saddle at zero', scalarProblem(2, 1, -1)],
    [
      'a mode that starts at zero',
      {
        ...scalarProblem(0, 0, 0),
        sigmaYX: rationals([
          [3, 0],
          [0, 2],
        ]),
        W1: rationals([[0, 1]]),
        W2: rationals([[0], [1]]),
      },
    ],
  ])('stays on a saddle for as long as is asked: %s', (_, problem) => {
    const answer = at(problem, '1000', 80);
    expect(answer.log2Error).toBeLessThan(-80);
    expect(log2Distance(answer, at(problem, '1000', 4000))).toBeLessThanOrEqual(answer.log2Error);
    const largest = answer.entries.data.map(entry => Number(entry) / 2 ** answer.fractionBits);
    expect(Math.max(...largest.map(Math.abs))).toBeLessThan(2.001);
    expect(Math.abs(largest[0]!)).toBeLessThan(1e-20);
  });
});
