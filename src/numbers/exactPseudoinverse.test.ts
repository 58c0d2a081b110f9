import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal } from './equal.ts';
import { exactPseudoinverse } from './exactPseudoinverse.ts';
import { product } from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';

const integers = fc
  .record({
    rows: fc.integer({ min: 1, max: 3 }),
    cols: fc.integer({ min: 1, max: 3 }),
    entries: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 9, maxLength: 9 }),
  })
  .map(({ rows, cols, entries }) => Matrix.generate(rows, cols, (i, j) => Rational.of(entries[3 * i + j]!)));

describe('exactPseudoinverse', () => {
  it('obeys the four equations of Penrose, of any rank', () => {
    fc.assert(
      fc.property(integers, A => {
        const P = exactPseudoinverse(rationalField, A);
        const [AP, PA] = [product(rationalField, A, P), product(rationalField, P, A)];
        expect(equal(product(rationalField, AP, A), A)).toBe(true);
        expect(equal(product(rationalField, PA, P), P)).toBe(true);
        expect(equal(AP.transpose(), AP)).toBe(true);
        expect(equal(PA.transpose(), PA)).toBe(true);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
