import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal } from '../../src/numbers/equal.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { T, times } from './_exact.ts';
import { exactPseudoinverse } from './_exactPseudoinverse.ts';

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
        const P = exactPseudoinverse(A);
        expect(equal(times(A, P, A), A)).toBe(true);
        expect(equal(times(P, A, P), P)).toBe(true);
        expect(equal(T(times(A, P)), times(A, P))).toBe(true);
        expect(equal(T(times(P, A)), times(P, A))).toBe(true);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
