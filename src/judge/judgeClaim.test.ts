import { describe, expect, it } from 'vitest';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { caseHash } from './caseJson.ts';
import type { Claim, Judge } from './claim.ts';
import { Interrupted } from './drawCases.ts';
import { describe as describeRefutation, judgeClaim, judgeMutant, shorten, verdictOf } from './judgeClaim.ts';
import type { ReadingName, ReadingRecord, Verdict } from './runRecord.ts';
import {
  caseOf,
  fakeClaim,
  fakeReading,
  neverDecides,
  numberOf,
  OPTIONS,
  right,
  states,
  wrongFrom37,
} from './testing/fakeReading.ts';

const corrected = (judge: Judge) => fakeReading(judge, { name: 'as corrected' });
const restricted = (judge: Judge) =>
  fakeReading(judge, {
    name: 'with an extra hypothesis',
    hypotheses: [{ name: 'below 37', meaning: 'n < 37', holds: given => numberOf(given) < 37 }],
  });
const never = fakeReading(right, { hypotheses: [{ name: 'never', meaning: 'never', holds: () => false }] });

describe('judgeClaim gives the verdict', () => {
  it.each<[Verdict, Claim['readings']]>([
    ['holds', [fakeReading(right)]],
    ['refuted', [fakeReading(wrongFrom37)]],
    ['vacuous', [never]],
    ['undecided', [fakeReading(neverDecides)]],
    ['refuted as printed, holds as corrected', [fakeReading(wrongFrom37), corrected(right)]],
    ['holds with an extra hypothesis', [fakeReading(wrongFrom37), restricted(wrongFrom37)]],
    ['refuted', [fakeReading(wrongFrom37), corrected(states(n => 3 * n + 1))]],
    ['refuted', [fakeReading(wrongFrom37), corrected(neverDecides)]],
    ['refuted as printed, holds as corrected', [fakeReading(wrongFrom37), restricted(neverDecides), corrected(right)]],
    ['holds', [fakeReading(right), corrected(wrongFrom37)]],
  ])('%s', async (verdict, readings) => {
    expect((await judgeClaim(fakeClaim(readings), OPTIONS)).record.verdict).toBe(verdict);
  });
});

