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

  it('leaves out early extremes where asked to, and times after 20', () => {
    const drawn = fc.sample(timeArbitrary({ extremes: false }), { numRuns: 400, seed: 1 });
    const times = drawn.map(time => time.toNumber());
    expect(Math.max(...times)).toBe(20);
    expect(Math.min(...times.filter(time => time > 0))).toBe(1 / 1000);
  });
});
