import { describe, expect, it } from 'vitest';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { extrapolate } from './extrapolate.ts';

const field = decimalField(60);
const NOISE = -30;

/** Of a function of x at x = 1/8, 1/16, … */
const along = (of: (x: number) => number | string, count = 10) =>
  extrapolate(
    Array.from({ length: count }, (_, k) => new Matrix(1, 1, [field.parse(String(of(2 ** -(k + 3))))])),
    NOISE,
  );

/** Float64 values know 15 digits. */
const known = (of: (x: number) => number) =>
  extrapolate(
    Array.from({ length: 10 }, (_, k) => new Matrix(1, 1, [field.parse(of(2 ** -(k + 3)).toPrecision(15))])),
    -14,
  );

describe('what a sequence tends to', () => {
  it.each<[string, (x: number) => number, number, number]>([
    ['a series in x', x => 1 / (1 + x), 1, -8],
    ['a series in x²', x => Math.cos(x), 1, -8],
    ['a constant', () => 3, 3, -11],
    ['a root', x => 2 + Math.sqrt(x), 2, -8],
    ['two odd powers', x => 2 + x ** 0.3 - x ** 1.7, 2, -6],
    ['an exponential', x => 5 - Math.exp(-1 / x), 5, -8],
  ])('of %s', (_name, of, limit, error) => {
    const found = known(of);
    expect(found.grows).toBe(false);
    expect(found.logError).toBeLessThan(error);
    // What is said of the error is no less than the error.
    expect(Math.abs(found.value.data[0]!.toNumber() - limit)).toBeLessThanOrEqual(10 ** found.logError + 1e-15);
  });

  it.each<[string, (x: number) => number]>([
    ['a power', x => x ** -0.5],
    ['a logarithm', x => Math.log(x)],
    ['the reverse of x', x => 1 / x],
  ])('%s grows, though its extrapolation may settle', (_name, of) => {
    expect(known(of).grows).toBe(true);
  });

  it('a value that falls like 1/log x is not known to many digits', () => {
    const found = known(x => 1 / Math.log(x));
    expect(found.grows).toBe(false);
    expect(found.logError).toBeGreaterThan(-3);
  });

  it('has no fewer members than leave an error to be seen', () => {
    expect(() => along(x => x, 5)).toThrow(RangeError);
  });
});