describe('judgeClaim', () => {
  it('tells the smallest counterexample of the printed reading as a person types it', async () => {
    const { record, refutations } = await judgeClaim(
      fakeClaim([fakeReading(wrongFrom37), corrected(states(n => (n < 50 ? n : 0)))]),
      OPTIONS,
    );
    expect([...refutations].map(([reading, given]) => [reading, numberOf(given)])).toEqual([
      ['as printed', 37],
      ['as corrected', 50],
    ]);
    const file = `fixtures/counterexamples/domine2025/eq-0_fake/${caseHash(caseOf(37))}.json`;
    expect(record.counterexample).toEqual({
      reading: 'as printed',
      architecture: '1-1-1',
      given: [
        { name: 'W1', rows: [['1']] },
        { name: 'W2', rows: [['1']] },
        { name: 'sigmaYX', rows: [['2']] },
      ],
      scalars: [
        { name: 'lambda', value: '0' },
        { name: 'tau', value: '1' },
        { name: 't', value: '37' },
      ],
      quantity: 'n',
      stated: [['74']],
      truth: [['37']],
      residual: '1.0e0',
      confirmedAtDigits: 60,
      confirmation: { by: 'exact', digits: 60, asked: [] },
      file,
      replay: `npx dlo replay ${file}`,
    });
  });

  it('shows a wrong value of the fair reading where the printed one has none, and judges both', async () => {
    const noValue = states(() => undefined);
    const fair = fakeReading(wrongFrom37, { name: 'fair reading' });
    const { record, refutations } = await judgeClaim(
      fakeClaim([fakeReading(noValue), fair, corrected(right)]),
      OPTIONS,
    );
    expect(record.verdict).toBe('refuted as printed, holds as corrected');
    expect(record.counterexample).toMatchObject({ reading: 'fair reading', stated: [['74']], truth: [['37']] });
    expect(record.counterexample!.replay).toMatch(/-fair\.json$/);
    expect([...refutations.keys()]).toEqual(['as printed', 'fair reading']);
    const { record: kind } = await judgeClaim(
      fakeClaim([fakeReading(noValue), { ...fair, judge: right }, corrected(right)]),
      OPTIONS,
    );
    expect(kind.verdict).toBe('refuted as printed, holds as corrected');
    expect(kind.counterexample).toMatchObject({ reading: 'as printed', stated: [] });
    const { record: both } = await judgeClaim(
      fakeClaim([fakeReading(wrongFrom37), { ...fair, judge: noValue }]),
      OPTIONS,
    );
    expect(both.counterexample!.reading).toBe('as printed');
  });

  it('carries the reason where a statement has no value', async () => {
    const { record } = await judgeClaim(fakeClaim([fakeReading(states(() => undefined))]), OPTIONS);
    expect(record.counterexample).toMatchObject({
      reason: 'no such number',
      stated: [],
      truth: [],
      residual: 'no value',
    });
  });

  it('has no counterexample for a claim that holds, and takes its source from the id', async () => {
    const { record, refutations } = await judgeClaim(fakeClaim([fakeReading(right)]), OPTIONS);
    expect(refutations.size).toBe(0);
    expect(record.counterexample).toBeUndefined();
    expect(record.source).toEqual({ paper: 'domine2025', section: '1', place: 'nowhere' });
  });

  it('gives stored cases to the reading they belong to', async () => {
    const claim = fakeClaim([fakeReading(wrongFrom37), corrected(states(n => (n === 4242 ? 1 : n)))]);
    const { record, refutations } = await judgeClaim(
      claim,
      OPTIONS,
      new Map<ReadingName, ReturnType<typeof caseOf>[]>([
        ['as printed', [caseOf(555)]],
        ['as corrected', [caseOf(4242)]],
      ]),
    );
    expect(record.verdict).toBe('refuted');
    expect([...refutations.values()].map(numberOf)).toEqual([555, 4242]);
  });

  it('gives the same record, byte for byte, for the same seed', async () => {
    const claim = fakeClaim([fakeReading(wrongFrom37), restricted(wrongFrom37)]);
    const [first, second] = [await judgeClaim(claim, OPTIONS), await judgeClaim(claim, OPTIONS)];
    expect(JSON.stringify(second.record)).toBe(JSON.stringify(first.record));
  });

  it('passes on a stop and an error of a mutant', async () => {
    const claim = fakeClaim([fakeReading(right)]);
    await expect(judgeClaim(claim, { ...OPTIONS, shouldStop: () => true })).rejects.toBeInstanceOf(Interrupted);
    const broken = (): never => {
      throw new TypeError('broken mutant');
    };
    await expect(judgeClaim({ ...claim, mutants: [{ name: 'broken', judge: broken }] }, OPTIONS)).rejects.toThrow(
      new TypeError('broken mutant'),
    );
  });
});

it('a counterexample names the sides of an equation, and the time at which the statement is made', async () => {
  const equation: Judge = (given, effort) => ({
    ...wrongFrom37(given, effort),
    sides: ['left side', 'right side'],
    at: { name: 'tpeak', value: '0.25' },
  });
  const { record } = await judgeClaim(fakeClaim([fakeReading(equation)]), OPTIONS);
  expect(record.counterexample!.sides).toEqual(['left side', 'right side']);
  expect(record.counterexample!.scalars.at(-1)).toEqual({ name: 'tpeak', value: '0.25' });
  const { record: plain } = await judgeClaim(fakeClaim([fakeReading(wrongFrom37)]), OPTIONS);
  expect(plain.counterexample).not.toHaveProperty('sides');
  expect(plain.counterexample!.scalars.at(-1)!.name).toBe('t');
});

it('two values that differ late are shown with the digits that tell them apart, those that differ by rounding with twelve', () => {
  const field = decimalField(60);
  const row = (...entries: string[]) => new Matrix(1, entries.length, entries.map(field.parse));
  const judgement = {
    outcome: 'failed',
    logResidual: -20,
    certain: 40,
    quantity: 'n',
    stated: row('1.000000000000000000012345', '0.3333333333333333333333333333333333333333333333331', '7'),
    truth: row('1', '0.3333333333333333333333333333333333333333333333332', '7'),
  } as const;
  const { stated, truth } = describeRefutation(fakeClaim([fakeReading(right)]), 'as printed', {
    given: caseOf(1),
    judgement,
    confirmedAtDigits: 60,
  });
  expect(stated).toEqual([['1.0000000000000000000123', '0.333333333333', '7']]);
  expect(truth).toEqual([['1', '0.333333333333', '7']]);
});

