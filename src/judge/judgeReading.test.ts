import { describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { DloError } from '../errors.ts';
import { Rational } from '../numbers/rational.ts';
import type { Judge } from './claim.ts';
import { undecided } from './compare.ts';
import { confirm } from './confirm.ts';
import { Interrupted } from './drawCases.ts';
import type { Hypothesis } from './hypothesis.ts';
import { judgeReading, MINIMUM_CASES, refutes, residualText } from './judgeReading.ts';
import { SlowApproach } from './limit.ts';
import { decideCase, MAX_WORKING_DIGITS } from './lookAt.ts';
import {
  caseOf,
  fakeReading,
  held,
  neverDecides,
  numberOf,
  OPTIONS,
  right,
  states,
  tooFewDigits,
  wrongFrom37,
  wrongUpTo,
} from './testing/fakeReading.ts';

const only = (name: string, holds: (n: number) => boolean): Hypothesis => ({
  name,
  meaning: name,
  holds: given => holds(numberOf(given)),
});

describe('judgeReading', () => {
  it('lets a right statement hold on every case', async () => {
    const { record, refutation } = await judgeReading(fakeReading(right), OPTIONS);
    expect(record.outcome).toBe('held');
    expect(record.cases).toEqual({ judged: 40, held: 40, failed: 0, undecided: 0, discarded: 0 });
    expect(record.worstResidual).toBe('0');
    expect(refutation).toBeUndefined();
  });

  it('refutes a wrong one with its smallest counterexample, confirmed at twice the digits', async () => {
    const { record, refutation } = await judgeReading(fakeReading(wrongFrom37), OPTIONS);
    expect(record.outcome).toBe('refuted');
    expect(numberOf(refutation!.given)).toBe(37);
    expect(refutation!.confirmedAtDigits).toBe(60);
    expect(refutation!.judgement).toMatchObject({ outcome: 'failed', logResidual: 0, quantity: 'n' });
    const { judged, held: right, failed, undecided: open } = record.cases;
    expect([judged, right + failed + open, open]).toEqual([40, 40, 0]);
    expect(right > 0 && failed > 0).toBe(true);
  });

  it('sees a wrong statement whose hypotheses leave few cases, and shrinks within them', async () => {
    const odd = only('odd', n => n % 2 === 1);
    const above100 = only('above 100', n => n > 100);
    const { record, refutation } = await judgeReading(
      fakeReading(wrongFrom37, { hypotheses: [odd, above100] }),
      OPTIONS,
    );
    expect(record.outcome).toBe('refuted');
    expect(record.cases.judged).toBe(40);
    expect(record.cases.discarded).toBeGreaterThan(0);
    expect(record.cases.held).toBe(0);
    const smallest = numberOf(refutation!.given);
    expect([smallest > 100, smallest % 2]).toEqual([true, 1]);
  });

  it('is vacuous where no case, or too few, meet the hypotheses', async () => {
    const never = await judgeReading(fakeReading(wrongFrom37, { hypotheses: [only('never', () => false)] }), OPTIONS);
    expect(never.record.outcome).toBe('vacuous');
    expect(never.record.cases).toMatchObject({ judged: 0, held: 0, failed: 0 });
    expect(never.record.cases.discarded).toBeGreaterThan(OPTIONS.runs);
    expect(never.refutation).toBeUndefined();

    const runs = MINIMUM_CASES - 1;
    expect((await judgeReading(fakeReading(right), { ...OPTIONS, runs })).record.outcome).toBe('vacuous');
    // Where nothing was judged there are no digits to tell.
    expect(never.record).not.toHaveProperty('digits');
    expect(never.record).not.toHaveProperty('worstResidual');
    expect((await judgeReading(fakeReading(right), { ...OPTIONS, runs: runs + 1 })).record.outcome).toBe('held');
  });

  it.each([
    ['a judge that never decides', neverDecides],
    ['an oracle that never gets its digits', tooFewDigits],
  ])('is undecided with %s', async (_, judge) => {
    const { record, refutation } = await judgeReading(fakeReading(judge), OPTIONS);
    expect(record.outcome).toBe('undecided');
    expect(record.cases).toMatchObject({ judged: 40, undecided: 40 });
    expect(record.worstResidual).toBeUndefined();
    expect(refutation).toBeUndefined();
  });

  it('does not hold where a single case stays undecided', async () => {
    let first = true;
    const once: Judge = (given, effort) => {
      if (first) return undecided('n', 'once');
      return right(given, effort);
    };
    const { record } = await judgeReading(fakeReading(once), {
      ...OPTIONS,
      onCase: () => {
        first = false;
      },
    });
    expect(record.outcome).toBe('undecided');
    expect(record.cases.undecided).toBeGreaterThan(0);
    expect(record.cases.held).toBeGreaterThan(30);
  });

  it('does not take a failure that vanishes at twice the digits for a refutation', async () => {
    const { record, refutation } = await judgeReading(fakeReading(wrongUpTo(30)), OPTIONS);
    expect(record.cases.failed).toBe(40);
    expect(refutation).toBeUndefined();
    expect(record.outcome).toBe('undecided');
    expect((await judgeReading(fakeReading(wrongUpTo(60)), OPTIONS)).record.outcome).toBe('refuted');
  });

  it('gives the same record for the same seed, and other cases for another', async () => {
    const drawn = async (seed: number): Promise<[unknown, number[]]> => {
      const seen: number[] = [];
      const spy: Judge = (given, effort) => {
        seen.push(numberOf(given));
        return wrongFrom37(given, effort);
      };
      const { record, refutation } = await judgeReading(fakeReading(spy), { ...OPTIONS, seed });
      return [{ record, smallest: refutation && numberOf(refutation.given) }, seen];
    };
    const [first, seen] = await drawn(11);
    expect(await drawn(11)).toEqual([first, seen]);
    expect((await drawn(12))[1]).not.toEqual(seen);
  });

  it('tells every case and counts the regimes of all of them', async () => {
    let cases = 0;
    const { record } = await judgeReading(fakeReading(right), {
      ...OPTIONS,
      onCase: () => {
        cases += 1;
      },
    });
    expect(cases).toBe(40);
    const axes = new Map<string, number>();
    for (const { axis, held, failed, undecided } of record.regimes)
      axes.set(axis, (axes.get(axis) ?? 0) + held + failed + undecided);
    expect(axes.size).toBe(8);
    expect(new Set(axes.values())).toEqual(new Set([40]));
    expect(record.regimes).toContainEqual({ axis: 'architecture', value: 'square', held: 40, failed: 0, undecided: 0 });
    const order = record.regimes.map(({ axis, value }) => axis + value);
    expect(order.length).toBeGreaterThan(5);
    expect(order).toEqual(order.toSorted((one, other) => (one < other ? -1 : 1)));
  });

  it('counts agreed digits by the residual and by what was certain, over the cases that held', async () => {
    const agreed: Judge = given => held(numberOf(given) < 500 ? -32 : -55);
    const { record } = await judgeReading(fakeReading(agreed), OPTIONS);
    expect(record.digits!.worst).toBe(32);
    expect(record.worstResidual).toBe('1.0e-32');
    expect(
      (
        await judgeReading(
          fakeReading(() => held(-55)),
          OPTIONS,
        )
      ).record.digits,
    ).toEqual({ worst: 40, median: 40 });
  });

  it('measures over the decided cases only', async () => {
    const half: Judge = (given, effort) => (numberOf(given) < 500 ? right : neverDecides)(given, effort);
    const { record } = await judgeReading(
      fakeReading(half, { measured: judged => `${judged.every(given => numberOf(given) < 500)} ${judged.length}` }),
      OPTIONS,
    );
    expect(record.measured).toBe(`true ${record.cases.held}`);
  });
});

describe('the counterexample that is shown', () => {
  /** From 500 on badly wrong, from 100 on wrong in the ninth digit, from 10 on without a value. */
  const threeKinds =
    (badly: number, slightly: number, none: number): Judge =>
    (given, effort) =>
      states(n => {
        if (n >= badly) return 2 * n;
        if (n >= slightly) return Rational.of(n).mul(Rational.of('1.00000001'));
        return n >= none ? undefined : n;
      })(given, effort);
  const beyond = 10_000;

  it.each([
    ['badly wrong values before all others', 500, 100, 10, 500],
    ['values wrong in a late digit before none', beyond, 100, 10, 100],
    ['no value where there is nothing else', beyond, beyond, 10, 10],
  ])('has %s', async (_, badly, slightly, none, smallest) => {
    const { record, refutation } = await judgeReading(fakeReading(threeKinds(badly, slightly, none)), OPTIONS);
    expect(numberOf(refutation!.given)).toBe(smallest);
    expect(record.worstResidual).toBe('no value');
  });

  it('is the stored one while that refutes, and is looked for again when it does not', async () => {
    const reading = fakeReading(wrongFrom37);
    const withStored = async (...stored: number[]): Promise<number> =>
      numberOf((await judgeReading(reading, OPTIONS, stored.map(caseOf))).refutation!.given);
    expect(await withStored(600)).toBe(600);
    expect(await withStored(5, 700)).toBe(700);
    expect(await withStored(5)).toBe(37);
    const narrow = fakeReading(wrongFrom37, { hypotheses: [only('below 500', n => n < 500)] });
    expect(numberOf((await judgeReading(narrow, OPTIONS, [caseOf(600)])).refutation!.given)).toBe(37);
  });

  it('refutes although no random case fails', async () => {
    const single = states(n => (n === 424_242 ? 1 : n));
    expect((await judgeReading(fakeReading(single), OPTIONS)).record.outcome).toBe('held');
    const { record, refutation } = await judgeReading(fakeReading(single), OPTIONS, [caseOf(424_242)]);
    expect(record.outcome).toBe('refuted');
    expect(numberOf(refutation!.given)).toBe(424_242);
  });

  it('is another one where the stored one fails by rounding only', async () => {
    const judge: Judge = (given, effort) => (numberOf(given) === 2000 ? wrongUpTo(30) : wrongFrom37)(given, effort);
    const { record, refutation } = await judgeReading(fakeReading(judge), OPTIONS, [caseOf(2000)]);
    expect(record.outcome).toBe('refuted');
    expect(numberOf(refutation!.given)).toBe(37);
    const further = await judgeReading(fakeReading(judge), OPTIONS, [caseOf(2000), caseOf(600)]);
    expect(numberOf(further.refutation!.given)).toBe(600);
  });
});

describe('a run that ends early', () => {
  it('throws Interrupted when it is asked to stop, while drawing and while shrinking', async () => {
    let cases = 0;
    const counted = (stopAt: number) => ({
      ...OPTIONS,
      onCase: () => {
        cases += 1;
      },
      shouldStop: () => cases >= stopAt,
    });
    await expect(judgeReading(fakeReading(right), counted(5))).rejects.toBeInstanceOf(Interrupted);
    expect(cases).toBe(5);
    cases = 0;
    await expect(judgeReading(fakeReading(wrongFrom37), counted(OPTIONS.runs))).rejects.toBeInstanceOf(Interrupted);
    expect(cases).toBe(OPTIONS.runs);
  });

  it.each([
    ['a judge', fakeReading(() => raise(new TypeError('broken judge')))],
    ['a hypothesis', fakeReading(right, { hypotheses: [only('broken', () => raise(new TypeError('broken judge')))] })],
    [
      'a judge on few cases',
      fakeReading((given, effort) =>
        numberOf(given) > 900 ? raise(new TypeError('broken judge')) : right(given, effort),
      ),
    ],
    [
      'a judge while shrinking',
      fakeReading((given, effort) =>
        numberOf(given) === 37 ? raise(new TypeError('broken judge')) : wrongFrom37(given, effort),
      ),
    ],
  ])('rethrows an error inside %s as it is', async (_, reading) => {
    await expect(judgeReading(reading, OPTIONS)).rejects.toThrow(new TypeError('broken judge'));
  });
});

describe('decideCase', () => {
  it('doubles the working digits until the case is decided', () => {
    const workings: number[] = [];
    const judge: Judge = (given, effort) => {
      workings.push(effort.working);
      return effort.working < 100 ? undecided('n', 'more') : right(given, effort);
    };
    expect(decideCase(judge, caseOf(3), { digits: 30, truth: TRUTH }).outcome).toBe('held');
    expect(workings).toEqual([40, 80, 160]);
  });

  it('gives up beyond MAX_WORKING_DIGITS, with the last reason', () => {
    const workings: number[] = [];
    const judge: Judge = (_, { working }) => {
      workings.push(working);
      return undecided('n', `at ${working}`);
    };
    expect(decideCase(judge, caseOf(3), { digits: 30, truth: TRUTH })).toMatchObject({
      outcome: 'undecided',
      reason: 'at 320',
    });
    expect(workings).toEqual([40, 80, 160, 320]);
    expect(Math.max(...workings)).toBeLessThanOrEqual(MAX_WORKING_DIGITS);
  });

  it('tries again after a lack of digits, but not after a slow approach, and passes on every other error', () => {
    let tries = 0;
    const raising =
      (error: Error): Judge =>
      (given, effort) => {
        tries += 1;
        return effort.working < 100 ? raise(error) : right(given, effort);
      };
    const lack = new DloError('PRECISION', 'digits', 'must be reached', 'fewer');
    expect([decideCase(raising(lack), caseOf(3), { digits: 30, truth: TRUTH }).outcome, tries]).toEqual(['held', 3]);
    tries = 0;
    const slow = new SlowApproach('PRECISION', 'limit', 'must settle', 'slower');
    expect(decideCase(raising(slow), caseOf(3), { digits: 30, truth: TRUTH })).toMatchObject({
      outcome: 'undecided',
      reason: slow.message,
    });
    expect(tries).toBe(1);
    const other = new DloError('SINGULAR', 'B', 'must be regular', 0);
    expect(() => decideCase(raising(other), caseOf(3), { digits: 30, truth: TRUTH })).toThrow(other);
  });
});

describe('confirm and refutes', () => {
  it('asks for the same failure at twice the digits', () => {
    expect(confirm(fakeReading(wrongFrom37), caseOf(40), { digits: 30, truth: TRUTH })).toMatchObject({
      confirmedAtDigits: 60,
    });
    expect(confirm(fakeReading(wrongFrom37), caseOf(36), { digits: 30, truth: TRUTH })).toBe(
      'the case is held at 30 digits',
    );
    expect(confirm(fakeReading(wrongUpTo(30)), caseOf(40), { digits: 30, truth: TRUTH })).toMatch(
      'held in a second arithmetic',
    );
    const noValue = fakeReading(states(() => undefined));
    expect(confirm(noValue, caseOf(40), { digits: 30, truth: TRUTH })).toMatchObject({
      judgement: { logResidual: Number.POSITIVE_INFINITY },
    });
    // still wrong at 60 digits, but ten times less
    const shrinking: Judge = (given, effort) =>
      states(n => Rational.of(n).mul(Rational.of(effort.digits > 30 ? '1.01' : '1.1')))(given, effort);
    expect(confirm(fakeReading(shrinking), caseOf(40), { digits: 30, truth: TRUTH })).toMatch('the failure is another');
  });

  it('refutes only within the hypotheses', () => {
    const even = fakeReading(wrongFrom37, { hypotheses: [only('even', n => n % 2 === 0)] });
    expect([36, 37, 38].map(n => refutes(even, caseOf(n), { digits: 30, truth: TRUTH }))).toEqual([false, false, true]);
  });
});

it.each([
  [Number.NEGATIVE_INFINITY, '0'],
  [Number.POSITIVE_INFINITY, 'no value'],
  [0, '1.0e0'],
  [Math.log10(0.032), '3.2e-2'],
  [-41, '1.0e-41'],
  [Math.log10(0.00998), '1.0e-2'],
  [Math.log10(2500), '2.5e3'],
])('residualText(%d) is %s', (log, text) => {
  expect(residualText(log)).toBe(text);
});

function raise(error: Error): never {
  throw error;
}
