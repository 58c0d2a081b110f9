import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Problem, problem } from '../src/network/problem.ts';
import { agreedDigits } from '../src/numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../src/numbers/decimal/decimalField.ts';
import {
  convert,
  identity,
  matrixExponential,
  multiply,
  scale,
  stackCols,
  stackRows,
  zeros,
} from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { gradientFlow } from './gradientFlow.ts';
import { expHamiltonian } from './hamiltonianExponential.ts';
import { type RiccatiAnswer, type RiccatiFlowOptions, riccatiFlow } from './riccatiFlow.ts';
import {
  balancedProblem,
  crossed,
  errorCode,
  generalProblem,
  rationals,
  scalarProblem,
} from './testing/testProblems.ts';

const field = decimalField(150);

function at(start: Problem, time: number | string, options: RiccatiFlowOptions = {}): RiccatiAnswer {
  return riccatiFlow(start, [Rational.of(time)], options)[0]!;
}

function similarity(W1: Matrix<Decimal>, W2: Matrix<Decimal>): Matrix<Decimal> {
  const Q = stackRows(crossed(field, W1).transpose(), crossed(field, W2));
  return multiply(field, Q, Q.transpose());
}

const positive = problem({
  sigmaYX: rationals([
    [2, '1/2'],
    ['-1/3', 1],
  ]),
  W1: rationals([
    ['3/5', '4/5'],
    ['-4/5', '3/5'],
  ]),
  W2: rationals([
    ['3/5', '-4/5'],
    ['4/5', '3/5'],
  ]),
});

