import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, decimalField } from './decimalField.ts';

const digits = fc.integer({ min: 5, max: 70 });

/** Digits among which ties, long carries and gaps are common, of numbers up to 70 digits long. */
const number = fc
  .record({
    text: fc.array(fc.constantFrom('0', '0', '9', '9', '5', '1', '4', '7'), { minLength: 1, maxLength: 70 }),
    exponent: fc.integer({ min: -40, max: 40 }),
    sign: fc.constantFrom('', '-'),
  })
  .map(({ text, exponent, sign }) => `${sign}${text.join('')}e${exponent}`);

const written = ({ s, e, d }: Decimal) => ({ s, e, d });

const sum = (inDigits: number, pairs: readonly (readonly [string, string])[]): Decimal => {
  const field = decimalField(inDigits);
  const [a, b] = [0, 1].map(side => pairs.map(pair => field.parse(pair[side]!)));
  return field.dot(pairs.length, a!, 0, 1, b!, 0, 1);
};

describe('products and sums of products', () => {
  it('has each product as decimal.js rounds it, to the last word', () => {
    fc.assert(
      fc.property(digits, number, number, (precision, a, b) => {
        const field = decimalField(precision);
        const [x, y] = [field.parse(a), field.parse(b)];
        const expected = x.times(y);
        // Zero has no sign here.
        expect(written(field.mul(x, y))).toEqual(expected.isZero() ? written(field.zero) : written(expected));
      }),
      { numRuns: 3000, seed: 1 },
    );
  });

  it('rounds a sum once, as one that is formed in 400 digits', () => {
    const wide = decimalField(400);
    const pairs = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(digits, pairs, (precision, terms) => {
        const whole = terms.reduce((total, [a, b]) => total.plus(wide.parse(a).times(wide.parse(b))), wide.zero);
        const expected = decimalField(precision).cross(whole);
        expect(written(sum(precision, terms))).toEqual(written(expected.isZero() ? wide.zero : expected));
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  it('carries before float64 holds no more, of many terms and of long ones', () => {
    const nines = 10n ** 700n - 1n;
    expect(sum(1500, [[`${nines}`, `-${nines}`]]).toFixed()).toBe(`${-nines * nines}`);
    const short = 10n ** 14n - 1n;
    const terms = new Array<[string, string]>(1000).fill([`${short}`, `${short}`]);
    expect(sum(50, terms).toFixed()).toBe(`${1000n * short * short}`);
  });

  it('sees the last bit behind a tie', () => {
    expect(sum(7, [['10000005', '1'], ['1', '1e-40']]).toString()).toBe('10000010'); // biome-ignore format: one pair beside the other
    expect(sum(7, [['10000005', '1'], ['-1', '1e-40']]).toString()).toBe('10000000'); // biome-ignore format: the same
  });

  it('takes a row of one matrix and a column of another', () => {
    const { of, dot } = decimalField(20);
    const [a, b] = [
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9, 10, 11, 12],
    ].map(entries => entries.map(entry => of(entry)));
    expect(dot(3, a!, 3, 1, b!, 1, 2).toNumber()).toBe(4 * 8 + 5 * 10 + 6 * 12);
    expect(dot(0, a!, 0, 1, b!, 0, 1).toNumber()).toBe(0);
  });

  it('cancels to the last digit', () => {
    expect(sum(9, [['1e30', '1'], ['-1', '1e30']]).toString()).toBe('0'); // biome-ignore format: one pair beside the other
    expect(sum(9, [['1e30', '1'], ['1e-30', '1'], ['-1e30', '1']]).toString()).toBe('1e-30'); // biome-ignore format: the same
  });

  it('is that of decimal.js where terms lie far apart, leave the range of exponents or are not finite', () => {
    expect(sum(9, [['1e90000000000', '1'], ['1', '1']]).toString()).toBe('1e+90000000000'); // biome-ignore format: the same
    expect(sum(9, [['1e5000000000000000', '1e5000000000000000']]).toString()).toBe('Infinity');
    expect(sum(9, [['1e-5000000000000000', '1e-5000000000000000']]).toString()).toBe('0');
    expect(sum(9, [['Infinity', '0'], ['1', '1']]).toString()).toBe('NaN'); // biome-ignore format: the same
    const { mul, parse } = decimalField(9);
    expect(mul(parse('-Infinity'), parse('2')).toString()).toBe('-Infinity');
  });
});
