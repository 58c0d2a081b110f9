import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import type { Judge, Judgement } from './claim.ts';
import { undecided } from './compare.ts';
import { confirm } from './confirm.ts';
import { judgeReading } from './judgeReading.ts';
import { remember } from './remember.ts';
import { caseOf, fakeReading, numberOf, OPTIONS, states } from './testing/fakeReading.ts';

/** An oracle for the number n that says who was asked. `lies` says in which arithmetic it is off. */
const asking =
  (stated: (n: number) => number, lies: (arithmetic: 'bigint' | 'decimal') => boolean): Judge =>
  (given, effort) => {
    const {
      truth: { arithmetic },
      digits,
      onAsked,
    } = effort;
    onAsked?.({ oracle: 'gradient flow', arithmetic, digits: digits + 6 });
    const n = numberOf(given);
    return states(() => (lies(arithmetic) ? 2 * n + 1 : stated(n)))(given, effort);
  };

const certain = { evidence: 'high-precision' } as const;
const wrong = (n: number): number => 3 * n + 1;

describe('confirm', () => {
  it('looks again by decimal.js alone at twice the digits, and says who was asked', () => {
    const found = confirm(
      fakeReading(
        asking(wrong, () => false),
        certain,
      ),
      caseOf(40),
      { digits: 30, truth: TRUTH },
    );
    expect(found).toMatchObject({
      confirmedAtDigits: 60,
      confirmation: {
        by: 'decimal',
        digits: 60,
        asked: [{ oracle: 'gradient flow', arithmetic: 'decimal', cases: 1, digits: 66 }],
      },
    });
  });

  it.each(['bigint', 'decimal'] as const)('catches an oracle that lies in one arithmetic: %s', async liar => {
    // Right statements: all that fails is the arithmetic.
    const reading = fakeReading(
      asking(
        n => n,
        arithmetic => arithmetic === liar,
      ),
      certain,
    );
    const { record, refutation } = await judgeReading(reading, OPTIONS);
    expect(refutation).toBeUndefined();
    expect(record.outcome).toBe(liar === 'bigint' ? 'undecided' : 'held');
    if (liar === 'bigint') expect(record.doubt).toMatch('held in a second arithmetic at twice the digits');
    // A wrong one that the second arithmetic does not see fail.
    const unseen: Judge = (given, effort) =>
      effort.truth.arithmetic === 'decimal'
        ? asking(
            n => n,
            () => false,
          )(given, effort)
        : asking(wrong, () => false)(given, effort);
    expect(confirm(fakeReading(unseen, certain), caseOf(40), { digits: 30, truth: TRUTH })).toMatch(
      'held in a second arithmetic',
    );
  });

  it('catches a second look that is a memory of the first', () => {
    const known = new Map<number, Judgement>();
    const forgetful: Judge = (given, effort) => {
      const n = numberOf(given);
      const kept = known.get(n);
      if (kept !== undefined) return kept;
      const judgement = asking(wrong, () => false)(given, effort);
      known.set(n, judgement);
      return judgement;
    };
    expect(confirm(fakeReading(forgetful, certain), caseOf(40), { digits: 30, truth: TRUTH })).toBe(
      'the second look is a memory of the first',
    );
  });

  it('catches a kept answer of an oracle behind a judgement that is made anew', () => {
    const kept: number[] = [];
    const judge: Judge = (given, effort) => {
      if (kept.length === 0) effort.onAsked?.({ oracle: 'Riccati flow', arithmetic: 'bigint', digits: 12 });
      kept.push(numberOf(given));
      return states(wrong)(given, effort);
    };
    expect(confirm(fakeReading(judge, certain), caseOf(40), { digits: 30, truth: TRUTH })).toBe(
      'the second look is a memory of the first',
    );
  });

  it('lets a judge keep its answers where it keeps them in the memory of the look', () => {
    let computed = 0;
    const recall = remember<number>(10);
    const judge: Judge = (given, effort) => {
      const n = recall(effort, String(numberOf(given)), ({ truth: { arithmetic }, onAsked }) => {
        computed += 1;
        onAsked?.({ oracle: 'gradient flow', arithmetic, digits: 70 });
        return numberOf(given);
      });
      return states(() => wrong(n))(given, effort);
    };
    const reading = fakeReading(judge, certain);
    expect(confirm(reading, caseOf(41), { digits: 30, truth: TRUTH })).toMatchObject({
      confirmation: { by: 'decimal' },
    });
    expect(confirm(reading, caseOf(41), { digits: 30, truth: TRUTH })).toMatchObject({
      confirmation: { by: 'decimal' },
    });
    // The first look once, and each second look for itself.
    expect(computed).toBe(3);
  });

  it('refuses a second look that asks the kernel all the same', () => {
    const judge: Judge = (given, effort) => {
      effort.onAsked?.({ oracle: 'gradient flow', arithmetic: 'bigint', digits: 70 });
      return states(wrong)(given, effort);
    };
    expect(confirm(fakeReading(judge, certain), caseOf(40), { digits: 30, truth: TRUTH })).toMatch('asked the kernel');
  });

  it('says what confirmed instead where decimal.js is too slow', () => {
    const judge: Judge = (given, effort) =>
      effort.truth.arithmetic === 'decimal'
        ? undecided('oracle', 'too many steps')
        : asking(wrong, () => false)(given, effort);
    expect(confirm(fakeReading(judge, certain), caseOf(40), { digits: 30, truth: TRUTH })).toMatchObject({
      confirmation: { by: 'bigint', instead: 'too many steps', asked: [{ arithmetic: 'bigint', digits: 66 }] },
    });
  });

  it('names fewer digits where the oracle gives fewer, and none of an exact decision', () => {
    const few: Judge = (given, effort) => {
      effort.onAsked?.({ oracle: 'Riccati flow', arithmetic: effort.truth.arithmetic, digits: 24.6 });
      return states(wrong)(given, effort);
    };
    expect(confirm(fakeReading(few, certain), caseOf(40), { digits: 30, truth: TRUTH })).toMatchObject({
      confirmedAtDigits: 24,
    });
    const by = (evidence: 'exact' | 'high-precision') =>
      confirm(fakeReading(states(wrong), { evidence }), caseOf(40), { digits: 30, truth: TRUTH });
    expect(by('exact')).toMatchObject({ confirmation: { by: 'exact', asked: [] } });
    expect(by('high-precision')).toMatchObject({ confirmation: { by: 'case', asked: [] } });
  });
});
