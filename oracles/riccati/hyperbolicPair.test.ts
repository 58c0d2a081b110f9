import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreedDigits } from '../../src/numbers/decimal/agreement.ts';
import { type Decimal, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { fixedPointToDecimal } from '../../src/numbers/decimal/fixedPoint.ts';
import { add, scale } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { expHamiltonian } from '../hamiltonianExponential.ts';
import { symmetricMatrix } from '../testing/riccatiInputs.ts';
import { rationals } from '../testing/testProblems.ts';
import { asMatrix, type EvenAlgebra, evenAlgebra } from './evenAlgebra.ts';
import { doubled, type HyperbolicPair, hyperbolicPair } from './hyperbolicPair.ts';
import { overOneDenominator } from './integerMatrix.ts';
import { spectralBound } from './spectralBound.ts';

const times = fc.constantFrom('1/1000', '1/7', '3/2', '20', '150').map(time => Rational.of(time));

function pairOf(F: Matrix<Rational>, time: Rational, bits: number): { algebra: EvenAlgebra; pair: HyperbolicPair } {
  const integers = overOneDenominator(F);
  const algebra = evenAlgebra(integers);
  return { algebra, pair: hyperbolicPair(algebra, spectralBound(integers), time, bits) };
}

/** Spectral norm of what a pair is off by, in its units, against a pair of many more bits; 2% too large at the most. */
function errorIn(algebra: EvenAlgebra, coarse: readonly bigint[], fine: readonly bigint[], more: number): number {
  const off = coarse.map((entry, i) => (entry << BigInt(more)) - fine[i]!);
  return spectralBound({ entries: asMatrix(algebra, off), denominator: 1n << BigInt(more) });
}

describe('doubled', () => {
  it.each([
    ['of cosh', 1000n, 0n],
    ['of sinh', 0n, 1000n],
    ['of both', 1000n, 1000n],
    // 2⁻⁵, whose square counts.
    ['of both that is large', 1n << 95n, 1n << 95n],
  ])('carries an error %s along, and not much more', (_, ofCosh, ofSinh) => {
    // F = 1 at t = 3, where cosh and sinh are of about one size; all else is exact to 100 bits more.
    const { algebra, pair } = pairOf(rationals([[1]]), Rational.of(3), 200);
    const size = Math.log2(Math.cosh(3));
    const off = (entries: readonly bigint[], by: bigint): bigint[] => entries.map(entry => entry + (by << 100n));
    const wrong = {
      ...pair,
      cosh: off(pair.cosh, ofCosh),
      sinhOverF: off(pair.sinhOverF, ofSinh),
      errorOfCosh: Number(ofCosh << 100n),
      errorOfSinh: Number(ofSinh << 100n),
    };
    const found = doubled(algebra, wrong, 190, size, 0);
    const right = doubled(algebra, pair, 190, size, 0);
    const error = (key: 'cosh' | 'sinhOverF'): number => Number(found[key][0]! - right[key][0]!);
    for (const [key, bound] of [
      ['cosh', found.errorOfCosh],
      ['sinhOverF', found.errorOfSinh],
    ] as const) {
      expect(error(key)).toBeLessThanOrEqual(bound);
      expect(error(key)).toBeGreaterThan(0.9 * bound - 100);
    }
  });
});

describe('hyperbolicPair', () => {
  it('is off by no more than its bounds, which are of some use', () => {
    const more = 120;
    fc.assert(
      fc.property(symmetricMatrix, times, fc.constantFrom(20, 90), (F, time, bits) => {
        const { algebra, pair } = pairOf(F, time, bits);
        const fine = pairOf(F, time, bits + more).pair;
        expect(pair.fractionBits).toBe(bits);
        expect(errorIn(algebra, pair.cosh, fine.cosh, more)).toBeLessThanOrEqual(pair.errorOfCosh);
        expect(errorIn(algebra, pair.sinhOverF, fine.sinhOverF, more)).toBeLessThanOrEqual(pair.errorOfSinh);
        // Some units a term of the series, and twice that with every doubling.
        const units = 2 ** 16 * (1 + spectralBound(overOneDenominator(F)) * time.toNumber());
        expect(pair.errorOfCosh).toBeLessThan(units);
        expect(pair.errorOfSinh).toBeLessThan(units * Math.max(1, time.toNumber()));
      }),
      { numRuns: 150, seed: 8 },
    );
  });

  it('is what the power series of the whole linear flow gives in decimals', () => {
    const wide = decimalField(200);
    fc.assert(
      fc.property(symmetricMatrix, times, (F, time) => {
        const { algebra, pair } = pairOf(F, time, 200);
        const { decay, mixed, growth } = expHamiltonian(wide, F, time);
        const found = (coefficients: readonly bigint[]): Matrix<Decimal> =>
          asMatrix(algebra, coefficients).map(entry => fixedPointToDecimal(wide, entry, pair.fractionBits));
        const cosh = scale(wide, wide.div(wide.one, wide.of(2)), add(wide, decay, growth));
        expect(agreedDigits(found(pair.cosh), cosh)).toBeGreaterThan(50);
        expect(agreedDigits(found(pair.sinhOverF), mixed)).toBeGreaterThan(50);
      }),
      { numRuns: 30, seed: 8 },
    );
  });
});
