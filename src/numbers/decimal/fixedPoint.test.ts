import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../rational.ts';
import { decimalField } from './decimalField.ts';
import { fixedPointToDecimal, log2Abs, toFixedPoint } from './fixedPoint.ts';

describe('fixedPointToDecimal', () => {
  const digits = fc.constantFrom(5, 12, 40);

  it('rounds once, like a division of the exact fraction, however long or small the number is', () => {
    const size = fc.integer({ min: 1, max: 700 });
    const number = size.chain(bits => fc.bigInt({ min: -(1n << BigInt(bits)), max: 1n << BigInt(bits) }));
    fc.assert(
      fc.property(digits, number, fc.integer({ min: 0, max: 900 }), (precision, value, fractionBits) => {
        const field = decimalField(precision);
        const expected = field.of(Rational.ratio(value, 1n << BigInt(fractionBits)));
        expect(fixedPointToDecimal(field, value, fractionBits).toString()).toBe(expected.toString());
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it.each([
    ['100000.5', '100000'],
    ['100001.5', '100002'],
    ['-100001.5', '-100002'],
  ])('rounds the tie %s to even', (value, expected) => {
    expect(fixedPointToDecimal(decimalField(6), toFixedPoint(Rational.of(value), 400n), 400).toString()).toBe(expected);
  });

  it('sees the last bit behind a tie', () => {
    const tie = toFixedPoint(Rational.of('100000.5'), 400n);
    expect(fixedPointToDecimal(decimalField(6), tie + 1n, 400).toString()).toBe('100001');
    expect(fixedPointToDecimal(decimalField(6), tie - 1n, 400).toString()).toBe('100000');
  });
});

describe('log2Abs', () => {
  it('takes integers of any length', () => {
    expect(log2Abs(0n)).toBe(Number.NEGATIVE_INFINITY);
    expect(log2Abs(-8n)).toBe(3);
    expect(log2Abs(3n << 5000n)).toBeCloseTo(5000 + Math.log2(3), 11);
  });
});
