import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../rational.ts';
import { decimalField } from './decimalField.ts';

it('rounds what is made of a number to the digits of its field, whatever fields are used between', () => {
  const [narrow, wide] = [decimalField(12), decimalField(30)];
  const [third, long] = [narrow.of(1).div(3), wide.of(1).div(3)];
  expect(third.toString()).toBe(`0.${'3'.repeat(12)}`);
  expect(long.toString()).toBe(`0.${'3'.repeat(30)}`);
  expect(third.times(7).toString()).toBe('2.33333333333');
  expect(long.times(7).precision()).toBe(30);
  expect(narrow.cross(long).sqrt().precision()).toBe(12);
  expect(wide.cross(third).exp().precision()).toBe(30);
  expect(narrow.of(2).pow(0.5).toString()).toBe('1.41421356237');
});

it('makes numbers of decimal.js, with a constructor that has their digits', () => {
  const number = decimalField(17).parse('-2.5e-9000000000');
  expect(number).toBeInstanceOf(Decimal);
  expect(number).toBeInstanceOf(number.constructor);
  const { precision, rounding, maxE } = number.abs().constructor as Decimal.Constructor;
  expect([precision, rounding, maxE]).toEqual([17, Decimal.ROUND_HALF_EVEN, 9e15]);
  expect(number.toString()).toBe('-2.5e-9000000000');
});

it('takes numbers of other fields as decimal.js adds them to 0, and whole numbers as it divides them by 1', () => {
  const wide = decimalField(90);
  const long = ['9'.repeat(61), `${'9'.repeat(60)}5`, `1${'0'.repeat(59)}5`, '-123456789012345', '-5', '0', '-0'];
  for (const digits of [5, 7, 14, 60]) {
    const field = decimalField(digits);
    for (const text of [...long, 'NaN', 'Infinity', '-Infinity', '1.5e9000000000000000', '12345678e-70']) {
      const crossed = field.cross(wide.parse(text));
      const expected = field.zero.plus(wide.parse(text));
      expect([crossed.toString(), crossed.s, crossed.d]).toEqual([expected.toString(), expected.s, expected.d]);
      expect((crossed.constructor as Decimal.Constructor).precision).toBe(digits);
    }
    for (const text of long) expect(field.of(Rational.of(text)).toString()).toBe(field.parse(text).div(1).toString());
  }
});

describe('sqrt', () => {
  it('has the digits of decimal.js’s own root', () => {
    const number = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 60n }), fc.integer({ min: -400, max: 400 }));
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 200 }), number, (digits, [mantissa, exponent]) => {
        const field = decimalField(digits);
        const x = field.cross(field.parse(`${mantissa}e${exponent}`));
        expect(field.sqrt(x).toString()).toBe(x.sqrt().toString());
      }),
      { numRuns: 1000, seed: 4 },
    );
  });

  it('is exact of squares, also beside the ends of exponents and at the most digits', () => {
    const field = decimalField(40);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), root => {
        expect(field.sqrt(field.of(root * root)).toFixed()).toBe(`${root}`);
      }),
      { numRuns: 200, seed: 5 },
    );
    for (const exponent of [9e15, 8999999999999998, -9e15, -8999999999999998, 7, 21])
      expect(field.sqrt(field.parse(`4e${2 * Math.floor(exponent / 2)}`)).toString()).toBe(
        field.parse(`2e${Math.floor(exponent / 2)}`).toString(),
      );
    expect(decimalField(100_000).sqrt(decimalField(100_000).of(4)).toString()).toBe('2');
    expect(field.sqrt(field.parse('Infinity')).toString()).toBe('Infinity');
    expect(() => field.sqrt(field.of(-1))).toThrow('real value');
  });
});
