import { describe, expect, it } from 'vitest';
import { identity, multiply } from '../../src/numbers/linearAlgebra.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { orthogonalDraw, orthogonalFrom } from './orthogonalDraw.ts';
import { onlyValidAlsoWhenShrunk, sameSeedSameValue, shrinksStrictlySmaller, sumOfDraws } from './testing/laws.ts';

const F = rationalField;

describe('orthogonalDraw', () => {
  it('keeps the laws and is orthogonal exactly', () => {
    shrinksStrictlySmaller(orthogonalDraw(3), { size: sumOfDraws, smallest: { turns: [0, 0, 0], flips: [0, 0, 0] } });
    sameSeedSameValue(orthogonalDraw(3));
    onlyValidAlsoWhenShrunk(orthogonalDraw(3), draw => {
      for (const size of [1, 2, 3]) {
        const Q = orthogonalFrom(draw, size);
        expect(multiply(F, Q.transpose(), Q)).toEqual(identity(F, size));
      }
    });
  });
});
