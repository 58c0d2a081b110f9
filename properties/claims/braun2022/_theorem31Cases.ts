import fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';

/**
 * Zero-balanced starts on tasks of full rank. One in four has unequal dimensions and more than one mode, weights and task drawn
 * apart: only there the complements are multiplied by a B that is neither a number nor symmetric.
 */
export const theorem31Cases: fc.Arbitrary<Case> = fc.oneof(
  { weight: 3, arbitrary: caseArbitrary({ lambda: 'zero', rank: 'full' }) },
  {
    weight: 1,
    arbitrary: caseArbitrary({
      lambda: 'zero',
      rank: 'full',
      aligned: false,
      accepts: ({ Ni, Nh, No }) => Ni !== No && Math.min(Ni, Nh, No) > 1,
    }),
  },
);