describe('judgeMutant', () => {
  const kill = async (claim: Claim, judge: Judge): Promise<boolean> =>
    (await judgeMutant(claim, { name: 'm', judge }, OPTIONS)).killed;

  it('kills what fails on one case, and nothing else', async () => {
    const claim = fakeClaim([fakeReading(right)]);
    expect(
      await kill(
        claim,
        states(n => 2 * n + 1),
      ),
    ).toBe(true);
    expect(await kill(claim, wrongFrom37)).toBe(true);
    expect(await kill(claim, right)).toBe(false);
    expect(await kill(claim, neverDecides)).toBe(false);
  });

  it('takes only cases that meet the hypotheses of the last reading', async () => {
    expect(await kill(fakeClaim([fakeReading(right), restricted(right)]), wrongFrom37)).toBe(false);
    expect(await kill(fakeClaim([restricted(right), fakeReading(right)]), wrongFrom37)).toBe(true);
    expect(
      await kill(
        fakeClaim([never]),
        states(n => 2 * n + 1),
      ),
    ).toBe(false);
  });

  it('says of a survivor whether it is the statement itself, or was not decided', async () => {
    const claim = fakeClaim([fakeReading(right)]);
    const record = (judge: Judge, isSame?: () => boolean) =>
      judgeMutant(claim, { name: 'm', judge, ...(isSame && { isSame }) }, OPTIONS);
    expect(await record(right, () => true)).toEqual({ name: 'm', killed: false, same: true, why: expect.any(String) });
    expect(await record(right, () => false)).not.toHaveProperty('same');
    expect((await record(neverDecides)).why).toMatch(/^undecided on (\d+) of \1 cases$/);
    const once = await judgeMutant(claim, { name: 'm', judge: neverDecides }, OPTIONS, 1);
    expect(once.why).toBe('undecided on 1 of 1 cases');
    expect(await record(wrongFrom37, () => true)).toEqual({ name: 'm', killed: true });
  });

  it('is the same where the claim gives a reason why it holds, unless it is refuted', async () => {
    const claim = fakeClaim([fakeReading(right)], { alsoTrue: { m: 'a symmetric matrix' } });
    expect(await judgeMutant(claim, { name: 'm', judge: right }, OPTIONS)).toEqual({
      name: 'm',
      killed: false,
      same: true,
      why: 'a symmetric matrix',
    });
    expect(await judgeMutant(claim, { name: 'other', judge: right }, OPTIONS)).not.toHaveProperty('same');
    expect(await judgeMutant(claim, { name: 'm', judge: wrongFrom37 }, OPTIONS)).toEqual({ name: 'm', killed: true });
  });

  it('is recorded under its name', async () => {
    const claim = fakeClaim([fakeReading(right)], {
      mutants: [
        { name: 'the statement itself', judge: right },
        { name: 'twice as large', judge: states(n => 2 * n + 1) },
      ],
    });
    expect((await judgeClaim(claim, OPTIONS)).record.mutants).toEqual([
      { name: 'the statement itself', killed: false, why: expect.stringMatching(/^true on all \d+ cases tried$/) },
      { name: 'twice as large', killed: true },
    ]);
  });
});

describe('verdictOf', () => {
  type Outcome = ReadingRecord['outcome'];
  const of = (printed: Outcome, asCorrected?: Outcome, extra?: Outcome): Verdict =>
    verdictOf([
      { reading: 'as printed', outcome: printed },
      ...(extra ? [{ reading: 'with an extra hypothesis', outcome: extra } as const] : []),
      ...(asCorrected ? [{ reading: 'as corrected', outcome: asCorrected } as const] : []),
    ]);
  const outcomes: readonly Outcome[] = ['held', 'refuted', 'undecided', 'vacuous'];

  it('is that of the printed reading unless it is refuted', () => {
    for (const other of [undefined, ...outcomes]) {
      expect([of('held', other), of('undecided', other), of('vacuous', other)]).toEqual([
        'holds',
        'undecided',
        'vacuous',
      ]);
    }
  });

  it('says how a refuted one can be mended, the correction first', () => {
    for (const other of outcomes) {
      expect(of('refuted', 'held', other)).toBe('refuted as printed, holds as corrected');
      if (other === 'held') continue;
      expect(of('refuted', other, 'held')).toBe('holds with an extra hypothesis');
      expect(of('refuted', other, other)).toBe('refuted');
    }
    expect(of('refuted')).toBe('refuted');
  });
});

it.each([
  ['0', '0'],
  ['-0', '0'],
  ['74', '74'],
  ['0.5', '0.5'],
  ['3.14159265358979', '3.14159265359'],
  ['1e-40', '1e-40'],
])('shorten(%s) is %s', (text, short) => {
  expect(shorten(decimalField(40).parse(text))).toBe(short);
});
