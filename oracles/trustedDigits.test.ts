import { describe, expect, it } from 'vitest';
import { type Decimal, decimalField } from '../src/numbers/decimal/decimalField.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import { trustedDigits } from './trustedDigits.ts';

const field = decimalField(60);
const row = (...entries: string[]): Matrix<Decimal> => Matrix.fromRows([entries]).map(field.parse);

describe('trustedDigits', () => {
  it('counts the digits to which the runs agree', () => {
    expect(trustedDigits(row('1.001', '0'), row('1', '0'), -40)).toBeCloseTo(3, 10);
  });

  it('counts no more than lie between the matrix and the last place of the worse run', () => {
    expect(trustedDigits(row('1'), row('1'), -40)).toBeCloseTo(40, 10);
    // 1e-38 with a last place of 1e-40 has two digits, however well the runs agree.
    expect(trustedDigits(row('1e-38'), row('1e-38'), -40)).toBeCloseTo(2, 10);
    expect(trustedDigits(row('1e-38'), row('1.00000001e-38'), -40)).toBeCloseTo(2, 7);
  });

  it('has none for a matrix of zeros, in which both runs may have sunk below the last place', () => {
    expect(trustedDigits(row('0', '0'), row('0', '0'), -40)).toBe(0);
  });

  it('takes exact values as they stand', () => {
    expect(trustedDigits(row('1'), row('1'), undefined)).toBe(Number.POSITIVE_INFINITY);
    expect(trustedDigits(row('0'), row('0'), undefined)).toBe(Number.POSITIVE_INFINITY);
    expect(trustedDigits(row('1.01'), row('1'), undefined)).toBeCloseTo(2, 10);
  });
});
