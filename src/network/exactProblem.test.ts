import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float64Field } from '../numbers/float64Field.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { exactProblem, exactWeights, type ProblemLike } from './exactProblem.ts';
import { problemIn } from './problem.ts';

const good = {
  W1: [[1, '1/2']],
  W2: [Float64Array.of(0.1), Float64Array.of(-2)],
  sigmaYX: Matrix.fromRows([
    [Rational.of(1, 3), Rational.ZERO],
    [Rational.ZERO, Rational.ONE],
  ]),
};

describe('exactProblem', () => {
  it('takes every float64 for the fraction that it is, and gives it back', () => {
    const entry = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(entry, entry, entry, (a, b, c) => {
        const given = { W1: [[a]], W2: [Float64Array.of(b)], sigmaYX: Matrix.fromRows([[c]]) };
        const back = problemIn(float64Field, exactProblem(given));
        // −0 is the fraction 0
        expect([back.W1, back.W2, back.sigmaYX].map(matrix => matrix.at(0, 0))).toEqual([a + 0, b + 0, c + 0]);
      }),
      { seed: 2 },
    );
  });

  it('reads strings as written, rows and matrices alike', () => {
    const { W1, W2, sigmaYX, tau, sigmaXX } = exactProblem({ ...good, tau: '0.1' });
    expect(W1.map(String).toRows()).toEqual([['1', '1/2']]);
    expect(W2.at(0, 0).equals(Rational.of(0.1))).toBe(true);
    expect(W2.at(0, 0).equals(Rational.of('0.1'))).toBe(false);
    expect(sigmaYX).toEqual(good.sigmaYX);
    expect(tau.toString()).toBe('1/10');
    expect(sigmaXX).toBeUndefined();
    expect(exactProblem(good).tau.toString()).toBe('1');
  });

  it('takes what it gave', () => {
    const once = exactProblem({ ...good, sigmaXX: [[1, '1/4'], Float64Array.of(0.25, 2)] });
    expect(exactProblem(once)).toEqual(once);
    expect(exactWeights(once)).toEqual({ W1: once.W1, W2: once.W2 });
  });

  it.each<[string, unknown, string, string]>([
    ['nothing', undefined, 'FORMAT', 'problem'],
    ['rows alone', [[1]], 'FORMAT', 'problem'],
    ['no task', { ...good, sigmaYX: undefined }, 'FORMAT', 'sigmaYX'],
    ['a matrix without entries', { ...good, W1: new Matrix(0, 0, []) }, 'FORMAT', 'W1'],
    ['numbers that are no rows', { ...good, W1: [1, 2] }, 'FORMAT', 'W1 row 1'],
    ['a string as a row', { ...good, W1: ['12'] }, 'FORMAT', 'W1 row 1'],
    ['rows of two lengths', { ...good, W2: [[1], [1, 2]] }, 'SHAPE', 'W2 row 2'],
    ['infinity in a Float64Array', { ...good, W2: [[1], Float64Array.of(-1 / 0)] }, 'NOT_A_NUMBER', 'W2[2,1]'],
    ['NaN in a matrix', { ...good, W1: Matrix.fromRows([[Number.NaN, 1]]) }, 'NOT_A_NUMBER', 'W1[1,1]'],
    ['a bigint', { ...good, W1: [[1n, 1]] }, 'NOT_A_NUMBER', 'W1[1,1]'],
    ['a negative τ', { ...good, tau: -1 }, 'RANGE', 'tau'],
    ['layers that do not follow', { ...good, W2: [[1, 2]] }, 'SHAPE', 'W2'],
  ])('refuses %s', (_, parts, code, argument) => {
    expect(() => exactProblem(parts as ProblemLike)).toThrow(
      expect.objectContaining({ name: 'DloError', code, argument }),
    );
  });
});
