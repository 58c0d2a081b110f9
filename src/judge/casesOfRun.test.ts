import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesFor } from '../../properties/arbitraries/casesFor.ts';
import { nonSingularB } from '../../properties/hypotheses/nonSingularB.ts';
import { caseHash } from './caseJson.ts';
import { casesOfRun } from './casesOfRun.ts';
import { withDegenerateFirst } from './degenerate.ts';

const first = <T>(cases: fc.Arbitrary<T>, seed: number, count: number): T[] =>
  Array.from({ length: count }, (_, place) => casesOfRun(cases, seed)(place));

describe('the cases of a run', () => {
  it.each([1, 20251, -7])('are those that fast-check draws from the seed %i', seed => {
    const cases = casesFor([nonSingularB.narrows!])!;
    const drawn = fc.sample(withDegenerateFirst(cases), { seed, numRuns: 60 });
    expect(first(cases, seed, 60).map(caseHash)).toEqual(drawn.map(caseHash));
  });

  it('are drawn once, in whatever order they are asked for, while they are kept', () => {
    let draws = 0;
    const counted = fc.nat().map(value => {
      draws += 1;
      return { value };
    });
    const [later] = [casesOfRun(counted, 3)(9)];
    expect(first(counted, 3, 10).at(-1)).toBe(later);
    expect(draws).toBe(10);
    // Another seed is another run.
    expect(first(counted, 4, 10)).not.toEqual(first(counted, 3, 10));
    expect(draws).toBe(30);
  });

  it('are no longer kept after many of them, or many other runs', () => {
    const cases = fc.nat().map(value => ({ value }));
    const before = casesOfRun(cases, 1)(300);
    expect(casesOfRun(cases, 1)(300)).not.toBe(before);
    expect(casesOfRun(cases, 1)(300)).toEqual(before);
    const few = casesOfRun(cases, 2)(0);
    for (let others = 0; others < 64; others++) casesOfRun(fc.nat(), 2)(0);
    expect(casesOfRun(cases, 2)(0)).not.toBe(few);
  });
});
