import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identity, multiply } from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import { Polynomial, polynomialField } from './polynomial.ts';
import { Rational } from './rational.ts';

const [x, y] = [Polynomial.letter('x'), Polynomial.letter('y')];
const polynomial = fc
  .array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.nat(2), fc.nat(2)), { maxLength: 4 })
  .map(terms =>
    terms.reduce((sum, [c, i, j]) => sum.add(x.pow(i).mul(y.pow(j)).scale(Rational.of(c))), Polynomial.ZERO),
  );
const values = { x: Rational.of(2, 3), y: Rational.of(-5) };

describe('Polynomial', () => {
  it('is a commutative ring, and its values are those of its parts', () => {
    fc.assert(
      fc.property(polynomial, polynomial, polynomial, (a, b, c) => {
        expect(a.mul(b.add(c)).equals(a.mul(b).add(a.mul(c)))).toBe(true);
        expect(a.mul(b).equals(b.mul(a))).toBe(true);
        expect(a.sub(a).terms).toEqual([]);
        expect(a.mul(b).sub(c).valueAt(values)).toEqual(
          a.valueAt(values).mul(b.valueAt(values)).sub(c.valueAt(values)),
        );
        expect(a.substitute({ x: b }).valueAt(values)).toEqual(a.valueAt({ ...values, x: b.valueAt(values) }));
      }),
    );
  });

  it('is written highest degree first', () => {
    expect(
      x
        .add(y)
        .pow(2)
        .sub(Polynomial.of(Rational.of(1, 2)))
        .toString(),
    ).toBe('2 x y + x^2 + y^2 - 1/2');
    expect(x.neg().toString()).toBe('-x');
    expect(Polynomial.ZERO.toString()).toBe('0');
    expect(JSON.stringify({ x })).toBe('{"x":"x"}');
  });

  it('knows degrees, letters and constants', () => {
    const p = x.pow(2).mul(y).add(y);
    expect([p.degree(), p.degree('x'), p.degree('y'), p.degree('z')]).toEqual([3, 2, 1, 0]);
    expect(Polynomial.ZERO.degree()).toBe(Number.NEGATIVE_INFINITY);
    expect(p.letters).toEqual(['x', 'y']);
    expect(p.constant).toBeUndefined();
    expect(x.constant).toBeUndefined();
    expect(Polynomial.of(3).constant).toEqual(Rational.of(3));
    expect(Polynomial.ZERO.constant).toEqual(Rational.ZERO);
  });

  it('refuses empty letters, negative exponents and letters without a value', () => {
    expect(() => Polynomial.letter('')).toThrow(expect.objectContaining({ code: 'RANGE', argument: 'letter' }));
    expect(() => x.pow(-1)).toThrow(expect.objectContaining({ code: 'RANGE', argument: 'exponent' }));
    expect(() => x.mul(y).valueAt({ x: Rational.ONE })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_NAME', value: 'y' }),
    );
  });
});

describe('polynomialField', () => {
  it('fills matrices', () => {
    const a = new Matrix(1, 2, [x, y]);
    expect(multiply(polynomialField, a, a.transpose()).at(0, 0).toString()).toBe('x^2 + y^2');
    expect(multiply(polynomialField, a, identity(polynomialField, 2)).data.map(String)).toEqual(['x', 'y']);
  });

  it('has of constants what fractions have, and of letters no order', () => {
    const of = polynomialField.of;
    expect(polynomialField.div(x, of(2)).toString()).toBe('1/2 x');
    expect(polynomialField.sqrt(of(4)).equals(of(2))).toBe(true);
    expect(polynomialField.exp(of(0)).equals(of(1))).toBe(true);
    expect(polynomialField.log(of(1)).equals(of(0))).toBe(true);
    expect(polynomialField.abs(of(-2)).equals(of(2))).toBe(true);
    expect(polynomialField.compare(x.add(of(1)), x)).toBe(1);
    expect(polynomialField.toNumber(of(3))).toBe(3);
    expect(() => polynomialField.div(of(1), x)).toThrow(expect.objectContaining({ code: 'RANGE' }));
    expect(() => polynomialField.compare(x, y)).toThrow(expect.objectContaining({ code: 'PRECISION' }));
    expect(() => polynomialField.sqrt(of(2))).toThrow(expect.objectContaining({ code: 'PRECISION' }));
    expect(() => polynomialField.exp(of(1))).toThrow(expect.objectContaining({ code: 'PRECISION' }));
  });
});
