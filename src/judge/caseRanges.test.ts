import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyWeightsCaseArbitrary } from '../../properties/arbitraries/anyWeightsCaseArbitrary.ts';
import { type CaseOptions, caseArbitrary } from '../../properties/arbitraries/caseArbitrary.ts';
import { CLAIMS } from '../../properties/claims/index.ts';
import type { AnyCase, Case } from './case.ts';
import { caseFromJson } from './caseJson.ts';
import { caseRanges } from './caseRanges.ts';
import { drawCases } from './drawCases.ts';

const wordsOf = (cases: readonly AnyCase[]): Map<string, string> =>
  new Map(caseRanges(cases).map(({ what, range }) => [what, range]));
const sampled = (cases: fc.Arbitrary<Case>): Map<string, string> =>
  wordsOf(fc.sample(cases, { seed: 5, numRuns: 300 }));

const WHOLE = sampled(caseArbitrary({}));

/** One narrowing of each option, and the word that must then be another. A new option has to be added here. */
const NARROWED: Readonly<Record<keyof CaseOptions, readonly [CaseOptions, string]>> = {
  kinds: [{ kinds: ['bottleneck'] }, 'architecture'],
  maxWidth: [{ maxWidth: 2 }, 'sizes'],
  accepts: [{ accepts: ({ Nh }) => Nh < 3 }, 'sizes'],
  lambda: [{ lambda: 'zero' }, 'λ'],
  rank: [{ rank: 'full' }, 'rank of the task'],
  aligned: [{ aligned: true }, 'alignment'],
  dimensions: [{ dimensions: 'equal' }, 'dimensions'],
  phase: [{ phase: 'early' }, 'time'],
  task: [{ task: 'non-zero' }, 'rank of the task'],
  settles: [{ settles: true }, 'their largest ratio in one task'],
  extremes: [{ extremes: false }, 'extreme'],
};

describe('caseRanges', () => {
  it.each(Object.entries(NARROWED))('says that %s narrows cases', (_, [options, what]) => {
    expect(sampled(caseArbitrary(options)).get(what)).not.toBe(WHOLE.get(what));
  });

  const NO_OPTION: readonly (readonly [string, (given: Case) => boolean, string])[] = [
    [
      'singular values',
      ({ problem: { sigmaYX } }) => sigmaYX.data.every(s => Math.abs(s.toNumber()) < 2),
      'non-zero singular values of Σyx',
    ],
    ['times', ({ time, problem: { tau } }) => time.div(tau).toNumber() < 1, 't/τ'],
    ['the clock', ({ problem: { tau } }) => tau.toNumber() === 1, 'τ'],
    [
      'weights',
      ({ problem: { W2 } }) => W2.data.every(w => Math.abs(w.toNumber()) < 1),
      'non-zero singular values of W2W1',
    ],
  ];
  it.each(NO_OPTION)('says that a filter on %s narrows cases', (_, keeps, what) => {
    expect(sampled(caseArbitrary({}).filter(keeps)).get(what)).not.toBe(WHOLE.get(what));
  });

  it('gives what it saw, and nothing where there is none', () => {
    const given = caseFromJson({ W1: [[2]], W2: [[2]], sigmaYX: [[-3]], tau: 2, time: 1, extra: { eta: [['1/4']] } });
    expect(Object.fromEntries(wordsOf([given]))).toEqual({
      sizes: 'Ni 1, Nh 1, No 1',
      architecture: 'square only',
      dimensions: 'Ni = No only',
      'sign of λ': 'zero only',
      'size of λ': 'zero only',
      'rank of the task': 'full only',
      alignment: 'aligned only',
      extreme: 'none only',
      time: 'middle only',
      λ: '0',
      'non-zero singular values of Σyx': '3',
      'non-zero singular values of W2W1': '4',
      't/τ': '0.5',
      τ: '2',
      eta: '0.25',
    });
    const task = [
      [0, 6],
      [-2, 0],
    ];
    const wide = caseFromJson({ W1: [[1, 0]], W2: [[1], [0]], sigmaYX: task, tau: 1, time: 1 });
    expect(wordsOf([wide]).get('their largest ratio in one task')).toBe('3');
    const late = caseFromJson({ W1: [[0]], W2: [[0]], sigmaYX: [[123456]], tau: 1, time: 3220000000 });
    expect(wordsOf([given, late]).get('t/τ')).toBe('0.5 to 3.22e9');
    expect(wordsOf([late]).get('non-zero singular values of Σyx')).toBe('123000');
    expect(caseRanges([])).toEqual([]);
    expect(sampled(anyWeightsCaseArbitrary).get('balance')).toMatch(/^a multiple of I on \d+ of 300 cases$/);
  });

  it.each([
    ['domine2025/sec-5:bottleneck-stays-rich', 'non-zero singular values of Σyx', /^1\.5\d* to (2\.\d+|3)$/],
    ['domine2025/sec-5:bottleneck-stays-rich', 'architecture', /^bottleneck only$/],
    ['braun2022/eq-5', 'dimensions', /^Ni = No only$/],
  ])('%s shows that it is narrowed in %s', async (id, what, range) => {
    const cases: AnyCase[] = [];
    await drawCases(CLAIMS.find(claim => claim.id === id)!.readings[0], { seed: 1, runs: 60, shrink: false }, given => {
      cases.push(given);
      return true;
    });
    expect(wordsOf(cases).get(what)).toMatch(range);
  });
});
