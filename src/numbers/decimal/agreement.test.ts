import { describe, expect, it } from 'vitest';
import { rationals } from '../../../oracles/testing/testProblems.ts';
import { DloError } from '../../errors.ts';
import { convert, frobeniusNorm } from '../linearAlgebra.ts';
import { agreedDigits, log10, log10Norm, normInFloat64 } from './agreement.ts';
import { decimalField } from './decimalField.ts';

const field = decimalField(60);
const matrix = (rows: (number | string)[][]) => convert(field, rationals(rows));

describe('agreedDigits', () => {
  it('is −log10 of the relative Frobenius distance', () => {
    expect(agreedDigits(matrix([[3, '4.00005']]), matrix([[3, 4]]))).toBeCloseTo(5, 10);
    expect(agreedDigits(matrix([[3], [5]]), matrix([[3], [4]]))).toBeCloseTo(-Math.log10(1 / 5), 10);
    expect(agreedDigits(matrix([[20]]), matrix([[1]]))).toBeCloseTo(-Math.log10(19), 10);
  });

  it('is relative to the second matrix', () => {
    expect(agreedDigits(matrix([[1]]), matrix([[100]]))).toBeCloseTo(-Math.log10(0.99), 10);
    expect(agreedDigits(matrix([[100]]), matrix([[1]]))).toBeCloseTo(-Math.log10(99), 10);
  });

  it('is Infinity for equal matrices, zero ones too, and −Infinity against zero', () => {
    expect(agreedDigits(matrix([[1, 2]]), matrix([[1, 2]]))).toBe(Number.POSITIVE_INFINITY);
    expect(agreedDigits(matrix([[0, 0]]), matrix([[0, 0]]))).toBe(Number.POSITIVE_INFINITY);
    expect(agreedDigits(matrix([['1e-900']]), matrix([[0]]))).toBe(Number.NEGATIVE_INFINITY);
  });

  it('sees differences far outside the range of float64 and between fields of different width', () => {
    const narrow = decimalField(20);
    const third = decimalField(700);
    expect(agreedDigits(matrix([['1e-500']]), matrix([['1.001e-500']]))).toBeCloseTo(Math.log10(1001), 8);
    expect(agreedDigits(convert(narrow, rationals([['1/3']])), convert(third, rationals([['1/3']])))).toBeCloseTo(
      20,
      8,
    );
    expect(
      agreedDigits(convert(third, rationals([['1/3']])), convert(decimalField(650), rationals([['1/3']]))),
    ).toBeCloseTo(650, 8);
  });

  it('refuses other shapes and entries that are not finite', () => {
    expect(() => agreedDigits(matrix([[1, 2]]), matrix([[1], [2]]))).toThrow(DloError);
    const infinite = matrix([[1]]).map(() => field.parse('Infinity'));
    expect(() => agreedDigits(infinite, matrix([[1]]))).toThrow(/finite/);
  });
});

describe('log10', () => {
  it('takes any exponent', () => {
    expect(log10(field.parse('1e-4000'))).toBe(-4000);
    expect(log10(field.parse('2.5'))).toBeCloseTo(Math.log10(2.5), 14);
    expect(log10(field.parse('31e1200'))).toBeCloseTo(1200 + Math.log10(31), 10);
  });
});

describe('the norm to the digits of float64', () => {
  it('is that of decimal.js wherever the words of a decimal begin, below the range of float64 too', () => {
    for (const text of [
      '1',
      '0.1',
      '9999999',
      '0.99999999999999999999',
      '1234567.7654321e-700',
      '1.5e-7',
      '7e6',
      '7e7',
    ]) {
      const rows = matrix([
        [text, `-${text}`],
        [0, text],
      ]);
      const [norm, exponent] = normInFloat64(rows);
      const exact = frobeniusNorm(field, rows);
      const relative = field
        .div(field.parse(`${norm}e${exponent}`), exact)
        .minus(1)
        .abs();
      expect(relative.toNumber(), text).toBeLessThan(1e-15);
      expect(log10Norm(rows)).toBeCloseTo(exact.log(10).toNumber(), 10);
    }
    expect(normInFloat64(matrix([[0, 0]]))[0]).toBe(0);
  });
});
