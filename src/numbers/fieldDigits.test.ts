import { expect, it } from 'vitest';
import { binaryField } from './binary/binaryField.ts';
import { decimalField } from './decimal/decimalField.ts';

it.each([
  ['decimal', decimalField],
  ['binary', binaryField],
])('%s numbers have 5 to 100000 digits', (_, fieldOf) => {
  expect(fieldOf(5).digits).toBe(5);
  expect(fieldOf(100_000).digits).toBe(100_000);
  for (const digits of [4, 100_001, 10.5, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => fieldOf(digits)).toThrow('must be a whole number from 5 to 100000');
});
