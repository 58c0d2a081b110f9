import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseArbitrary } from '../../properties/arbitraries/caseArbitrary.ts';
import { equalDimensions } from '../../properties/hypotheses/equalDimensions.ts';
import type { Case } from '../judge/case.ts';
import { architectureOf } from '../network/problem.ts';
import { bindCase, screenCases, traitsOf } from './screenCases.ts';
import { RATE_CHECK, rateFormula } from './testing/searches.ts';

const common = {
  cases: caseArbitrary({}),
  hypotheses: [],
  truthOf: RATE_CHECK.truthOf,
  bind: bindCase(rateFormula()),
  seed: 11,
  count: 10,
  pool: 80,
};

function traits(cases: readonly { readonly given: Case }[]): string[] {
  return cases.flatMap(({ given }) => [...traitsOf(given)]);
}

describe('screenCases', () => {
  it('begins with a generic case and covers what was drawn', async () => {
    const chosen = await screenCases(common);
    const { problem, lambda } = chosen[0]!.given;
    const { Ni, No } = architectureOf(problem);
    expect(Ni).not.toBe(No);
    expect(lambda.sign()).not.toBe(0);
    expect(traits(chosen.slice(0, 1))).toContain('rank of W2W1 at the start: full');
    expect(traits(chosen)).toEqual(
      expect.arrayContaining([
        'sign of λ: negative',
        'sign of λ: zero',
        'sign of λ: positive',
        'dimensions: Ni < No',
        'dimensions: Ni = No',
        'dimensions: Ni > No',
        'rank of the task: deficient',
      ]),
    );
    expect(chosen.length).toBeLessThanOrEqual(10);
    expect(new Set(chosen.map(({ given }) => given)).size).toBe(chosen.length);
  });

  it('takes the generic case first, however rare, and no case for nothing', async () => {
    const some = fc.sample(common.cases, { seed: 4, numRuns: 60 });
    const isGeneric = ({ problem, lambda }: Case): boolean => {
      const { Ni, Nh, No } = architectureOf(problem);
      return Math.min(Ni, Nh, No) > 1 && Ni !== No && lambda.sign() !== 0 && problem.tau.toNumber() !== 1;
    };
    const isBland = ({ problem }: Case): boolean => problem.W1.data.length === 1 && problem.W2.data.length === 1;
    const [generic, bland] = [some.find(isGeneric)!, some.filter(isBland).slice(0, 3)];
    const mostlyBland = fc.constantFrom(...bland, ...bland, ...bland, generic);
    const chosen = await screenCases({ ...common, cases: mostlyBland, pool: 40 });
    expect(chosen[0]!.given).toEqual(generic);
    // Four to begin with, then only what adds a trait.
    expect(chosen.length).toBeLessThanOrEqual(4 + bland.length);
  });

  it('is the same for the same seed, and keeps to the hypotheses', async () => {
    const [first, second] = [await screenCases(common), await screenCases(common)];
    expect(first.map(({ given }) => JSON.stringify(given))).toEqual(second.map(({ given }) => JSON.stringify(given)));
    const square = await screenCases({ ...common, hypotheses: [equalDimensions] });
    expect(square.length).toBeGreaterThan(3);
    expect(square.every(({ given }) => equalDimensions.holds(given))).toBe(true);
  });

  it('measures errors against the truth, and against 1 where that is zero', async () => {
    const still = fc.constant(fc.sample(common.cases, { seed: 1, numRuns: 1 })[0]!);
    const [one] = await screenCases({
      ...common,
      cases: still,
      pool: 1,
      truthOf: () => RATE_CHECK.truthOf(fc.sample(still, 1)[0]!).map(() => 0),
    });
    expect(one!.size).toBe(1);
    const [other] = await screenCases({
      ...common,
      cases: still,
      pool: 1,
      truthOf: given => RATE_CHECK.truthOf(given).map(() => 3),
    });
    expect(other!.size).toBeCloseTo(3 * Math.sqrt(other!.truth.data.length), 12);
    const none = await screenCases({
      ...common,
      cases: still,
      pool: 1,
      truthOf: given => RATE_CHECK.truthOf(given).map(() => Number.NaN),
    });
    expect(none).toEqual([]);
  });
});
