import { describe, expect, it } from 'vitest';
import { compareRecords } from './compareRecords.ts';
import { isFailure } from './gateRecord.ts';
import { sampleGate } from './testing/sampleGate.ts';

const CASES = 20;
const first = sampleGate({ cases: CASES, subject: 'a' });

describe('subjects are put side by side', () => {
  it('that agree have no disagreements, and their names are told apart', () => {
    const comparison = compareRecords([first, first, sampleGate({ cases: CASES, subject: 'b' })]);
    expect(comparison).toMatchObject({ names: ['a (1)', 'a (2)', 'b'], shared: CASES, disagreements: [] });
    const loss = comparison.claims.find(({ claim }) => claim === 'flow:loss')!.subjects;
    const failed = first.cases.flatMap(({ results }) =>
      results.filter(({ claim, outcome }) => claim === 'flow:loss' && isFailure(outcome)),
    );
    expect(failed.length).toBeGreaterThan(0);
    expect(loss[0]).toMatchObject({ failed: failed.length, held: CASES - failed.length, worst: 1.2 });
    expect(comparison.claims.at(-1)!.subjects[0]!.notJudged).toContain('does not give');
  });

  it('and disagree where one held what another failed, first, and where their digits are far apart', () => {
    const other = sampleGate({
      cases: CASES,
      subject: 'b',
      change: (result, { sequence }) =>
        result.claim !== 'flow:qqt'
          ? result
          : sequence === 3
            ? { claim: result.claim, outcome: 'failed', digits: 1, reason: 'r' }
            : sequence === 4
              ? { ...result, digits: result.digits! - 4 }
              : sequence === 5
                ? { ...result, digits: result.digits! - 2.5 }
                : result,
    });
    const { disagreements } = compareRecords([first, other]);
    expect(disagreements.map(({ hash }) => hash)).toEqual([first.cases[3]!.hash, first.cases[4]!.hash]);
    expect(disagreements[0]).toMatchObject({
      claim: 'flow:qqt',
      answers: [{ outcome: 'held' }, { outcome: 'failed', digits: 1, reason: 'r' }],
    });
    expect(disagreements[0]!.apart).toBeUndefined();
    expect(disagreements[1]!.apart).toBeCloseTo(4);
    expect(compareRecords([first, other], 2).disagreements).toHaveLength(3);
  });

  it('with cases that only one has, and claims that one was not asked about', () => {
    const fewer = { ...first, header: { ...first.header, claims: first.header.claims.slice(0, 1) }, cases: [] };
    const comparison = compareRecords([first, fewer]);
    expect(comparison).toMatchObject({ shared: 0, disagreements: [] });
    expect(comparison.claims[1]!.subjects[1]).toEqual({ held: 0, failed: 0, other: 0, notJudged: 'not asked for' });
  });

  it('needs two records and a limit', () => {
    expect(() => compareRecords([first])).toThrow('records must be at least two, got 1');
    expect(() => compareRecords([first, first], 0)).toThrow('apart must be above 0 digits, got 0');
  });
});
