import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalField } from './decimalField.ts';
import { number } from './testing/decimalTexts.ts';

const { compare, parse } = decimalField(70);

it('orders as decimal.js does', () => {
  // Numbers that begin alike, too.
  const near = fc.tuple(number, fc.nat(9)).map(([text, last]) => text.replace('e', `${last}e`));
  fc.assert(
    fc.property(number, near, (a, b) => {
      const [x, y] = [parse(a), parse(b)];
      for (const [p, q] of [
        [x, y],
        [y, x],
        [x, x],
        [x, parse(a.replace('e', '0e'))],
        [x, parse(a.replace('e', '1e'))],
        [x, x.neg()],
      ] as const)
        expect(compare(p, q)).toBe(p.cmp(q));
    }),
    { numRuns: 2000, seed: 4 },
  );
});

it('has 0 between both signs, and what is not finite where decimal.js has it', () => {
  expect(compare(parse('-0'), parse('0'))).toBe(0);
  expect(compare(parse('-1e-900'), parse('0'))).toBe(-1);
  expect(compare(parse('0'), parse('1e-900'))).toBe(-1);
  expect(compare(parse('Infinity'), parse('1e900'))).toBe(1);
  expect(compare(parse('-Infinity'), parse('-1e900'))).toBe(-1);
  expect(compare(parse('NaN'), parse('1'))).toBeNaN();
});
