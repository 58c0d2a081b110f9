import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowCase } from '../../src/judge/case.ts';
import type { Judge } from '../../src/judge/claim.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import { flow } from '../../src/network/flow.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { scalar } from './_exact.ts';
import { isSo } from './_exactly.ts';
import { type PaperClaim, paperClaim } from './_paperClaim.ts';

const one = scalar(Rational.ONE);
const cases = fc.constant<FlowCase>({ flow: flow({ layers: [one], sigmaYX: one }), time: Rational.ZERO, extra: {} });
const judgeOf = (holds: boolean): Judge<FlowCase> => isSo(() => ({ quantity: 'q', isSo: holds, reason: 'r' }));
const [printed, other] = [judgeOf(false), judgeOf(true)];
const positive: Hypothesis<FlowCase> = { name: 'positive', meaning: 'W1 > 0', holds: () => true };

const PARTS: PaperClaim<FlowCase> = {
  ...{ id: 'eq-1', title: 'A title', section: '1', topic: 'A topic', place: 'equation 1' },
  ...{ statement: 'a = b', cases, judge: printed, wrong: {} },
};
const readingsOf = (parts: Partial<PaperClaim<FlowCase>>) => paperClaim('paper', { ...PARTS, ...parts }).readings;

describe('a claim of a paper', () => {
  it('has one reading, exact and without hypotheses, where nothing else is said', () => {
    const claim = paperClaim('paper', PARTS);
    expect(claim).toEqual({
      ...{ id: 'paper/eq-1', title: 'A title', section: '1', topic: 'A topic', place: 'equation 1' },
      readings: [{ name: 'as printed', statement: 'a = b', cases, judge: printed, hypotheses: [], evidence: 'exact' }],
      mutants: [],
    });
  });

  it('puts the paper before its own id and before those it rests on', () => {
    const { id, restsOn } = paperClaim('paper', { ...PARTS, restsOn: ['eq-0', 'thm-1:proof'] });
    expect([id, restsOn]).toEqual(['paper/eq-1', ['paper/eq-0', 'paper/thm-1:proof']]);
  });

  it('has its readings in one order, whatever that of its parts', () => {
    const change = { judge: other };
    const names = readingsOf({ corrected: change, narrowed: change, fair: change }).map(({ name }) => name);
    expect(names).toEqual(['as printed', 'fair reading', 'with an extra hypothesis', 'as corrected']);
  });

  it('takes over for a further reading what that does not change', () => {
    const [first, second] = readingsOf({
      ...{ hypotheses: [positive], evidence: 'trend', costly: true, measured: () => 'p = 1' },
      corrected: { statement: 'a = −b', judge: other },
    });
    expect(second).toEqual({ ...first, name: 'as corrected', statement: 'a = −b', judge: other });
    expect(first).toMatchObject({ hypotheses: [positive], evidence: 'trend', costly: true, judge: printed });
  });

  it('lets a further reading drop a hypothesis and name its own evidence', () => {
    const [first, second] = readingsOf({
      hypotheses: [positive],
      corrected: { hypotheses: [], evidence: 'simulated' },
    });
    expect([first!.hypotheses, first!.evidence]).toEqual([[positive], 'exact']);
    expect([second!.hypotheses, second!.evidence]).toEqual([[], 'simulated']);
  });

  it('keeps wrong versions by their names', () => {
    const { mutants } = paperClaim('paper', { ...PARTS, wrong: { 'as printed': printed, 'the other sign': other } });
    expect(mutants).toEqual([
      { name: 'as printed', judge: printed },
      { name: 'the other sign', judge: other },
    ]);
  });
});
