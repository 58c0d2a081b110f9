import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balance } from '../src/network/balance.ts';
import { type Problem, problem } from '../src/network/problem.ts';
import { agreedDigits } from '../src/numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../src/numbers/decimal/decimalField.ts';
import { exactly } from '../src/numbers/decimal/exactly.ts';
import { convert, frobeniusNorm, multiply, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { type GradientFlowOptions, gradientFlow, type OracleAnswer } from './gradientFlow.ts';
import { anyProblem, crossed, errorCode, generalProblem, rationals, scalarProblem } from './testing/testProblems.ts';

const field = decimalField(120);
const one = field.one;
const of = (value: number | string): Decimal => field.of(Rational.of(value));
const scalar = (value: Decimal): Matrix<Decimal> => new Matrix(1, 1, [value]);

function at(problem: Problem, time: number | string, options: GradientFlowOptions = {}): OracleAnswer {
  return gradientFlow(problem, [Rational.of(time)], options)[0]!;
}

/** Digits to which W2W1 of the oracle agrees with a value known by hand. */
function outputDigits(answer: OracleAnswer, expected: Matrix<Decimal>): number {
  return agreedDigits(multiply(field, crossed(field, answer.W2), crossed(field, answer.W1)), expected);
}

/** The logistic curve a(t) = s/(1 + (s/a0 − 1) e^(−2st)) of ȧ = 2a(s − a). */
function logistic(s: Decimal, a0: Decimal, t: Decimal): Decimal {
  const decay = s.times(t).times(-2).exp();
  return s.div(one.plus(s.div(a0).minus(1).times(decay)));
}

describe('gradientFlow on solutions known by hand', () => {
  it.each([
    ['2', '1/2', '1', '1'],
    ['2', '1/1000', '3', '2/3'],
    ['-3/2', '1/4', '1/2', '1'],
    ['1/7', '3', '4', '5'],
    ['1', '1e-8', '2', '1'],
  ])('1-1-1, λ = 0: the logistic curve (s = %s, w = %s, t = %s, τ = %s)', (s, w, t, tau) => {
    const answer = at(scalarProblem(s, w, w, tau), t);
    const expected = logistic(of(s), of(w).times(of(w)), of(t).div(of(tau)));
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(50);
    expect(outputDigits(answer, scalar(expected))).toBeGreaterThan(answer.agreedDigits - 1);
  });

  it('1-1-1 on the stable manifold of the saddle: w1 = −w2 stays there, ȧ = −2a(s − a)', () => {
    const answer = at(scalarProblem(1, 1, -1), 2);
    const expected = logistic(one, of(-1), of(-2));
    expect(outputDigits(answer, scalar(expected))).toBeGreaterThan(49);
    expect(answer.W1.at(0, 0).toString()).toBe(answer.W2.at(0, 0).neg().toString());
  });

  it('1-1-1 without a task: a(t) = a0/(1 + 2 a0 t)', () => {
    const answer = at(scalarProblem(0, 3, 3), 10);
    expect(outputDigits(answer, scalar(of('9/181')))).toBeGreaterThan(49);
  });

  it.each([
    ['1', '5/4', '3/4', '1'],
    ['1', '-3/4', '5/4', '2'],
    ['-2', '12/13', '-5/13', '1/2'],
  ])('1-1-1, λ ≠ 0: ȧ = √(λ² + 4a²)(s − a) (s = %s, w2 = %s, w1 = %s)', (s, w2, w1, t) => {
    // With v = (w1 + w2)²/λ, a = λ/4 (v − 1/v) and R = √(λ² + 4s²), the equation reads dv/dt = −λ/2 (v − p)(v − q),
    // p, q = (2s ± R)/λ, so that (v − p)/(v − q) decays like e^(−Rt).
    const lambda = of(w2)
      .times(of(w2))
      .minus(of(w1).times(of(w1)));
    const R = of(s).times(of(s)).times(4).plus(lambda.times(lambda)).sqrt();
    const p = of(s).times(2).plus(R).div(lambda);
    const q = of(s).times(2).minus(R).div(lambda);
    const sum = of(w1).plus(of(w2));
    const v0 = sum.times(sum).div(lambda);
    const k = v0
      .minus(p)
      .div(v0.minus(q))
      .times(R.times(of(t)).neg().exp());
    const v = p.minus(q.times(k)).div(one.minus(k));
    const a = lambda.div(4).times(v.minus(one.div(v)));
    expect(outputDigits(at(scalarProblem(s, w1, w2), t), scalar(a))).toBeGreaterThan(49);
  });

  it('2-2-2 with aligned modes: each mode follows its own logistic curve, in a rotated hidden basis too', () => {
    const hidden = rationals([
      ['3/5', '4/5'],
      ['-4/5', '3/5'],
    ]);
    const exact = rationals([
      ['1/2', 0],
      [0, '1/3'],
    ]);
    const W1 = Matrix.generate(2, 2, (i, j) => hidden.at(i, j).mul(exact.at(j, j)));
    const answer = at(
      problem({
        sigmaYX: rationals([
          [3, 0],
          [0, 1],
        ]),
        W1,
        W2: W1.transpose(),
      }),
      '3/4',
    );
    const modes = [logistic(of(3), of('1/4'), of('3/4')), logistic(one, of('1/9'), of('3/4'))];
    const expected = Matrix.generate(2, 2, (i, j) => (i === j ? modes[i]! : field.zero));
    expect(outputDigits(answer, expected)).toBeGreaterThan(49);
  });

  it('1-2-1: two hidden units that share a direction act as one', () => {
    const answer = at(
      problem({ sigmaYX: rationals([[2]]), W1: rationals([['3/10'], ['4/10']]), W2: rationals([['3/10', '4/10']]) }),
      1,
    );
    expect(outputDigits(answer, scalar(logistic(of(2), of('1/4'), one)))).toBeGreaterThan(49);
  });

  it('1-1-1 with inputs of variance x: ȧ = 2a(s − xa)', () => {
    const correlated = { ...scalarProblem(2, '1/2', '1/2'), sigmaXX: rationals([[3]]) };
    const expected = logistic(of(2), of('3/4'), of('4/5')).div(3);
    expect(outputDigits(at(correlated, '4/5'), scalar(expected))).toBeGreaterThan(49);
  });

  it('1-1-1 with a huge second layer: nearly the linear network s(1 − e^(−w2² t)), off by about s²/λ²', () => {
    const answer = at(scalarProblem(1, 0, 1000), '1/1000000');
    const digits = outputDigits(answer, scalar(one.minus(of(-1).exp())));
    expect(digits).toBeGreaterThan(11.7);
    expect(digits).toBeLessThan(14);
  });
});

describe('gradientFlow', () => {
  it('keeps W2ᵀW2 − W1W1ᵀ of any weights, with correlated inputs too', () => {
    fc.assert(
      fc.property(anyProblem, fc.constantFrom('1/3', '2'), (start, time) => {
        const answer = at(start, time, { digits: 30 });
        const weights = { W1: crossed(field, answer.W1), W2: crossed(field, answer.W2) };
        const before = balance(field, { W1: convert(field, start.W1), W2: convert(field, start.W2) });
        const drift = frobeniusNorm(field, subtract(field, balance(field, weights), before));
        // Weights of size 10 at most, right to 30 digits.
        expect(field.toNumber(drift)).toBeLessThan(1e-26);
      }),
      { numRuns: 12, seed: 1, examples: [[generalProblem(), '2']] },
    );
  });

  it('solves the equation: a centred difference of its answers is the right-hand side', () => {
    const start = generalProblem();
    const h = '1/100000000';
    const times = [-1, 0, 1].map(k => Rational.of('1/2').add(Rational.of(k).mul(Rational.of(h))));
    const [before, now, after] = gradientFlow(start, times, { digits: 40 });
    const { W1, W2 } = { W1: crossed(field, now!.W1), W2: crossed(field, now!.W2) };
    const sigmaXX = convert(field, start.sigmaXX!);
    const error = subtract(field, convert(field, start.sigmaYX), multiply(field, W2, multiply(field, W1, sigmaXX)));
    const slopes = { W1: multiply(field, W2.transpose(), error), W2: multiply(field, error, W1.transpose()) };
    for (const name of ['W1', 'W2'] as const) {
      const rise = subtract(field, crossed(field, after![name]), crossed(field, before![name]));
      const slope = rise.map(entry => entry.div(of(h).times(2)).times(of('3/2')));
      expect(agreedDigits(slope, slopes[name])).toBeGreaterThan(14);
    }
  });

  it('goes on from its own answer as if it had never stopped', () => {
    fc.assert(
      fc.property(anyProblem, start => {
        const [half, whole] = gradientFlow(start, [Rational.of('1/4'), Rational.of('1/2')], { digits: 20 });
        const again = at({ ...start, W1: exactly(half!.W1), W2: exactly(half!.W2) }, '1/4', { digits: 20 });
        expect(agreedDigits(again.W1, whole!.W1)).toBeGreaterThan(18);
        expect(agreedDigits(again.W2, whole!.W2)).toBeGreaterThan(18);
      }),
      { numRuns: 25, seed: 3, examples: [[generalProblem()]] },
    );
  });

  it('agrees to no more digits than are right', () => {
    fc.assert(
      fc.property(anyProblem, fc.constantFrom('1/16', '1/2', '3/2'), (start, time) => {
        const answer = at(start, time, { digits: 15 });
        const better = at(start, time, { digits: 45 });
        for (const name of ['W1', 'W2'] as const) {
          const right = agreedDigits(answer[name], better[name]);
          expect(right).toBeGreaterThan(Math.min(answer.agreedDigits, 44) - 1);
        }
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it.each([10, 200])('gives %s digits', digits => {
    const answer = at(scalarProblem(2, '1/2', '1/2'), 1, { digits });
    const wide = decimalField(300);
    const decay = wide.exp(wide.of(-4));
    const expected = wide.div(wide.of(2), wide.add(wide.one, wide.mul(wide.of(7), decay)));
    const found = wide.mul(wide.cross(answer.W1.at(0, 0)), wide.cross(answer.W2.at(0, 0)));
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(digits);
    expect(agreedDigits(scalar(found), scalar(expected))).toBeGreaterThan(digits);
  });

  it('takes weights from 1e-8 to 1e3 side by side', () => {
    const start = scalarProblem('1/3', '1e-8', 1000);
    const conserved = of(1000).times(1000).minus(of('1e-16'));
    const answer = at(start, '1/200000');
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(50);
    const [w1, w2] = [field.cross(answer.W1.at(0, 0)), field.cross(answer.W2.at(0, 0))];
    expect(agreedDigits(scalar(w2.times(w2).minus(w1.times(w1))), scalar(conserved))).toBeGreaterThan(49);
  });

  it('runs on decimal.js alone with the same result', () => {
    const [fixed, decimal] = (['bigint', 'decimal'] as const).map(arithmetic =>
      at(generalProblem(), '1/4', { digits: 20, arithmetic }),
    );
    expect(agreedDigits(fixed!.W1, decimal!.W1)).toBeGreaterThan(20);
    expect(agreedDigits(fixed!.W2, decimal!.W2)).toBeGreaterThan(20);
  });

  it('gives the exact start at time 0, and for ever where the slope is exactly zero', () => {
    const third = rationals([['1/3', '-2/7']]);
    const orthogonal = problem({
      sigmaYX: rationals([
        [2, 7],
        [6, 21],
      ]),
      W1: rationals([[0, 0]]),
      W2: rationals([[3], [-1]]),
    });
    for (const [start, time] of [
      [problem({ sigmaYX: rationals([[1, 1]]), W1: third, W2: rationals([['1/7']]) }), 0],
      [orthogonal, 100],
      [scalarProblem(2, '4/3', '3/2'), 1000],
    ] as const) {
      const answer = at(start, time);
      expect(answer.agreedDigits).toBeGreaterThanOrEqual(50);
      const exact = decimalField(100);
      const digits = agreedDigits(answer.W1, convert(exact, start.W1));
      expect(digits).toBeGreaterThan(60);
      expect(agreedDigits(answer.W2, convert(exact, start.W2))).toBeGreaterThan(60);
    }
    expect(at(scalarProblem(2, '1/2', '1/4'), 0).agreedDigits).toBe(Number.POSITIVE_INFINITY);
  });

  it('claims no digits that it cannot see: a change of 1e-100 is below the last place of both runs', () => {
    const answer = at(scalarProblem(2, '1/2', '1/4'), '1e-100', { digits: 12 });
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(12);
    expect(answer.agreedDigits).toBeLessThan(40);
  });

  it('climbs to more digits where a matrix decays far below the other', () => {
    // s = 0, so that w1 falls like e^(−λt), λ = 9 − 1e-6: 39 digits at t = 10.
    const answer = at(scalarProblem(0, '1/1000', 3), 10, { digits: 12 });
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(12);
    // d(w1/w2)/dt = −(w2² − w1²) w1/w2.
    const lambda = of(9).minus(of('1e-6'));
    const ratio = of('1e-3').div(3).times(lambda.times(-10).exp());
    expect(
      agreedDigits(scalar(field.cross(answer.W1.at(0, 0)).div(field.cross(answer.W2.at(0, 0)))), scalar(ratio)),
    ).toBeGreaterThan(11);
  });

  it('refuses where the digits allowed or the steps do not suffice, naming asked and reached', () => {
    const decaying = scalarProblem(0, '1/1000', 3);
    expect(errorCode(() => at(decaying, 10, { digits: 12, maxDigits: 30 }))).toBe('PRECISION');
    expect(() => at(decaying, 10, { digits: 12, maxDigits: 30 })).toThrow(
      /asked for are 12, reached \d+ within maxDigits.*30/,
    );
    expect(errorCode(() => at(scalarProblem(1, '1/2', '1/2'), 100, { digits: 20, maxSteps: 5 }))).toBe('PRECISION');
    expect(errorCode(() => at(scalarProblem('1e9', '1/2', '1/2'), '1e9', { digits: 10, maxSteps: 50 }))).toBe(
      'PRECISION',
    );
  });

  it('refuses bad times and options', () => {
    const start = scalarProblem(1, 1, '1/2');
    const times = (...values: (number | string)[]): Rational[] => values.map(value => Rational.of(value));
    expect(errorCode(() => gradientFlow(start, times(-1)))).toBe('RANGE');
    expect(errorCode(() => gradientFlow(start, times(1, 1)))).toBe('RANGE');
    expect(errorCode(() => gradientFlow(start, times(2, 1)))).toBe('RANGE');
    expect(errorCode(() => gradientFlow(start, times(1), { digits: 9 }))).toBe('RANGE');
    expect(errorCode(() => gradientFlow(start, times(1), { digits: 501 }))).toBe('RANGE');
    expect(errorCode(() => gradientFlow(start, times(1), { digits: 20.5 }))).toBe('RANGE');
    expect(errorCode(() => gradientFlow(start, times(1), { digits: 50, maxDigits: 49 }))).toBe('RANGE');
    expect(errorCode(() => gradientFlow(start, times(1), { maxSteps: 0 }))).toBe('RANGE');
    expect(() => gradientFlow(start, times('1/2', '1/3'))).toThrow('times[1] must be above 1/2, got "1/3"');
    expect(gradientFlow(start, [])).toEqual([]);
  });
});
