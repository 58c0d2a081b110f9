import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { FALSE_VERDICT, sequentialTest } from './sequentialTest.ts';

/** Draws of an event of probability p. */
function event(p: number, seed: number): () => boolean {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator) < p;
}

const seeds = Array.from({ length: 200 }, (_, k) => 1000 + k);

describe('sequentialTest', () => {
  it('finds the side of the threshold, sooner the farther it is', () => {
    const draws = [0.99, 0.8, 0.6].map(p => {
      const found = sequentialTest(event(p, 7), { threshold: 0.5, budget: 1e5 });
      expect(found.outcome).toBe('above');
      expect(found.seen).toBeLessThanOrEqual(found.draws);
      return found.draws;
    });
    expect(draws).toEqual([...draws].sort((a, b) => a - b));
    expect(sequentialTest(event(0.3, 7), { threshold: 0.5, budget: 1e5 }).outcome).toBe('below');
    expect(sequentialTest(event(0.999, 7), { threshold: 0.99, budget: 1e5 }).outcome).toBe('above');
  });

  it('ends at the first draw at which the bound allows it', () => {
    // All draws seen: M(1/2) = 2ⁿ/(n + 1), which passes 10⁹ at n = 36 (2³⁶/37 ≈ 1.86·10⁹, 2³⁵/36 ≈ 0.95·10⁹).
    expect(sequentialTest(() => true, { threshold: 0.5, budget: 100 })).toEqual({
      outcome: 'above',
      draws: 36,
      seen: 36,
    });
    expect(sequentialTest(() => false, { threshold: 0.5, budget: 100 })).toEqual({
      outcome: 'below',
      draws: 36,
      seen: 0,
    });
    expect(sequentialTest(() => true, { threshold: 0.5, budget: 100, falseVerdict: 0.1 }).draws).toBe(7);
    expect(FALSE_VERDICT).toBe(1e-9);
  });

  it('is undecided at its budget', () => {
    expect(sequentialTest(() => true, { threshold: 0.5, budget: 35 })).toEqual({
      outcome: 'undecided',
      draws: 35,
      seen: 35,
    });
    expect(sequentialTest(event(0.5, 7), { threshold: 0.5, budget: 2000 }).outcome).toBe('undecided');
  });

  it('is wrong no more often than it says', () => {
    // At the threshold itself every verdict is false: at a bound of 1/20 there are about as many as 10 of 200 at most.
    const verdicts = seeds.filter(
      seed =>
        sequentialTest(event(0.3, seed), { threshold: 0.3, budget: 2000, falseVerdict: 0.05 }).outcome !== 'undecided',
    );
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.length).toBeLessThanOrEqual(20);
  });

  it.each([
    ['threshold', { threshold: 0, budget: 1 }],
    ['threshold', { threshold: 1, budget: 1 }],
    ['threshold', { threshold: Number.NaN, budget: 1 }],
    ['falseVerdict', { threshold: 0.5, budget: 1, falseVerdict: 0 }],
    ['budget', { threshold: 0.5, budget: 0 }],
    ['budget', { threshold: 0.5, budget: 1.5 }],
  ])('refuses what is no %s', (argument, options) => {
    expect(() => sequentialTest(() => true, options)).toThrow(expect.objectContaining({ code: 'RANGE', argument }));
  });
});
