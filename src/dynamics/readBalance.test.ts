import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balance } from '../network/balance.ts';
import type { Weights } from '../network/problem.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { dd } from './doubleDouble.ts';
import { readBalance } from './readBalance.ts';

const widths = fc.record({
  Ni: fc.integer({ min: 1, max: 3 }),
  Nh: fc.integer({ min: 1, max: 3 }),
  No: fc.integer({ min: 1, max: 3 }),
});
/** Of all exponents whose squares are float64 numbers or far below them, many of them equal or nearly so. */
const entry = fc
  .tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, 2 ** -52, -(2 ** -30)), fc.constantFrom(0, 0, -500, 150))
  .map(([whole, more, exponent]) => whole * (1 + more) * 2 ** exponent);

const weights: fc.Arbitrary<Weights<number>> = widths.chain(({ Ni, Nh, No }) =>
  fc
    .tuple(
      fc.array(entry, { minLength: Nh * Ni, maxLength: Nh * Ni }),
      fc.array(entry, { minLength: No * Nh, maxLength: No * Nh }),
      fc.boolean(),
    )
    .map(([first, second, isMirrored]) => {
      const W1 = new Matrix(Nh, Ni, first);
      return { W1, W2: isMirrored ? W1.transpose().map(x => -x) : new Matrix(No, Nh, second) };
    }),
);

describe('readBalance', () => {
  it('says what exact fractions say: whether weights are balanced, with which λ, and how far off', () => {
    const seen = { exact: 0, off: 0 };
    fc.assert(
      fc.property(weights, given => {
        const B = balance(rationalField, {
          W1: given.W1.map(x => Rational.of(x)),
          W2: given.W2.map(x => Rational.of(x)),
        });
        const first = B.at(0, 0);
        const isExact = B.data.every((x, at) => x.equals(at % (B.cols + 1) === 0 ? first : Rational.ZERO));
        const read = readBalance(given);
        expect(read.isExact).toBe(isExact);
        seen[isExact ? 'exact' : 'off']++;
        const trace = B.data.reduce((sum, x, at) => (at % (B.cols + 1) === 0 ? sum.add(x) : sum), Rational.ZERO);
        const lambda = trace.div(Rational.of(B.rows)).toNumber();
        const size = Math.max(...B.data.map(x => Math.abs(x.toNumber())));
        expect(Math.abs(read.lambda.hi - lambda)).toBeLessThanOrEqual(isExact ? 0 : 1e-15 * size);
        const squares = (x: Rational) =>
          B.data.reduce((sum, b, at) => {
            const off = at % (B.cols + 1) === 0 ? b.sub(x) : b;
            return sum.add(off.mul(off));
          }, Rational.ZERO);
        for (const x of [0, lambda]) {
          const distance = read.distanceFrom(dd(x));
          const exact = squares(Rational.of(x));
          if (x === 0 || !isExact) expect(distance > 0).toBe(exact.sign() > 0);
          if (exact.toNumber() > 1e-250) expect(distance / Math.sqrt(exact.toNumber())).toBeCloseTo(1, 12);
        }
      }),
      { numRuns: 1000, seed: 11 },
    );
    expect(Math.min(seen.exact, seen.off)).toBeGreaterThan(150);
  });
});
