import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyWeightsCaseArbitrary } from './anyWeightsCaseArbitrary.ts';

const drawn = fc.sample(anyWeightsCaseArbitrary, { numRuns: 1500, seed: 3 });
const largest = (entries: readonly { abs(): { toNumber(): number } }[]): number =>
  Math.max(...entries.map(entry => entry.abs().toNumber()));

describe('anyWeightsCaseArbitrary', () => {
  it('gives each task a time that is moderate for it, or earlier, in whatever units', () => {
    // Two time constants of a task of entries up to 2.
    const reached = drawn.map(({ problem, time }) => time.toNumber() * largest(problem.sigmaYX.data));
    expect(Math.max(...reached)).toBe(4);
    expect(Math.min(...reached.filter(value => value > 0))).toBeLessThan(2 ** -32);
  });

  it('reaches units of 2^±20 and beyond, and tasks of 2^±40 beside the weights', () => {
    const sizes = drawn
      .map(({ problem }) => largest([...problem.W1.data, ...problem.W2.data]))
      .filter(size => size > 0);
    expect(Math.min(...sizes)).toBeLessThan(2 ** -20);
    expect(Math.max(...sizes)).toBeGreaterThan(2 ** 20);
    const beside = drawn
      .map(({ problem: { W1, W2, sigmaYX } }) => largest(sigmaYX.data) / largest([...W1.data, ...W2.data]) ** 2)
      .filter(ratio => ratio > 0 && Number.isFinite(ratio));
    expect(Math.min(...beside)).toBeLessThan(2 ** -40);
    expect(Math.max(...beside)).toBeGreaterThan(2 ** 40);
  });
});
