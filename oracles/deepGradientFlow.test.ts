import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balances } from '../src/network/balance.ts';
import { type Flow, flow, flowOf } from '../src/network/flow.ts';
import { agreedDigits } from '../src/numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../src/numbers/decimal/decimalField.ts';
import { exactly } from '../src/numbers/decimal/exactly.ts';
import { convert, frobeniusNorm, multiply, product, scale, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { type DeepOracleAnswer, deepGradientFlow, type GradientFlowOptions } from './deepGradientFlow.ts';
import { flowSeries } from './flowSeries.ts';
import { gradientFlow } from './gradientFlow.ts';
import { anyFlow, correlated, deepFlow, scalarFlow, someHeld } from './testing/testFlows.ts';
import { anyProblem, crossed, errorCode, generalProblem, rationals } from './testing/testProblems.ts';

const field = decimalField(120);
const of = (value: number | string): Decimal => field.of(Rational.of(value));
const scalar = (value: Decimal): Matrix<Decimal> => new Matrix(1, 1, [value]);

function at(start: Flow, time: number | string, options: GradientFlowOptions = {}): DeepOracleAnswer {
  return deepGradientFlow(start, [Rational.of(time)], options)[0]!;
}

function here({ layers }: Pick<DeepOracleAnswer, 'layers'>): Matrix<Decimal>[] {
  return layers.map(layer => crossed(field, layer));
}

/** Digits to which every layer of one unit is as stated. */
function scalarDigits(answer: DeepOracleAnswer, expected: readonly Decimal[]): number {
  return Math.min(...here(answer).map((layer, j) => agreedDigits(layer, scalar(expected[j]!))));
}

describe('deepGradientFlow on solutions known by hand', () => {
  it('1-1-1-1 without a task: w = (w0⁻⁴ + 4t)^(−1/4)', () => {
    const answer = at(scalarFlow(0, ['1/2', '1/2', '1/2'], { tau: Rational.of('3/2') }), 9);
    // t/τ = 6, so that w⁻⁴ = 16 + 24
    const w = field.one.div(field.sqrt(field.sqrt(of(40))));
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(50);
    expect(scalarDigits(answer, [w, w, w])).toBeGreaterThan(answer.agreedDigits - 1);
  });

  it('1-1-1-1 that decays: v = w⁻⁴ solves v̇ = 4 + 4γv', () => {
    const answer = at(scalarFlow(0, ['1/2', '1/2', '1/2'], { decay: Rational.of('1/3') }), 3);
    const v = of(19)
      .times(field.exp(of(4)))
      .minus(3);
    const w = field.one.div(field.sqrt(field.sqrt(v)));
    expect(scalarDigits(answer, [w, w, w])).toBeGreaterThan(49);
  });

  it('1-1-1-1 with its middle layer held at c: the logistic curve of two layers in time ct', () => {
    const mask = [1, 0, 1].map(mark => new Matrix<0 | 1>(1, 1, [mark as 0 | 1]));
    const answer = at(scalarFlow(2, ['1/2', '3/4', '1/2'], { mask }), 2);
    // a = w1w3 has ȧ = 2ca(s − ca): q = ca is logistic, q̇ = 2cq(s − q).
    const [s, c, t] = [of(2), of('3/4'), of(2)];
    const q0 = c.div(4);
    const q = s.div(
      field.one.plus(
        s
          .div(q0)
          .minus(1)
          .times(field.exp(s.times(c).times(t).times(-2))),
      ),
    );
    const w = field.sqrt(q.div(c));
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(50);
    expect(scalarDigits(answer, [w, c, w])).toBeGreaterThan(49);
  });

  it('1-1-1-1 with a task: w = z, ż = z²(s − z³), by the time that its integral takes', () => {
    const answer = at(scalarFlow('27/8', [1, 1, 1]), '1/20');
    const [first] = here(answer);
    const z = first!.at(0, 0);
    // ∫dz/(z²(r³ − z³)), r = 3/2, in partial fractions: −1/(r³z) − ln(r − z)/(3r⁴) + ln(z² + rz + r²)/(6r⁴) − atan(…)/(√3 r⁴)
    const r = of('3/2');
    const r3 = r.times(r).times(r);
    const r4 = r3.times(r);
    const primitive = (x: Decimal): Decimal => {
      const slope = x
        .times(2)
        .plus(r)
        .div(r.times(field.sqrt(of(3))));
      return field.one
        .div(r3.times(x))
        .neg()
        .minus(field.log(r.minus(x)).div(r4.times(3)))
        .plus(field.log(x.times(x).plus(r.times(x)).plus(r.times(r))).div(r4.times(6)))
        .minus(slope.atan().div(field.sqrt(of(3)).times(r4)));
    };
    const spent = primitive(z).minus(primitive(field.one));
    expect(agreedDigits(scalar(spent), scalar(of('1/20')))).toBeGreaterThan(48);
  });

  it('leaves a saddle as slowly as many small layers do: w⁻³ falls by 3 per unit of time, with decay too', () => {
    // ẇ = w⁴(1 − w⁵) − γw, where w⁵ is below 1e-11: v = w⁻³ solves v̇ = 3γv − 3.
    const small = new Array<string>(5).fill('1/1000');
    for (const time of ['1e8', '3.3e8']) {
      const answer = at(scalarFlow(1, small), time, { digits: 20 });
      const w = field.one.div(of(1e9).minus(of(time).times(3)).cbrt());
      expect(answer.agreedDigits).toBeGreaterThanOrEqual(20);
      expect(scalarDigits(answer, [w, w, w, w, w])).toBeGreaterThan(time === '1e8' ? 14 : 11);
      const finer = at(scalarFlow(1, small), time, { digits: 35 });
      expect(
        scalarDigits(
          answer,
          here(finer).map(layer => layer.at(0, 0)),
        ),
      ).toBeGreaterThan(answer.agreedDigits - 1);
    }
    const answer = at(scalarFlow(1, small, { decay: Rational.of('2.5e-10') }), '1e8', { digits: 20 });
    const w = field.one.div(
      of(4e9)
        .minus(of(3e9).times(field.exp(of('0.075'))))
        .cbrt(),
    );
    expect(scalarDigits(answer, [w, w, w, w, w])).toBeGreaterThan(14);
    // One layer large: the others move in a time of 1/(s w³) just the same.
    const uneven = at(scalarFlow(1, ['2', ...small.slice(1)]), '1e5', { digits: 15 });
    const finer = at(scalarFlow(1, ['2', ...small.slice(1)]), '1e5', { digits: 30 });
    expect(
      scalarDigits(
        uneven,
        here(finer).map(layer => layer.at(0, 0)),
      ),
    ).toBeGreaterThan(14);
  });

  it('one layer: linear, from zero too, W = Σyx(1 − e^(−(x+γ)t))/(x + γ) for inputs of variance x', () => {
    const inputs = { sigmaXX: rationals([[2]]), decay: Rational.of('1/2') };
    for (const rest of [{}, { sigmaXX: inputs.sigmaXX }, { decay: inputs.decay }, inputs]) {
      const rate = of(rest === inputs ? '5/2' : 'sigmaXX' in rest ? 2 : 'decay' in rest ? '3/2' : 1);
      const answer = at(scalarFlow(3, [0], rest), 4);
      const expected = of(3)
        .div(rate)
        .times(field.one.minus(field.exp(rate.times(-4))));
      expect(scalarDigits(answer, [expected])).toBeGreaterThan(49);
    }
  });

  it('2-2-2-2 with aligned equal modes: each is the scalar flow of its own strength', () => {
    const modes = [
      [2, '1/2'],
      ['1/3', '2/3'],
    ] as const;
    const layer = rationals([
      [modes[0][1], 0],
      [0, modes[1][1]],
    ]);
    const start = flow({
      layers: [layer, layer, layer],
      sigmaYX: rationals([
        [modes[0][0], 0],
        [0, modes[1][0]],
      ]),
    });
    const [found] = here(at(start, 1));
    modes.forEach(([s, w], i) => {
      const [alone] = here(at(scalarFlow(s, [w, w, w]), 1));
      expect(agreedDigits(scalar(found!.at(i, i)), alone!)).toBeGreaterThan(48);
    });
    expect(found!.at(0, 1).isZero()).toBe(true);
  });
});

describe('deepGradientFlow', () => {
  it('solves a 2-3-3-2 flow to 40 digits, and its balances are conserved to all of them', () => {
    for (const start of [deepFlow(), deepFlow({ sigmaXX: correlated })]) {
      const answers = deepGradientFlow(
        start,
        ['1/2', 2, 10].map(time => Rational.of(time)),
        { digits: 40 },
      );
      const before = balances(
        field,
        start.layers.map(layer => convert(field, layer)),
      );
      for (const answer of answers) {
        expect(answer.agreedDigits).toBeGreaterThanOrEqual(40);
        balances(field, here(answer)).forEach((after, j) => {
          expect(agreedDigits(after, before[j]!)).toBeGreaterThan(39.5);
        });
      }
    }
  });

  it('lets balances fall like e^(−2γt/τ) where weights decay', () => {
    const start = deepFlow({ decay: Rational.of('1/3') });
    const before = balances(
      field,
      start.layers.map(layer => convert(field, layer)),
    );
    const after = balances(field, here(at(start, 3, { digits: 40 })));
    // 2γt/τ = 2 · 1/3 · 3 / (3/2)
    const factor = field.exp(field.div(of(-4), of(3)));
    after.forEach((found, j) => {
      expect(agreedDigits(found, scale(field, factor, before[j]!))).toBeGreaterThan(39);
    });
  });

  it('agrees with the exact series of the flow at a short time, with everything the gradient can have', () => {
    const flows = [
      deepFlow(),
      deepFlow({ sigmaXX: correlated, decay: Rational.of('1/5') }),
      deepFlow({ mask: someHeld(deepFlow()) }),
      deepFlow({ sigmaXX: correlated, decay: Rational.of(2), mask: someHeld(deepFlow()) }),
      scalarFlow('1/3', ['1/2', '-2/3', '1/4', 1]),
      { layers: [deepFlow().layers[0]!], sigmaYX: deepFlow().layers[0]!, sigmaXX: correlated, tau: Rational.ONE },
    ];
    const time = Rational.of('1e-4');
    for (const start of flows) {
      const answer = here(at(start, '1e-4', { digits: 30 }));
      flowSeries(start, 8).forEach((coefficients, j) => {
        const sum = coefficients.reduceRight((total, coefficient) =>
          total.map((entry, row, col) => entry.mul(time).add(coefficient.at(row, col))),
        );
        // The ninth coefficient times 1e-36.
        expect(agreedDigits(answer[j]!, convert(field, sum))).toBeGreaterThan(28);
      });
    }
  });

  it('is gradientFlow itself at two layers, to the bit', () => {
    fc.assert(
      fc.property(fc.oneof(anyProblem, fc.constant(generalProblem())), problem => {
        const [deep] = deepGradientFlow(flowOf(problem), [Rational.of('1/2')], { digits: 15 });
        const [two] = gradientFlow(problem, [Rational.of('1/2')], { digits: 15 });
        expect(deep!.layers.map(layer => layer.map(String))).toEqual([two!.W1.map(String), two!.W2.map(String)]);
        expect(deep!.agreedDigits).toBe(two!.agreedDigits);
      }),
      { numRuns: 10, seed: 4 },
    );
  });

  it('agrees with two layers where further ones are held at the identity', () => {
    const [W1, W2, I] = [deepFlow().layers[0]!, deepFlow().layers[2]!, identity(3)];
    const ones = (layer: Matrix<Rational>, mark: 0 | 1): Matrix<0 | 1> => layer.map(() => mark);
    const sigmaYX = deepFlow().sigmaYX;
    const held = flow({ layers: [W1, I, W2], sigmaYX, mask: [ones(W1, 1), ones(I, 0), ones(W2, 1)] });
    const [two] = gradientFlow({ W1, W2, sigmaYX, tau: Rational.ONE }, [Rational.of(3)], { digits: 30 });
    const answer = at(held, 3, { digits: 30 });
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(30);
    const [first, middle, last] = here(answer);
    expect(agreedDigits(first!, crossed(field, two!.W1))).toBeGreaterThan(29.5);
    expect(agreedDigits(last!, crossed(field, two!.W2))).toBeGreaterThan(29.5);
    expect(middle!.map(String)).toEqual(I.map(String));
  });

  it('runs on decimal.js alone with the same result', () => {
    for (const rest of [{}, { sigmaXX: correlated, decay: Rational.of('1/4'), mask: someHeld(deepFlow()) }]) {
      const [fixed, decimal] = (['bigint', 'decimal'] as const).map(arithmetic =>
        here(at(deepFlow(rest), '1/4', { digits: 15, arithmetic })),
      );
      fixed!.forEach((layer, j) => {
        expect(agreedDigits(layer, decimal![j]!)).toBeGreaterThan(15);
      });
    }
  });

  it('agrees to no more digits than are right, at any depth and with everything the gradient can have', () => {
    const rest = fc.record({
      decay: fc.constantFrom(undefined, Rational.of('1/3')),
      held: fc.boolean(),
    });
    const start = fc.integer({ min: 1, max: 5 }).chain(depth => anyFlow(depth, 2));
    fc.assert(
      fc.property(start, rest, (white, { decay, held }) => {
        const full = { ...white, ...(decay && { decay }), ...(held && { mask: someHeld(white) }) };
        const [rough, fine] = [12, 35].map(digits => at(full, '1/8', { digits }));
        rough!.layers.forEach((layer, j) => {
          expect(agreedDigits(layer, fine!.layers[j]!)).toBeGreaterThan(Math.min(rough!.agreedDigits, 34) - 1);
        });
      }),
      { numRuns: 20, seed: 6 },
    );
  });

  it('goes on from its own answer as if it had never stopped', () => {
    const start = deepFlow({ sigmaXX: correlated, decay: Rational.of('1/7'), mask: someHeld(deepFlow()) });
    const [half, whole] = deepGradientFlow(
      start,
      ['1/2', 1].map(time => Rational.of(time)),
      { digits: 25 },
    );
    const again = at({ ...start, layers: half!.layers.map(exactly) }, '1/2', { digits: 25 });
    again.layers.forEach((layer, j) => {
      expect(agreedDigits(layer, whole!.layers[j]!)).toBeGreaterThan(23.5);
    });
  });

  it('keeps held weights to the last digit, decay or not', () => {
    const start = deepFlow({ mask: someHeld(deepFlow()), decay: Rational.of(1) });
    const exact = start.layers.map(layer => convert(decimalField(30), layer));
    at(start, 2, { digits: 30 }).layers.forEach((layer, j) => {
      layer.data.forEach((entry, index) => {
        const same = entry.toSignificantDigits(25).eq(exact[j]!.data[index]!.toSignificantDigits(25));
        expect(same).toBe(start.mask![j]!.data[index] === 0);
      });
    });
  });

  it('gives the exact start at time 0, at rest, and of layers that stay where others move', () => {
    const third = scalarFlow(2, ['1/3', 0, 0]);
    expect(at(third, 1000).layers[0]!.at(0, 0).toFixed(20)).toBe('0.33333333333333333333');
    expect(at(scalarFlow(2, ['1/2', 2, 2]), 50).agreedDigits).toBe(Number.POSITIVE_INFINITY);
    expect(at(scalarFlow(2, ['1/2', 1]), 0).agreedDigits).toBe(Number.POSITIVE_INFINITY);
    // Two zero layers feel no force; the third decays alone.
    const answer = at(scalarFlow(2, [0, 0, 3], { decay: Rational.of('1/2') }), 4);
    const expected = of(3).times(field.exp(of(-2)));
    expect(answer.agreedDigits).toBeGreaterThanOrEqual(50);
    expect(scalarDigits(answer, [field.zero, field.zero, expected])).toBeGreaterThan(49);
    const partly = flow({
      layers: [rationals([[0], [0]]), rationals([[0, 0]]), rationals([[3]])],
      sigmaYX: rationals([[2]]),
      decay: Rational.of('1/2'),
      mask: [[[1], [0]], [[1, 1]], [[1]]].map(rows => Matrix.fromRows(rows as (0 | 1)[][])),
    });
    const [first, second, last] = here(at(partly, 4));
    expect([first, second].every(layer => layer!.data.every(entry => entry.isZero()))).toBe(true);
    expect(agreedDigits(last!, scalar(expected))).toBeGreaterThan(49);
    const holding = flow({
      layers: [rationals([[1]]), rationals([[0]])],
      sigmaYX: rationals([[0]]),
      decay: Rational.of(3),
    });
    expect(scalarDigits(at(holding, 1), [field.exp(of(-3)), field.zero])).toBeGreaterThan(49);
  });

  it('solves the equation: a centred difference of its answers is the right-hand side', () => {
    const start = deepFlow({ sigmaXX: correlated, decay: Rational.of('1/3') });
    const h = '1/100000000';
    const times = [-1, 0, 1].map(k => Rational.of('1/2').add(Rational.of(k).mul(Rational.of(h))));
    const [before, now, after] = deepGradientFlow(start, times, { digits: 40 }).map(here);
    const [W1, W2, W3] = now as [Matrix<Decimal>, Matrix<Decimal>, Matrix<Decimal>];
    const error = subtract(
      field,
      convert(field, start.sigmaYX),
      product(field, W3, W2, W1, convert(field, correlated)),
    );
    const force = product(field, W2.transpose(), W3.transpose(), error);
    const middle = product(field, W3.transpose(), error, W1.transpose());
    const last = multiply(field, error, product(field, W1.transpose(), W2.transpose()));
    [force, middle, last].forEach((slope, j) => {
      const whole = subtract(field, slope, scale(field, of('1/3'), now![j]!));
      const rise = subtract(field, after![j]!, before![j]!).map(entry => entry.div(of(h).times(2)).times(of('3/2')));
      expect(agreedDigits(rise, whole)).toBeGreaterThan(14);
      expect(field.toNumber(frobeniusNorm(field, whole))).toBeGreaterThan(0.01);
    });
  });

  it('refuses bad times and options, and says when digits or steps run out', () => {
    expect(deepGradientFlow(deepFlow(), [])).toEqual([]);
    expect(errorCode(() => at(deepFlow(), -1))).toBe('RANGE');
    expect(errorCode(() => at(deepFlow(), 1, { digits: 9 }))).toBe('RANGE');
    expect(errorCode(() => at(deepFlow(), 1, { maxSteps: 0 }))).toBe('RANGE');
    expect(errorCode(() => at(deepFlow(), 100, { digits: 20, maxSteps: 3 }))).toBe('PRECISION');
  });
});

function identity(size: number): Matrix<Rational> {
  return Matrix.generate(size, size, (i, j) => (i === j ? Rational.ONE : Rational.ZERO));
}
