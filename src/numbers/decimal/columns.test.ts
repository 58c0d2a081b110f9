import fc from 'fast-check';
import { expect, it } from 'vitest';
import { carry } from './columns.ts';

it('carries whole multiples of 10^7 and what lies beside them, up to what a column holds', () => {
  const quotient = fc.oneof(
    fc.integer({ min: 0, max: 889_999_999 }),
    // Where the spacing of float64 changes.
    fc.integer({ min: 0, max: 29 }).map(power => 2 ** power),
    fc.constant(889_999_999),
  );
  fc.assert(
    fc.property(quotient, fc.constantFrom(1, -1), fc.constantFrom(-1, 0, 1, 4_999_999), (k, sign, rest) => {
      const word = sign * (k * 1e7 + rest);
      const sums = Float64Array.of(0, word);
      carry(sums, 2);
      expect(sums[1]! >= 0 && sums[1]! < 1e7).toBe(true);
      expect(BigInt(sums[0]!) * 10n ** 7n + BigInt(sums[1]!)).toBe(BigInt(word));
    }),
    { numRuns: 20_000, seed: 5 },
  );
});
