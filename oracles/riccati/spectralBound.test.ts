import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { convert } from '../../src/numbers/linearAlgebra.ts';
import { svd } from '../../src/numbers/svd.ts';
import { symmetricMatrix } from '../testing/riccatiInputs.ts';
import { rationals } from '../testing/testProblems.ts';
import { overOneDenominator } from './integerMatrix.ts';
import { spectralBound } from './spectralBound.ts';

describe('spectralBound', () => {
  it('is at least the largest singular value, and not much more', () => {
    const field = decimalField(40);
    fc.assert(
      fc.property(symmetricMatrix, F => {
        const norm = svd(field, convert(field, F)).s[0]!.toNumber();
        const bound = spectralBound(overOneDenominator(F));
        expect(bound).toBeGreaterThan(norm);
        expect(bound).toBeLessThanOrEqual(norm * F.rows ** (1 / 128) * (1 + 1e-9) + Number.MIN_VALUE);
      }),
      { numRuns: 100, seed: 6 },
    );
  });

  it('takes entries far from 1', () => {
    expect(spectralBound(overOneDenominator(rationals([['3e-200']])))).toBeCloseTo(3e-200, 205);
    expect(spectralBound(overOneDenominator(rationals([['-3e200']]))) / 3e200).toBeCloseTo(1, 8);
    expect(spectralBound(overOneDenominator(rationals([[0]])))).toBeGreaterThan(0);
  });
});
