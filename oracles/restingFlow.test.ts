import { describe, expect, it } from 'vitest';
import { observe } from '../src/network/observables/observe.ts';
import { agreedDigits, log10 } from '../src/numbers/decimal/agreement.ts';
import { decimalField } from '../src/numbers/decimal/decimalField.ts';
import { Rational } from '../src/numbers/rational.ts';
import { gradientFlow } from './gradientFlow.ts';
import { logSum, restingFlow } from './restingFlow.ts';
import { crossed, rationals, scalarProblem } from './testing/testProblems.ts';

const field = decimalField(200);
const matrixProblem = {
  ...scalarProblem(1, 1, 1),
  sigmaYX: rationals([
    [2, 1],
    [0, 1],
  ]),
  W1: rationals([
    [1, 0],
    ['1/2', 1],
  ]),
  W2: rationals([
    [1, '1/3'],
    [0, 1],
  ]),
};

describe('restingFlow', () => {
  it.each([
    ['1-1-1', scalarProblem(2, 1, 1), '40'],
    ['1-1-1, slow clock', scalarProblem(2, 1, 1, '3'), '120'],
    ['1-1-1, λ = 3', scalarProblem(1, 1, 2), '60'],
    ['2-2-2 of no balance', matrixProblem, '100'],
  ])('%s: the weights of the flow itself, and a bound of its loss that holds', (_, problem, time) => {
    const t = Rational.of(time);
    const rest = restingFlow(problem, t, { digits: 15 })!;
    const [moved] = gradientFlow(problem, [t], { digits: 120 });
    for (const layer of ['W1', 'W2'] as const) {
      expect(agreedDigits(crossed(field, rest[layer]), crossed(field, moved![layer]))).toBeGreaterThanOrEqual(
        rest.agreedDigits,
      );
    }
    expect(rest.agreedDigits).toBeGreaterThanOrEqual(15);
    const loss = log10(observe(field, problem, moved!).loss);
    expect(rest.log10Loss).toBeGreaterThan(loss);
    expect(rest.log10Loss).toBeLessThan(-30);
  });

  it.each([
    ['λ = 0', scalarProblem(2, 1, 1), 2 * 4],
    ['λ = 3', scalarProblem(1, 1, 2), 2 * Math.sqrt(13)],
  ])('1-1-1, %s: the loss falls like e^(−2(w1² + w2²)t/τ), w1² + w2² = √(λ² + 4s²) at rest', (_, problem, rate) => {
    const [early, late] = [1e5, 1e6].map(t => restingFlow(problem, Rational.of(t), { digits: 15 })!.log10Loss);
    expect((early! - late!) / 9e5 / (rate * Math.LOG10E)).toBeCloseTo(1, 6);
  });

  it.each([
    ['a saddle', scalarProblem(2, 1, -1)],
    ['a rank-limited optimum', { ...matrixProblem, W1: rationals([[1, 0]]), W2: rationals([[1], [0]]) }],
    ['nothing to learn', scalarProblem(0, 1, 1)],
  ])('says nothing of %s', (_, problem) => {
    expect(restingFlow(problem, Rational.of(100_000), { digits: 12 })).toBeUndefined();
  });
});

describe('logSum', () => {
  it('is log10 of the sum, whichever is larger, one of them perhaps 0', () => {
    for (const [a, b] of [
      [0, -1],
      [-1, 0],
    ] as const)
      expect(logSum(a, b)).toBeCloseTo(Math.log10(1.1), 14);
    expect(logSum(-500, -500)).toBeCloseTo(Math.log10(2) - 500, 12);
    expect(logSum(Number.NEGATIVE_INFINITY, -3)).toBe(-3);
  });
});
