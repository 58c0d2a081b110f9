import { describe, expect, it } from 'vitest';
import { type Architecture, architecture } from '../../src/network/architecture.ts';
import { balancedWeightsExist } from '../../src/network/initialisations/balancedFactors.ts';
import { lambdaArbitrary, lambdaDraw } from './lambdaArbitrary.ts';
import { onlyValidAlsoWhenShrunk, sameSeedSameValue, shrinksStrictlySmaller, sumOfDraws } from './testing/laws.ts';

const WIDTHS: readonly Architecture[] = [
  architecture(1, 1, 1),
  architecture(3, 2, 2),
  architecture(2, 2, 3),
  architecture(3, 1, 2),
  architecture(2, 3, 3),
  architecture(3, 3, 2),
  architecture(1, 3, 1),
  architecture(3, 3, 3),
];

describe('lambdaArbitrary', () => {
  it('keeps the laws and allows only λ with balanced weights', () => {
    shrinksStrictlySmaller(lambdaDraw(), { size: sumOfDraws, smallest: { sign: 0, root: 0, octaves: 0 } });
    for (const widths of WIDTHS) {
      const arbitrary = lambdaArbitrary(widths);
      if (widths.Nh <= Math.max(widths.Ni, widths.No)) sameSeedSameValue(arbitrary);
      onlyValidAlsoWhenShrunk(arbitrary, lambda => {
        expect(lambda.abs().sqrt()).toBeDefined();
        expect(balancedWeightsExist(widths, lambda.sign())).toBe(true);
      });
      shrinksStrictlySmaller(arbitrary, { smallest: '0' });
    }
    shrinksStrictlySmaller(lambdaArbitrary(architecture(1, 1, 1), 'negative'), { smallest: '-1' });
    expect(() => lambdaArbitrary(architecture(1, 2, 1), 'positive')).toThrow(
      expect.objectContaining({ code: 'NO_SUCH_WEIGHTS' }),
    );
  });
});
