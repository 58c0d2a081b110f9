import fc from 'fast-check';
import type { Decimal } from '../decimalField.ts';

/** Of a field. */
export const digits: fc.Arbitrary<number> = fc.integer({ min: 5, max: 70 });

/** Digits among which ties, long carries and gaps are common, of numbers up to 70 digits long. */
export const number: fc.Arbitrary<string> = fc
  .record({
    text: fc.array(fc.constantFrom('0', '0', '9', '9', '5', '1', '4', '7'), { minLength: 1, maxLength: 70 }),
    exponent: fc.integer({ min: -40, max: 40 }),
    sign: fc.constantFrom('', '-'),
  })
  .map(({ text, exponent, sign }) => `${sign}${text.join('')}e${exponent}`);

export const written = ({ s, e, d }: Decimal): Pick<Decimal, 's' | 'e' | 'd'> => ({ s, e, d });
