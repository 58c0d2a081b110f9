import { describe, expect, it } from 'vitest';
import { bundlesOf } from './bundles.ts';
import type { Claim } from './claim.ts';

/** Not yet opened: nothing of it can be asked for but what it says by itself. */
const claim = (id: string, section: string, costly = false): Claim =>
  ({
    id,
    section,
    readings: [{ costly }],
    get mutants() {
      throw new Error(`opened ${id}`);
    },
  }) as unknown as Claim;

/** Two papers of four sections of five claims. */
const CLAIMS = ['a2020', 'b2021'].flatMap(paper =>
  ['1', '2', '3', '4'].flatMap(section =>
    Array.from({ length: 5 }, (_, at) => claim(`${paper}/eq-${section}.${at}`, section)),
  ),
);
const ids = (bundles: readonly (readonly Claim[])[]): string[] => bundles.flat().map(({ id }) => id);

describe('bundlesOf', () => {
  it('puts every claim into one bundle, whatever the number of threads; one thread has them in their order', () => {
    for (const workers of [2, 3, 50])
      expect(ids(bundlesOf(CLAIMS, { workers })).sort()).toEqual(CLAIMS.map(({ id }) => id).sort());
    expect(bundlesOf(CLAIMS, { workers: 1 })).toEqual([CLAIMS]);
    for (const workers of [1, 2]) expect(bundlesOf([], { workers })).toEqual([]);
  });

  it('keeps neighbours of a section together and in their order, and never joins sections or papers', () => {
    const bundles = bundlesOf(CLAIMS, { workers: 2 });
    expect(Math.max(...bundles.map(({ length }) => length))).toBe(2);
    for (const bundle of bundles) {
      const at = CLAIMS.indexOf(bundle[0]!);
      expect(bundle).toEqual(CLAIMS.slice(at, at + bundle.length));
      expect(new Set(bundle.map(({ id, section }) => id.split('/')[0]! + section)).size).toBe(1);
    }
  });

  it('hands out what took longest first, and leaves no thread alone with more than its share of the end', () => {
    const slow = CLAIMS[17]!;
    const secondsBefore = Object.fromEntries(CLAIMS.map(one => [one.id, one === slow ? 30 : 1]));
    const bundles = bundlesOf(CLAIMS, { workers: 2, secondsBefore });
    expect(bundles[0]).toEqual([slow]);
    const work = bundles.map(bundle => bundle.reduce((sum, { id }) => sum + secondsBefore[id]!, 0));
    expect(work).toEqual([...work].sort((a, b) => b - a));
    expect(work[1]).toBeLessThanOrEqual(69 / 16);
    // 69/8 seconds at the end are of single claims.
    expect(bundles.slice(-8).every(({ length }) => length === 1)).toBe(true);
    expect(bundles[1]!.length).toBeGreaterThan(1);
    // Where nothing is known yet, by what a reading says of its cases.
    const costly = claim('b2021/eq-9', '9', true);
    expect(bundlesOf([...CLAIMS, costly], { workers: 2 })[0]).toEqual([costly]);
  });
});
