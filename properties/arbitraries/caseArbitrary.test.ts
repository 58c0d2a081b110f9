import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import { convert } from '../../src/numbers/linearAlgebra.ts';
import { type CaseOptions, caseArbitrary } from './caseArbitrary.ts';

/** The non-zero singular values of tasks, largest first. */
const valuesOf = (options: CaseOptions): number[][] =>
  fc.sample(caseArbitrary(options), { seed: 4, numRuns: 400 }).map(({ problem: { sigmaYX } }) => {
    const all = [...float64Svd(convert(float64Field, sigmaYX)).s];
    return all.filter(value => value > 1e-9 * all[0]!);
  });
const spread = (values: readonly number[]): number => values[0]! / values.at(-1)!;

describe('caseArbitrary', () => {
  it('leaves out tasks that are zero where asked to, and no others', () => {
    expect(valuesOf({}).filter(({ length }) => length === 0).length).toBeGreaterThan(0);
    const kept = valuesOf({ task: 'non-zero' });
    expect(kept.filter(({ length }) => length === 0)).toEqual([]);
    expect(Math.max(...kept.map(spread))).toBeGreaterThan(1e5);
    expect(Math.min(...kept.map(([largest]) => largest!))).toBeLessThan(1e-6);
    expect(Math.max(...kept.map(([largest]) => largest!))).toBeGreaterThan(1e6);
  });

  it('leaves out tasks whose values are far apart where all has to settle, and not those that are small or large', () => {
    const kept = valuesOf({ settles: true }).filter(({ length }) => length > 0);
    expect(Math.max(...kept.map(spread))).toBeLessThan(100);
    expect(Math.min(...kept.map(([largest]) => largest!))).toBeLessThan(1e-6);
    expect(Math.max(...kept.map(([largest]) => largest!))).toBeGreaterThan(1e6);
  });
});
