import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lambdaBalanced } from '../hypotheses/lambdaBalanced.ts';
import { lambdaNegative } from '../hypotheses/lambdaNegative.ts';
import { lambdaPositive } from '../hypotheses/lambdaPositive.ts';
import { zeroBalanced } from '../hypotheses/zeroBalanced.ts';
import { casesFor } from './casesFor.ts';

describe('casesFor', () => {
  it.each([lambdaBalanced, zeroBalanced, lambdaPositive, lambdaNegative])(
    'draws none that does not meet $name',
    ({ narrows, holds }) => {
      const cases = fc.sample(casesFor([narrows!])!, { seed: 2, numRuns: 80 });
      expect(cases.filter(given => !holds(given))).toEqual([]);
    },
  );

  it('draws weights of any balance where no hypothesis speaks of it, and no case where two contradict each other', () => {
    const cases = fc.sample(casesFor([])!, { seed: 2, numRuns: 80 });
    const balanced = cases.filter(given => lambdaBalanced.holds(given)).length;
    expect(balanced).toBeGreaterThan(30);
    expect(balanced).toBeLessThan(70);
    expect(casesFor([lambdaPositive.narrows!, lambdaNegative.narrows!])).toBeUndefined();
    expect(casesFor([{ suits: ({ Ni }) => Ni > 100 }])).toBeUndefined();
    // A single singular value is there or not; no two rows are balanced with one column by a λ above zero.
    expect(casesFor([{ rank: 'deficient' }, { suits: ({ Ni }) => Ni === 1 }])).toBeUndefined();
    expect(casesFor([lambdaPositive.narrows!, { suits: ({ Nh, No }) => Nh > No }])).toBeUndefined();
  });
});
