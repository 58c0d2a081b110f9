import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, decimalField } from './decimalField.ts';
import { digits, number, written } from './testing/decimalTexts.ts';

describe('sums and differences of two', () => {
  it('are those of decimal.js to the last word', () => {
    const zero = written(decimalField(5).zero);
    // Zero has no sign here.
    const expected = (value: Decimal) => (value.isZero() ? zero : written(value));
    fc.assert(
      fc.property(digits, number, number, (precision, a, b) => {
        const { add, sub, parse, cross } = decimalField(precision);
        // Whole, and with the digits of the field.
        for (const given of [parse, (text: string) => cross(decimalField(100).parse(text))]) {
          const [x, y] = [given(a), given(b)];
          expect(written(add(x, y))).toEqual(expected(x.plus(y)));
          expect(written(sub(x, y))).toEqual(expected(x.minus(y)));
          expect(written(sub(x, x))).toEqual(zero);
        }
      }),
      { numRuns: 3000, seed: 3 },
    );
  });

  it('are those of decimal.js where the two lie far apart, leave the range of exponents or are not finite', () => {
    const { add, sub, parse } = decimalField(9);
    expect(add(parse('1e90000000000'), parse('-1')).toString()).toBe('1e+90000000000');
    expect(add(parse('9e9000000000000000'), parse('9e9000000000000000')).toString()).toBe('Infinity');
    expect(sub(parse('1.1e-9000000000000000'), parse('1e-9000000000000000')).toString()).toBe('0');
    expect(sub(parse('Infinity'), parse('Infinity')).toString()).toBe('NaN');
    expect(add(parse('1'), parse('-Infinity')).toString()).toBe('-Infinity');
  });
});
