import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, decimalField } from '../decimal/decimalField.ts';
import { bitLength, Rational } from '../rational.ts';
import { fixedExp } from './fixedExp.ts';
import { fixedLn2, fixedLog } from './fixedLog.ts';
import { integerRoot } from './integerRoot.ts';

const BITS = [64, 104, 193, 350, 810, 1700];
const seed = 20251;

describe.each(BITS)('fixed point of %i bits', bits => {
  const one = 1n << BigInt(bits);
  const field = decimalField(Math.ceil(bits * Math.log10(2)) + 20);
  const runs = { seed, numRuns: bits > 500 ? 25 : 120 };

  /** How many units of 2^−bits a fixed-point number is from a reference. */
  const unitsOff = (value: bigint, reference: Decimal): number =>
    field.toNumber(field.sub(field.of(value), field.mul(reference, field.of(one))).abs());
  const asDecimal = (x: bigint): Decimal => field.of(Rational.ratio(x, one));

  it('e^x is right to less than 2 units, for |x| ≤ 1', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(one, -one, 0n, 1n, -1n), fc.bigInt({ min: -one, max: one })), x => {
        expect(unitsOff(fixedExp(x, bits), field.exp(asDecimal(x)))).toBeLessThan(2);
      }),
      runs,
    );
  });

  it('ln x is right to less than 2 units, for ½ ≤ x ≤ 2', () => {
    const ends = fc.constantFrom(one, 2n * one, one >> 1n, one + 1n, one - 1n, one + (one >> 60n));
    fc.assert(
      fc.property(fc.oneof(ends, fc.bigInt({ min: one >> 1n, max: 2n * one })), x => {
        expect(unitsOff(fixedLog(x, bits), field.log(asDecimal(x)))).toBeLessThan(2);
      }),
      runs,
    );
    expect(unitsOff(fixedLn2(bits), field.log(field.of(2)))).toBeLessThan(2);
  });

  it('roots of integers are rounded down, squares and their neighbours included', () => {
    const near = fc.tuple(fc.bigInt({ min: 1n, max: one }), fc.constantFrom(-1n, 0n, 1n)).map(([r, d]) => r * r + d);
    fc.assert(
      fc.property(fc.oneof(near, fc.bigInt({ min: 0n, max: one })), fc.integer({ min: -2, max: 2 }), (n, misjudged) => {
        const root = integerRoot(n, Math.max(0, bitLength(n) + misjudged));
        expect(root * root <= n && (root + 1n) * (root + 1n) > n).toBe(true);
      }),
      { seed, numRuns: 300 },
    );
  });
});
