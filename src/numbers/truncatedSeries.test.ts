import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCode } from '../../oracles/testing/testProblems.ts';
import { dualField } from './dualField.ts';
import { float64Field } from './float64Field.ts';
import { inverse, multiply } from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';
import { type Series, truncatedSeries } from './truncatedSeries.ts';

const ORDER = 5;
const exact = truncatedSeries(rationalField, ORDER);
const float = truncatedSeries(float64Field, ORDER);
const rational = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 5 }))
  .map(([n, d]) => Rational.of(n, d));
const series = fc.array(rational, { minLength: ORDER + 1, maxLength: ORDER + 1 });
const startsAtZero = ([start]: Series<Rational>): boolean => start!.sign() === 0;
const seed = { seed: 20261, numRuns: 40 };

function texts(a: Series<Rational>): string[] {
  return a.map(String);
}

/** x + ε as a series. */
function moving(x: number): Series<number> {
  return Array.from({ length: ORDER + 1 }, (_, k) => (k === 0 ? x : k === 1 ? 1 : 0));
}

/** Σ a_k h^k. */
function valueAt(a: Series<number>, h: number): number {
  return a.reduceRight((sum, coefficient) => sum * h + coefficient, 0);
}

describe('truncatedSeries', () => {
  it('obeys the laws of a commutative ring with unit, exactly', () => {
    fc.assert(
      fc.property(series, series, series, (a, b, c) => {
        expect(texts(exact.mul(a, b))).toEqual(texts(exact.mul(b, a)));
        expect(texts(exact.mul(exact.mul(a, b), c))).toEqual(texts(exact.mul(a, exact.mul(b, c))));
        expect(texts(exact.mul(a, exact.add(b, c)))).toEqual(texts(exact.add(exact.mul(a, b), exact.mul(a, c))));
        expect(texts(exact.mul(a, exact.one))).toEqual(texts(a));
        expect(texts(exact.add(a, exact.neg(a)))).toEqual(texts(exact.zero));
        expect(texts(exact.sub(a, b))).toEqual(texts(exact.add(a, exact.neg(b))));
      }),
      seed,
    );
  });

  it('has binomial coefficients: (1 + ε)^7 and 1/(1 − ε)²', () => {
    const one = Rational.ONE;
    const zeros = Array.from({ length: ORDER - 1 }, () => Rational.ZERO);
    const plus = [one, one, ...zeros];
    const minus = [one, one.neg(), ...zeros];
    const seventh = Array.from({ length: 7 }, () => plus).reduce<Series<Rational>>(
      (a, b) => exact.mul(a, b),
      exact.one,
    );
    expect(texts(seventh)).toEqual(['1', '7', '21', '35', '35', '21']);
    expect(texts(exact.div(exact.one, exact.mul(minus, minus)))).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('divides and takes roots so that products give back what was there, exactly', () => {
    fc.assert(
      fc.property(series, series, (a, b) => {
        fc.pre(!startsAtZero(b));
        expect(texts(exact.mul(exact.div(a, b), b))).toEqual(texts(a));
        const root = exact.sqrt(exact.mul(b, b));
        expect(texts(root)).toEqual(texts(exact.abs(b)));
      }),
      seed,
    );
  });

  it('keeps inverses of matrices: A⁻¹A = 1 to every order', () => {
    fc.assert(
      fc.property(fc.array(series, { minLength: 4, maxLength: 4 }), ([a, b, c, d]) => {
        fc.pre(a![0]!.mul(d![0]!).sub(b![0]!.mul(c![0]!)).sign() !== 0);
        const A = new Matrix(2, 2, [a!, b!, c!, d!]);
        const product = multiply(exact, inverse(exact, A), A);
        expect(product.data.map(exact.toString)).toEqual(['1', '0', '0', '1']);
      }),
      seed,
    );
  });

  it('agrees with dual numbers to first order', () => {
    const dual = dualField(rationalField);
    const first = truncatedSeries(rationalField, 1);
    fc.assert(
      fc.property(rational, rational, rational, rational, (v, d, w, e) => {
        fc.pre(w.sign() !== 0);
        for (const name of ['add', 'sub', 'mul', 'div'] as const) {
          const both = dual[name]({ v, d }, { v: w, d: e });
          expect(texts(first[name]([v, d], [w, e]))).toEqual([both.v.toString(), both.d.toString()]);
        }
      }),
      seed,
    );
  });

  it.each<[string, (x: Series<number>) => Series<number>, (x: number) => number]>([
    ['exp', x => float.exp(float.mul(x, x)), x => Math.exp(x * x)],
    ['log', x => float.log(float.add(x, float.of(2))), x => Math.log(x + 2)],
    ['sqrt', x => float.sqrt(float.add(float.mul(x, x), float.one)), x => Math.hypot(x, 1)],
    ['a quotient', x => float.div(float.exp(x), float.add(float.one, x)), x => Math.exp(x) / (1 + x)],
  ])('gives the function beside x as its series there: %s', (_name, ofSeries, ofNumber) => {
    const found = ofSeries(moving(0.7));
    for (const h of [1 / 64, -1 / 64, 1 / 128]) {
      // The first term left out has a coefficient below 2 in all of these.
      expect(Math.abs(valueAt(found, h) - ofNumber(0.7 + h))).toBeLessThan(2 * Math.abs(h) ** (ORDER + 1) + 1e-15);
    }
    // Central differences: (f(x+h) − f(x−h))/2h = a₁ + a₃h² + …, (f(x+h) − 2f(x) + f(x−h))/2h² = a₂ + a₄h² + …
    const h = 1e-3;
    const [up, at, down] = [0.7 + h, 0.7, 0.7 - h].map(ofNumber) as [number, number, number];
    expect((up - down) / (2 * h)).toBeCloseTo(found[1]! + found[3]! * h * h, 11);
    expect((up - 2 * at + down) / (2 * h * h)).toBeCloseTo(found[2]! + found[4]! * h * h, 8);
  });

  it('orders like numbers with an infinitely small ε > 0', () => {
    const tiny = [0, 0, 1, -5, 0, 0];
    expect(float.compare(tiny, float.zero)).toBeGreaterThan(0);
    expect(float.compare(moving(2), [2, 2, 0, 0, 0, 0])).toBeLessThan(0);
    expect(float.abs([0, -1, 7, 0, 0, 0])).toEqual([-0, 1, -7, -0, -0, -0]);
    expect(float.isZero(tiny)).toBe(false);
    expect(float.isFinite([0, 0, 0, 0, 0, Number.NaN])).toBe(false);
    expect(float.toString(tiny)).toBe('0 + 1ε^2 + -5ε^3');
    expect(float.toNumber(moving(3))).toBe(3);
  });

  it('refuses what the kept terms do not tell', () => {
    const rises = moving(0);
    expect(errorCode(() => float.div(float.one, rises))).toBe('RANGE');
    expect(errorCode(() => float.sqrt(rises))).toBe('RANGE');
    expect(errorCode(() => float.log(rises))).toBe('RANGE');
    // ε⁶ is 0 to order 5, and its root ε³ is not.
    const cube = float.mul(float.mul(rises, rises), rises);
    expect(float.isZero(float.mul(cube, cube))).toBe(true);
    expect(errorCode(() => float.sqrt(float.mul(cube, cube)))).toBe('RANGE');
    expect(errorCode(() => exact.sqrt(exact.of(2)))).toBe('PRECISION');
    expect(errorCode(() => float.sqrt(float.of(-1)))).toBe('RANGE');
    for (const order of [-1, 1.5, Number.NaN])
      expect(errorCode(() => truncatedSeries(float64Field, order))).toBe('RANGE');
  });
});