describe('riccatiFlow', () => {
  it('agrees with the Taylor integration of the raw weights', () => {
    fc.assert(
      fc.property(balancedProblem, fc.constantFrom('1/8', '1/2', '5/4'), (start, time) => {
        const [weights] = gradientFlow(start, [Rational.of(time)], { digits: 20 });
        const similar = at(start, time, { digits: 20 });
        expect(similar.agreedDigits).toBeGreaterThanOrEqual(20);
        expect(agreedDigits(similarity(weights!.W1, weights!.W2), crossed(field, similar.QQ))).toBeGreaterThan(19);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('is X0 (I + X0 t)⁻¹ without a task and with λ = 0', () => {
    // X0 = w² [[1, 1], [1, 1]] has X0² = 2w² X0.
    const answer = at(scalarProblem(0, 3, 3, '5/2'), 10);
    const expected = convert(
      field,
      rationals([
        [1, 1],
        [1, 1],
      ]),
    ).map(entry => entry.times(9).div(73));
    expect(agreedDigits(crossed(field, answer.QQ), expected)).toBeGreaterThan(answer.agreedDigits - 1);
    expect(answer.agreedDigits).toBeGreaterThan(50);
  });

  it('learns the task at large times, which cost little', () => {
    const [, late, later] = riccatiFlow(
      positive,
      [1, 50, 400].map(t => Rational.of(t)),
    );
    const sigmaYX = convert(field, positive.sigmaYX);
    expect(agreedDigits(crossed(field, later!.QQ.slice(2, 4, 0, 2)), sigmaYX)).toBeGreaterThan(60);
    // At t = 50 what is left is e^(−2 s_min t), and not less.
    const left = agreedDigits(crossed(field, late!.QQ.slice(2, 4, 0, 2)), sigmaYX);
    expect(left).toBeGreaterThan(40);
    expect(left).toBeLessThan(60);
    expect(later!.agreedDigits).toBeGreaterThanOrEqual(50);
  });

  it('leaves a mode unlearned that starts exactly at zero, however long: no rounding frees it', () => {
    // Σyx = u1 v1ᵀ + 2 u2 v2ᵀ, weights in mode 1 only, with rotated modes.
    const [U, V] = [
      rationals([
        ['3/5', '-4/5'],
        ['4/5', '3/5'],
      ]),
      rationals([
        ['12/13', '-5/13'],
        ['5/13', '12/13'],
      ]),
    ];
    const exact = rationalField;
    const modes = rationals([
      [1, 0],
      [0, 2],
    ]);
    const half = rationals([
      ['1/2', 0],
      [0, 0],
    ]);
    const start = problem({
      sigmaYX: multiply(exact, multiply(exact, U, modes), V.transpose()),
      W1: multiply(exact, half, V.transpose()),
      W2: multiply(exact, U, half),
    });
    const answer = at(start, 100);
    const learned = field.div(field.one, field.add(field.one, field.mul(field.of(3), field.exp(field.of(-200)))));
    const expected = convert(field, multiply(exact, U.slice(0, 2, 0, 1), V.slice(0, 2, 0, 1).transpose()));
    const map = crossed(field, answer.QQ.slice(2, 4, 0, 2));
    expect(agreedDigits(map, scale(field, learned, expected))).toBeGreaterThan(49);
  });

  it('keeps its word on a block that decays far below the others: w1/w2 falls like e^(−λt) without a task', () => {
    // λ = 1: at t = 50 the block W1ᵀW1 is near 1e-44.
    const answer = at(scalarProblem(0, '3/4', '5/4'), 50, { digits: 12 });
    const ratio = field.of(Rational.of('3/5')).times(field.exp(field.of(-50)));
    const expected = ratio.times(ratio);
    const found = field.cross(answer.QQ.at(0, 0)).div(field.cross(answer.QQ.at(1, 1)));
    const right = -Math.log10(field.toNumber(found.div(expected).minus(1).abs()));
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(12);
    expect(right).toBeGreaterThan(answer.agreedDigits - 1);
  });

  it('claims no digits that it cannot see: a change of 1e-100 is below the last place of both runs', () => {
    const answer = at(scalarProblem(2, '1/2', '1/2'), '1e-100', { digits: 12 });
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(12);
    expect(answer.agreedDigits).toBeLessThan(40);
  });

  it('agrees to no more digits than are right', () => {
    fc.assert(
      fc.property(balancedProblem, fc.constantFrom('1/8', '2', '20', '300'), (start, time) => {
        const answer = at(start, time, { digits: 15, maxDigits: 1000 });
        const better = at(start, time, { digits: 50, maxDigits: 1000 });
        expect(agreedDigits(answer.QQ, better.QQ)).toBeGreaterThan(Math.min(answer.agreedDigits, 49) - 1);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it('runs on decimal.js alone with the same result', () => {
    const [fixed, decimal] = (['bigint', 'decimal'] as const).map(arithmetic =>
      at(positive, '3/2', { digits: 30, arithmetic }),
    );
    expect(agreedDigits(fixed!.QQ, decimal!.QQ)).toBeGreaterThan(30);
  });

  it('gives the exact start at time 0 and on a fixed point', () => {
    expect(
      at(scalarProblem(2, '1/2', '1/2'), 0)
        .QQ.toRows()
        .map(row => row.map(String)),
    ).toEqual([
      ['0.25', '0.25'],
      ['0.25', '0.25'],
    ]);
    const still = at(scalarProblem(4, 2, 2), 1000);
    expect(still.agreedDigits).toBe(Number.POSITIVE_INFINITY);
    expect(still.QQ.data.map(Number)).toEqual([4, 4, 4, 4]);
  });

  it('refuses what it is not made for', () => {
    const unbalanced = problem({ sigmaYX: rationals([[1]]), W1: rationals([[1], [0]]), W2: rationals([[0, 1]]) });
    expect(errorCode(() => at(unbalanced, 1))).toBe('NOT_BALANCED');
    expect(errorCode(() => at(generalProblem(), 1))).toBe('NOT_WHITE');
    const uneven = rationals([
      [1, 0],
      [0, 2],
    ]);
    expect(() => at({ ...positive, sigmaXX: uneven }, 1)).toThrow('must be the identity at entry 4, got "2"');
    expect(
      errorCode(() =>
        at(
          {
            ...positive,
            sigmaXX: rationals([
              [1, 0],
              [0, 2],
            ]),
          },
          1,
        ),
      ),
    ).toBe('NOT_WHITE');
    expect(
      at(
        {
          ...positive,
          sigmaXX: rationals([
            [1, 0],
            [0, 1],
          ]),
        },
        1,
      ).agreedDigits,
    ).toBeGreaterThanOrEqual(50);
    expect(errorCode(() => at(positive, -1))).toBe('RANGE');
    expect(errorCode(() => at(positive, 1, { digits: 5 }))).toBe('RANGE');
    expect(errorCode(() => at(positive, '1e9'))).toBe('PRECISION');
    expect(errorCode(() => at(positive, 1, { digits: 50, maxDigits: 55 }))).toBe('PRECISION');
  });

  it('takes unbalanced weights only when told to, and then solves another equation', () => {
    const unbalanced = problem({ sigmaYX: rationals([[1]]), W1: rationals([[1], [0]]), W2: rationals([[1, 1]]) });
    const answer = at(unbalanced, '1/2', { digits: 20, allowUnbalanced: true });
    const [weights] = gradientFlow(unbalanced, [Rational.of('1/2')], { digits: 20 });
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(20);
    expect(agreedDigits(similarity(weights!.W1, weights!.W2), crossed(field, answer.QQ))).toBeLessThan(2);
  });
});

describe('expHamiltonian', () => {
  const F = rationals([
    ['-1/2', 2, '1/3'],
    [2, '1/2', 0],
    ['1/3', 0, '1/2'],
  ]);

  it('is the exponential of the whole matrix, block by block', () => {
    const exact = rationalField;
    const whole = stackRows(
      stackCols(scale(exact, Rational.of(-1), F), identity(exact, 3)),
      stackCols(zeros(exact, 3, 3), F),
    );
    const expected = matrixExponential(field, scale(field, field.of(Rational.of('7/3')), convert(field, whole)));
    const narrow = decimalField(80);
    const { decay, mixed, growth } = expHamiltonian(narrow, F, Rational.of('7/3'));
    expect(agreedDigits(decay, expected.slice(0, 3, 0, 3))).toBeGreaterThan(70);
    expect(agreedDigits(mixed, expected.slice(0, 3, 3, 6))).toBeGreaterThan(70);
    expect(agreedDigits(growth, expected.slice(3, 6, 3, 6))).toBeGreaterThan(70);
  });
});
