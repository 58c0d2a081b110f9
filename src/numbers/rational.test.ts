import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitLength, integerSqrt, Rational } from './rational.ts';

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }))
  .map(([n, d]) => Rational.ratio(n, d));

describe('Rational', () => {
  it('is a field', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(
          a
            .add(b)
            .mul(c)
            .equals(a.mul(c).add(b.mul(c))),
        ).toBe(true);
        expect(a.sub(a).sign()).toBe(0);
        if (b.sign() !== 0) expect(a.div(b).mul(b).equals(a)).toBe(true);
      }),
    );
  });

  it('stands for the dyadic fraction that a float64 is, and gives the same float64 back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), x => {
        expect(Rational.of(x).toNumber()).toBe(x === 0 ? 0 : x);
      }),
      { examples: [[5e-324], [2.2250738585072014e-308], [1.7976931348623157e308], [0.1]], numRuns: 500 },
    );
    expect(Rational.of(0.5).toString()).toBe('1/2');
  });

  it('rounds to the nearest float64', () => {
    // Parts up to 2^53 are float64 themselves, those beyond are rounded once more.
    const part = fc.bigInt({ min: 1n, max: 2n ** 57n });
    const ofShortParts = fc.tuple(part, part).map(([n, d]) => Rational.ratio(n, d));
    fc.assert(
      fc.property(fc.oneof(fraction, ofShortParts), a => {
        const nearest = a.toNumber();
        const error = (x: number): Rational => Rational.of(x).sub(a).abs();
        const step = Math.max(Math.abs(nearest) * 2 ** -52, 5e-324);
        for (const neighbour of [nearest - step / 2, nearest + step / 2, nearest - step, nearest + step]) {
          expect(error(nearest).compare(error(neighbour))).toBeLessThanOrEqual(0);
        }
      }),
    );
    // Halfway between two subnormals: to even. A sticky bit far below decides the tie.
    expect(Rational.ratio(3n, 1n << 1075n).toNumber()).toBe(2 * 5e-324);
    expect(Rational.ratio(1n, 1n << 1075n).toNumber()).toBe(0);
    expect(Rational.ratio((1n << 200n) + 1n, 1n << 1275n).toNumber()).toBe(5e-324);
    expect(Rational.ratio(10n ** 400n, 1n).toNumber()).toBe(Number.POSITIVE_INFINITY);
  });

  it('reads what people type, exactly', () => {
    const table: [string, string][] = [
      ['1/3', '1/3'],
      ['-0.1', '-1/10'],
      ['2.5e-3', '1/400'],
      ['.5', '1/2'],
      ['7.', '7'],
      ['+6/4', '3/2'],
      ['1e3', '1000'],
    ];
    for (const [typed, canonical] of table) expect(Rational.of(typed).toString()).toBe(canonical);
    fc.assert(
      fc.property(fraction, a => {
        expect(Rational.of(a.toString()).equals(a)).toBe(true);
      }),
    );
  });

  it.each(['', 'x', '1/0', '1//2', 'NaN', 'Infinity', '1e99999', '0x10', '1 2', '--1'])('refuses %j', text => {
    expect(() => Rational.of(text)).toThrow(/number|denominator/);
  });

  it('has exact roots of squares only', () => {
    fc.assert(
      fc.property(fraction, a => {
        expect(a.mul(a).sqrt()?.equals(a.abs())).toBe(true);
      }),
    );
    expect(Rational.of(2).sqrt()).toBeUndefined();
    expect(Rational.of(-1).sqrt()).toBeUndefined();
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), n => {
        const root = integerSqrt(n);
        expect(root * root <= n && (root + 1n) * (root + 1n) > n).toBe(true);
        expect(bitLength(n)).toBe(n === 0n ? 0 : n.toString(2).length);
      }),
    );
  });
});

it.each([
  ['1e-9999999', 'must have an exponent from -9999 to 9999'],
  ['1e99999/3', 'must have an exponent from -9999 to 9999'],
  ['1/0', 'must not be divided by zero'],
  ['inf', 'must be finite'],
  ['NaN', 'must be finite'],
  ['1,5', 'must be a finite number, a decimal or a fraction such as "1/3"'],
])('says what is wrong with %s', (text, rule) => {
  expect(() => Rational.of(text)).toThrow(`number ${rule}, got "${text}"`);
});

describe('lowest terms', () => {
  it('on both sides of what a double holds', () => {
    const size = fc.oneof(fc.bigInt(1n, 1n << 30n), fc.bigInt(1n, 1n << 60n), fc.bigInt(1n, 1n << 130n));
    fc.assert(
      fc.property(size, size, size, fc.boolean(), (n, d, common, isNegative) => {
        const sign = isNegative ? -1n : 1n;
        const reduced = Rational.ratio(sign * n * common, d * common);
        const same = Rational.ratio(sign * n, d);
        expect([reduced.n, reduced.d]).toEqual([same.n, same.d]);
        expect(reduced.n * d).toBe(sign * n * reduced.d);
        let [x, y] = [sign * reduced.n, reduced.d];
        while (y !== 0n) [x, y] = [y, x % y];
        expect(x).toBe(1n);
      }),
    );
  });

  it('of whole numbers are whole numbers', () => {
    fc.assert(
      fc.property(fc.bigInt(-(1n << 70n), 1n << 70n), fc.bigInt(-(1n << 70n), 1n << 70n), (a, b) => {
        const [x, y] = [Rational.of(a), Rational.of(b)];
        for (const [value, n] of [
          [x.add(y), a + b],
          [x.sub(y), a - b],
          [x.mul(y), a * b],
        ] as const)
          expect([value.n, value.d]).toEqual([n, 1n]);
      }),
    );
  });
});

describe('Rational.dot', () => {
  const few = fc.constantFrom('0', '1', '-2', '1/3', '-5/6', '7/8', '3/1000').map(text => Rational.of(text));
  const entry = fc.oneof(few, fraction);

  it('is the sum of the products in lowest terms', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(entry, entry), { maxLength: 6 }), pairs => {
        const sum = pairs.reduce((total, [x, y]) => total.add(x.mul(y)), Rational.ZERO);
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const found = Rational.dot(pairs.length, a, 0, 1, b, 0, 1);
        expect([found.n, found.d]).toEqual([sum.n, sum.d]);
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it('takes a row of one matrix and a column of another', () => {
    const numbers = (...values: number[]): Rational[] => values.map(value => Rational.of(value));
    const [a, b] = [numbers(1, 2, 3, 4, 5, 6), numbers(7, 8, 9, 10, 11, 12)];
    expect(Rational.dot(3, a, 3, 1, b, 1, 2).toNumber()).toBe(4 * 8 + 5 * 10 + 6 * 12);
  });
});
