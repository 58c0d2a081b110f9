import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regimesOf, timeOfPhase } from '../../src/judge/regime.ts';
import { problemArbitrary } from './problemArbitrary.ts';
import { onlyValidAlsoWhenShrunk, sameSeedSameValue, shrinksStrictlySmaller } from './testing/laws.ts';
import { type Phase, timeArbitrary } from './timeArbitrary.ts';

describe('timeArbitrary', () => {
  it('keeps the laws, and is early, middle or late in any problem as asked', () => {
    sameSeedSameValue(timeArbitrary());
    shrinksStrictlySmaller(timeArbitrary(), { smallest: '1' });
    for (const phase of ['early', 'middle', 'late'] as const satisfies readonly Phase[]) {
      const both = fc.tuple(timeArbitrary({ phase }), problemArbitrary());
      onlyValidAlsoWhenShrunk(both, ([wanted, { problem, lambda }]) => {
        const time = timeOfPhase(problem, lambda, wanted);
        expect(regimesOf(problem, lambda, time)).toContainEqual({ axis: 'time', value: phase });
      });
    }
  });
});
