import { describe, expect, it } from 'vitest';
import { diffRecords, lossLimits } from './diff.ts';
import type { GateCase, GateRecord, GateResult } from './gateRecord.ts';
import { HOSTILE, sampleGate } from './testing/sampleGate.ts';

const CASES = 60;
const before = sampleGate({ cases: CASES });

function changed(change: (result: GateResult, given: GateCase) => GateResult): GateRecord {
  return sampleGate({ cases: CASES, change });
}

/** The claim's digits moved by so many where the case is one of those. */
function moved(claim: string, by: number, where: (given: GateCase) => boolean = () => true): GateRecord {
  return changed((result, given) =>
    result.claim === claim && result.digits !== undefined && where(given)
      ? { ...result, digits: result.digits + by }
      : result,
  );
}

const claimOf = (diff: ReturnType<typeof diffRecords>, id: string) => diff.claims.find(({ claim }) => claim === id)!;

describe('two records are compared', () => {
  it('that have no digits in common show nothing, which is a fault', () => {
    const silent = sampleGate({
      cases: 9,
      change: ({ claim }) => ({ claim, outcome: 'skipped', reason: 'not today' }),
    });
    expect(diffRecords(silent, silent).faults).toEqual([
      'no claim has digits in both records, so that nothing was compared',
    ]);
  });

  it('equal ones: nothing lost, nothing gained, nothing to say', () => {
    const diff = diffRecords(before, before);
    expect(diff).toMatchObject({ faults: [], newFailures: [], fixed: [], settings: [] });
    expect(diff.cases).toEqual({ paired: CASES, onlyBefore: 0, onlyAfter: 0 });
    const rotation = claimOf(diff, 'relation:rotation');
    expect(rotation.whole).toMatchObject({ paired: CASES, medianLoss: 0, losses: [] });
    expect(rotation.whole.worst!.before).toBe(rotation.whole.worst!.after);
    // Every case lies on one value of each axis.
    for (const axis of ['architecture', 'sign of λ', 'time'])
      expect(rotation.regimes.filter(regime => regime.axis === axis).reduce((all, { paired }) => all + paired, 0)).toBe(
        CASES,
      );
  });

  it('a loss on every case exceeds the limits of worst case and median, a gain none', () => {
    const lost = diffRecords(before, moved('relation:rotation', -1.5));
    expect(claimOf(lost, 'relation:rotation').whole.medianLoss).toBeCloseTo(1.5);
    expect(lost.faults).toEqual([
      'relation:rotation: the worst case fell from 11.1 to 9.6 digits',
      'relation:rotation: the median of 60 cases lost 1.5 digits',
    ]);
    for (const { losses, paired } of claimOf(lost, 'relation:rotation').regimes)
      expect(losses).toContain(`the median of ${paired} cases lost 1.5 digits`);
    expect(diffRecords(before, moved('relation:rotation', -0.4)).faults).toEqual([]);
    expect(diffRecords(before, moved('relation:rotation', 2)).faults).toEqual([]);
    expect(diffRecords(before, moved('relation:rotation', -1.5), { loss: 4 }).faults).toEqual([]);
  });

  it('a loss in one regime is found there, though the claim as a whole keeps its median', () => {
    const diff = diffRecords(
      before,
      moved('relation:rotation', -0.8, ({ regime }) => regime.architecture === 'bottleneck'),
    );
    expect(diff.faults).toEqual(['relation:rotation, architecture bottleneck: the median of 12 cases lost 0.8 digits']);
  });

  it('one case that falls far is found by its hash, one that scatters is not', () => {
    const { hash, sequence } = before.cases[9]!;
    const only = (given: GateCase): boolean => given.sequence === sequence;
    const best = claimOf(diffRecords(before, moved('flow:qqt', -2.9, only), { loss: 1 }), 'flow:qqt').whole;
    expect(best.largest).toMatchObject({ hash, sequence });
    const far = diffRecords(before, moved('flow:qqt', -8, only));
    expect(far.faults).toContainEqual(expect.stringMatching(new RegExp(`^flow:qqt: case ${hash} fell from `)));
  });

  it('digits beyond those of a float64 are luck, unless the old record is better than that throughout', () => {
    const exact = moved('flow:qqt', 15);
    expect(diffRecords(exact, moved('flow:qqt', 11)).faults.length).toBeGreaterThan(0);
    const lucky = moved('flow:qqt', 15, ({ sequence }) => sequence % 3 === 0);
    expect(diffRecords(lucky, moved('flow:qqt', 3)).faults).toEqual([]);
  });

  it('what agreed exactly had all digits of a float64', () => {
    const exact = changed(result => {
      const { digits, ...rest } = result;
      return result.claim === 'flow:qqt' ? { ...rest, residual: '0' } : result;
    });
    expect(claimOf(diffRecords(exact, before), 'flow:qqt').whole).toMatchObject({
      paired: CASES,
      worst: { before: 15.95, after: 13.1 },
    });
    expect(claimOf(diffRecords(exact, exact), 'flow:qqt').whole).toMatchObject({ medianLoss: 0, losses: [] });
  });

  it('new failures, fixed ones, and words of the subject as they are', () => {
    const { hash } = before.cases[10]!;
    const broken = changed((result, { sequence }) =>
      result.claim === 'flow:qqt' && sequence === 10
        ? { claim: result.claim, outcome: 'crashed', reason: HOSTILE }
        : result.claim === 'flow:loss' && sequence === 6
          ? { claim: result.claim, outcome: 'held', digits: 15 }
          : result,
    );
    const diff = diffRecords(before, broken);
    expect(diff.newFailures).toEqual([
      expect.objectContaining({ claim: 'flow:qqt', hash, before: 'held', after: 'crashed', reason: HOSTILE }),
    ]);
    expect(diff.fixed).toEqual([
      expect.objectContaining({ claim: 'flow:loss', hash: before.cases[6]!.hash, before: 'failed', after: 'held' }),
    ]);
    expect(diff.faults).toEqual(['flow:qqt: 1 new failure']);
    const known = [{ claim: 'flow:qqt', hash, reason: 'a bug of numpy' }];
    expect(diffRecords(before, broken, { known })).toMatchObject({ known: 1, newFailures: [], faults: [] });
    expect(diffRecords(before, broken, { known: [{ ...known[0]!, subject: 'other' }] }).faults).toHaveLength(1);
  });

  it('a case that only one has counts against a claim that never failed, not against one that did', () => {
    const part = { ...before, cases: before.cases.slice(0, 30) };
    const broken = changed((result, { sequence }) =>
      sequence === 50 && (result.claim === 'flow:qqt' || result.claim === 'flow:loss')
        ? { claim: result.claim, outcome: 'failed' }
        : result,
    );
    const diff = diffRecords(part, broken);
    expect(diff.cases).toEqual({ paired: 30, onlyBefore: 0, onlyAfter: 30 });
    expect(diff.newFailures).toEqual([expect.not.objectContaining({ before: expect.anything() })]);
    expect(diff.newFailures[0]).toMatchObject({ claim: 'flow:qqt', sequence: 50 });
    expect(diff.settings).toEqual(['the old record has not cases 30–59']);
  });

  it('a claim that is not answered any more is a fault, one that was not asked for is none', () => {
    const mute = changed(result =>
      result.claim === 'flow:qqt' ? { claim: result.claim, outcome: 'skipped', reason: 'no' } : result,
    );
    expect(diffRecords(before, mute).faults).toEqual(['flow:qqt: was answered and is not any more']);
    const fewer: GateRecord = {
      ...before,
      header: { ...before.header, claims: before.header.claims.slice(1) },
      cases: before.cases.map(one => ({ ...one, results: one.results.filter(({ claim }) => claim !== 'flow:qqt') })),
    };
    expect(claimOf(diffRecords(before, fewer), 'flow:qqt').status).toBe('not asked');
    expect(diffRecords(before, fewer).faults).toEqual([]);
    expect(claimOf(diffRecords(fewer, before), 'flow:qqt').status).toBe('new');
  });

  it('records without a case in common show nothing, and that is a fault', () => {
    const other = sampleGate({ cases: CASES, seed: 8 });
    const diff = diffRecords(before, other);
    expect(diff.cases.paired).toBe(0);
    expect(diff.faults).toEqual([expect.stringContaining('no case is in both records')]);
    expect(diff.settings).toEqual(['seed: 7 → 8']);
  });

  it('limits follow one number, which must be one', () => {
    expect(lossLimits(2)).toEqual({ worst: 2, median: 1, single: 6 });
    for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => lossLimits(wrong)).toThrow(/^loss must be above 0 digits, got /);
  });
});
