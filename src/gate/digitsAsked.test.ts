import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import type { Case } from '../judge/case.ts';
import { problem } from '../network/problem.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { momentsOf } from './moment.ts';
import { attainableOfProblem } from './twoLayers.ts';

const one = (value: string): Matrix<Rational> => new Matrix(1, 1, [Rational.of(value)]);

/** 1-1-1, w1 and w2, task s, at t. */
const mode = (w1: string, w2: string, s: string, t: string): Case => ({
  problem: problem({ W1: one(w1), W2: one(w2), sigmaYX: one(s) }),
  lambda: Rational.ZERO,
  time: Rational.of(t),
  extra: {},
});

const attainable = (given: Case, weights = false) => {
  const { time } = given;
  const moments = momentsOf(TRUTH, given, [Rational.ZERO, time.div(Rational.of(2)), time]);
  return attainableOfProblem(TRUTH, given, moments, weights);
};

describe('attainableOfProblem', () => {
  it('leaves all but the headroom of 64 roundings to a well-conditioned case', () => {
    const digits = attainable(mode('1', '1', '2', '1'));
    expect(digits(2, 'W2W1')).toBeGreaterThan(13.5);
    expect(digits(2, 'W2W1')).toBeLessThan(14.2);
  });

  // w = w1 = −w2 runs into the saddle at 0; a change δ of w1 + w2 grows like e^(2st) beside a state that falls like e^(−st).
  it('falls by what rounding grows beside a saddle, until nothing can be asked', () => {
    const at = (t: string) => attainable(mode('-1', '1', '1', t), true)(2, 'W1');
    expect(at('1')).toBeGreaterThan(12);
    // κ is e^(2st) up to a factor of order 1: 2·(6 − 3)/ln 10 = 2.6 digits between t = 3 and t = 6.
    expect(at('3') - at('6')).toBeGreaterThan(1.9);
    expect(at('3') - at('6')).toBeLessThan(3.3);
    expect(at('16')).toBe(0);
  });

  it('asks for nothing where a change of 2⁻³⁴ already leads elsewhere, however large the rest of the state is', () => {
    const diagonal = (...entries: number[]) => Matrix.generate(2, 2, (i, j) => Rational.of(i === j ? entries[i]! : 0));
    const start = problem({ W1: diagonal(1, -1), W2: diagonal(1, 1), sigmaYX: diagonal(2, 1) });
    const given: Case = { problem: start, lambda: Rational.ZERO, time: Rational.of(26), extra: {} };
    expect(attainable(given)(2, 'W2W1')).toBe(0);
    expect(attainable({ ...given, time: Rational.of(1) })(2, 'W2W1')).toBeGreaterThan(12);
  });

  it('is the same whenever it is asked', () => {
    const given = mode('1/2', '1/2', '3', '2');
    const parts = ['W1ᵀW1', 'W2W1', 'loss', 'NTK'] as const;
    const [first, again] = [attainable(given), attainable(given)];
    for (const part of parts) expect(again(2, part)).toBe(first(2, part));
  });

  it('counts what happens half-way: a state that comes close to a saddle forgets its start, not its rounding', () => {
    // From t/2 on the state is small and grows; what is rounded there is magnified, what was rounded before has died out or not.
    const passing = attainable(mode('-1', '1.0000001', '1', '16'));
    expect(passing(2, 'W2W1')).toBeLessThan(attainable(mode('1', '1', '1', '16'))(2, 'W2W1') - 2);
  });
});
