import { performance } from 'node:perf_hooks';
import { describe, expect, it, vi } from 'vitest';
import { gateSurroundings } from '../../cli/gateSurroundings.ts';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { drawCase } from '../../properties/arbitraries/gateDraw.ts';
import { GATE_CLAIMS } from '../../properties/trajectories/index.ts';
import { DloError } from '../errors.ts';
import type { Case } from '../judge/case.ts';
import { caseFromJson } from '../judge/caseJson.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { once } from '../once.ts';
import { type CorpusEntry, corpusEntry } from './corpus.ts';
import type { GateDraw } from './draws.ts';
import type { GateCase, GateCaseInput, GateCounterexample, GateFooter, GateHeader, GateLine } from './gateRecord.ts';
import { judgeCase } from './judgeCase.ts';
import { mergeRecords } from './mergeRecords.ts';
import { checkLine } from './recordSchema.ts';
import { lineText } from './recordWriter.ts';
import { type GateOptions, runGate } from './runGate.ts';
import type { Question, Subject, Values } from './subject.ts';
import { closedFormAnswers, closedFormSubject, subjectOf } from './testing/testSubjects.ts';

const SOME_CLAIMS = GATE_CLAIMS.filter(({ id }) => ['flow:qqt', 'flow:loss', 'relation:rotation'].includes(id));

/** Factor 2 in the rate for λ > 0 only. */
const wrongAnswers = (question: Question): readonly Values[] =>
  closedFormAnswers(
    question.lambda.sign() > 0
      ? { ...question, times: question.times.map(time => time.mul(Rational.of(2))) }
      : question,
  );
const wrongForPositive = (): Subject => subjectOf('wrong', wrongAnswers);

function options(change: Partial<GateOptions> = {}): GateOptions {
  return {
    ...gateSurroundings(),
    specification: 'builtin:test',
    open: async () => closedFormSubject(),
    version: '0.0.0',
    claims: SOME_CLAIMS,
    seed: 5,
    runs: 12,
    searches: 2,
    searchSteps: 4,
    digits: 10,
    corpus: [],
    shard: { index: 0, count: 1 },
    workers: 1,
    replay: (claim, hash) => `replay ${claim} ${hash}`,
    ...change,
  };
}

interface Run {
  readonly header: GateHeader;
  readonly cases: readonly GateCase[];
  readonly footer: GateFooter;
}

async function run(change: Partial<GateOptions> = {}): Promise<Run> {
  const lines: GateLine[] = [];
  for await (const line of runGate(options(change))) lines.push(line);
  const [header, ...rest] = lines;
  return { header: header as GateHeader, cases: rest.slice(0, -1) as GateCase[], footer: rest.at(-1) as GateFooter };
}

/** All that must be equal. */
const text = ({ header, cases, footer }: Run): string => {
  const { started: _, ...head } = header;
  const { timing: __, ...foot } = footer;
  return JSON.stringify([head, cases, foot]);
};

/** Answers after other work, so that subjects of two workers finish out of turn. */
function slowly(subject: Subject): Subject {
  let calls = 0;
  return {
    ...subject,
    ask: async question => {
      calls += 1;
      for (let turn = 0; turn < (calls * 7) % 5; turn++) await new Promise(setImmediate);
      return subject.ask(question);
    },
  };
}

/** Several tests look at it. */
const wrongRun = once(() => run({ open: async () => slowly(wrongForPositive()) }));

describe('runGate', () => {
  it('gives lines that the schema of the record allows, in the order of their numbers', async () => {
    const found = await wrongRun();
    for (const line of [found.header, ...found.cases, found.footer])
      expect(checkLine(JSON.parse(lineText(line)))).toEqual(line);
    expect(found.cases.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 14 }, (_, i) => i));
    expect(found.cases.map(({ origin }) => origin)).toEqual([...Array(12).fill('random'), 'search', 'search']);
    expect(found.footer).toMatchObject({ cases: 14, interrupted: false });
  });

  it('records the seconds from the first case to the last, those of the subject and those of the oracle', async () => {
    // A clock that goes on by a quarter of a second whenever it is read: whatever reads it twice took a quarter of a second.
    let milliseconds = 5000;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      milliseconds += 250;
      return milliseconds;
    });
    try {
      let asked = 0;
      const open = async (): Promise<Subject> => {
        const subject = closedFormSubject();
        return {
          ...subject,
          ask: question => {
            asked += 1;
            return subject.ask(question);
          },
        };
      };
      const { timing } = (await run({ open, runs: 3, searches: 0 })).footer;
      expect(timing.seconds).toBe((clock.mock.calls.length - 1) / 4);
      expect(timing.subjectSeconds).toBe(asked / 4);
      expect(timing.oracleSeconds).toBeGreaterThan(0);
      expect(timing.oracleSeconds + timing.subjectSeconds).toBeLessThan(timing.seconds);
    } finally {
      clock.mockRestore();
    }
  });

  it('finds the same with any number of workers', async () => {
    const open = async () => slowly(wrongForPositive());
    const one = await wrongRun();
    const three = await run({ open, workers: 3 });
    expect(text(three)).toBe(text(one));
    const other = await run({ open, seed: 6, runs: 2, searches: 0 });
    expect(other.cases.map(({ hash }) => hash)).not.toEqual(one.cases.slice(0, 2).map(({ hash }) => hash));
  });

  it('finds in the shards together what it finds in one run', async () => {
    const whole = await run();
    const shards = await Promise.all([0, 1, 2].map(index => run({ shard: { index, count: 3 } })));
    for (const [index, { cases, header }] of shards.entries()) {
      expect(cases.every(({ sequence }) => sequence % 3 === index)).toBe(true);
      expect(header.cases).toBe(14);
    }
    const together = shards.flatMap(({ cases }) => cases).sort((a, b) => a.sequence - b.sequence);
    expect(JSON.stringify(together)).toBe(JSON.stringify(whole.cases));
  });

  it('finds in the shards together the counterexamples of one run, though claims fail first on different cases', async () => {
    // QQᵀ is wrong for λ > 0, the loss for λ < 0.
    const tripled = (matrix: Matrix<Rational>) => matrix.map(entry => entry.mul(Rational.of(3)));
    const open = async () =>
      subjectOf('wrong twice', question => {
        const quantity = [undefined, 'qqt', 'loss'].at(question.lambda.sign()) as 'qqt' | 'loss' | undefined;
        return closedFormAnswers(question).map(values => {
          const right = quantity && values[quantity];
          return right === undefined ? values : { ...values, [quantity!]: tripled(right) };
        });
      });
    const whole = await run({ open });
    const shards = await Promise.all([0, 1, 2].map(index => run({ open, shard: { index, count: 3 } })));
    const { record } = mergeRecords(
      shards.map(({ header, cases, footer }, index) => ({
        file: `${index}`,
        record: { header, cases, footer },
        troubles: [],
        lineOf: new Map(),
      })),
    );
    const firstFailures = ['flow:qqt', 'flow:loss'].map(
      claim =>
        whole.cases.find(({ results }) => results.some(one => one.claim === claim && one.outcome === 'failed'))!
          .sequence,
    );
    expect(new Set(firstFailures).size).toBe(2);
    expect(whole.footer.counterexamples.length).toBeGreaterThan(1);
    expect(text(record)).toBe(text(whole));
  });

  it('makes a failure small: one hidden unit, numbers that a person can check, confirmed at twice the digits', async () => {
    const { footer } = await wrongRun();
    const example = footer.counterexamples.find(({ claim }) => claim === 'flow:qqt')!;
    expect(example.result.outcome).toBe('failed');
    const { problem, lambda, time } = caseFromJson(example.case);
    expect([problem.W1.shape, problem.W2.shape, lambda.sign()]).toEqual(['1×1', '1×1', 1]);
    const numbers = [...problem.W1.data, ...problem.W2.data, ...problem.sigmaYX.data, lambda, time];
    for (const { n, d } of numbers) expect(Math.max(Number(n < 0n ? -n : n), Number(d)), `${n}/${d}`).toBeLessThan(20);
    expect(example.replay).toBe(`replay flow:qqt ${example.hash}`);
    // The relation is kept: twice the time on both sides.
    expect(footer.counterexamples.map(({ claim }) => claim)).toEqual(['flow:qqt', 'flow:loss']);
  });

  it('keeps wrong numbers and errors apart: one example of each kind, the numbers first', async () => {
    // With one hidden unit it gives up, so that what is wrong with two of them must not be shrunk to one.
    const open = async () =>
      subjectOf('wrong and broken', question => {
        if (question.problem.W1.rows === 1) throw new Error('singular matrix');
        return wrongAnswers(question);
      });
    const { footer, cases } = await run({ open, runs: 30, searches: 0 });
    expect(footer.counterexamples.map(({ claim, result }) => [claim, result.outcome])).toEqual([
      ['flow:qqt', 'failed'],
      ['flow:loss', 'failed'],
      ['flow:qqt', 'errored'],
    ]);
    const [wrong, , error] = footer.counterexamples;
    const [wrongCase, errorCase] = [wrong!.case, error!.case] as GateCaseInput[];
    expect(wrongCase!.W1).toHaveLength(2);
    expect(error!.result.reason).toBe('singular matrix');
    expect([errorCase!.W1.length, errorCase!.W1[0]!.length, errorCase!.W2.length]).toEqual([1, 1, 1]);
    // Every number has its time.
    for (const { results, case: given } of cases)
      for (const { outcome, quantity, time } of results)
        if (outcome === 'held' || outcome === 'failed')
          expect(
            [0, 1 / 4, 1 / 2, 1].map(part => part * Rational.of(given.time).toNumber()),
            quantity,
          ).toContain(Rational.of(time!).toNumber());
  });

  it('comes down to one unit each where some cases of that size show the failure', async () => {
    // Wrong everywhere, but of one unit each for a large task only, which the way to smaller numbers leads away from.
    const open = async () =>
      subjectOf('wrong', question => {
        const { data } = question.problem.sigmaYX;
        const wrong = data.length > 1 || data[0]!.abs().compare(Rational.of(2)) > 0;
        const times = wrong ? question.times.map(time => time.mul(Rational.of(2))) : question.times;
        return closedFormAnswers({ ...question, times });
      });
    const { footer } = await run({ open, runs: 12, searches: 0 });
    const given = footer.counterexamples.find(({ claim }) => claim === 'flow:qqt')!.case as GateCaseInput;
    expect([given.W1.length, given.W1[0]!.length, given.W2.length]).toEqual([1, 1, 1]);
  });

  it('says at which of the moments the numbers are wrong', async () => {
    // Right but for a quarter of the way.
    const open = async () =>
      subjectOf('wrong early', question => {
        const quarter = question.times.at(-1)!.div(Rational.of(4));
        const wrong = (values: Values): Values => ({
          ...values,
          qqt: values.qqt!.map(entry => entry.mul(Rational.of(2))),
        });
        return closedFormAnswers(question).map((values, at) =>
          question.times.length > 1 && question.times[at]!.equals(quarter) ? wrong(values) : values,
        );
      });
    const claims = GATE_CLAIMS.filter(({ id }) => id === 'flow:qqt');
    const { footer } = await run({ open, claims, runs: 6, searches: 0 });
    const [{ result, case: given }] = footer.counterexamples as [GateCounterexample];
    expect(Rational.of(result.time!).mul(Rational.of(4)).toString()).toBe(given.time);
    expect(Number(result.stated![0]![0])).toBeCloseTo(2 * Number(result.truth![0]![0]), 6);
  });

  it('keeps what was judged when it is stopped, even while the subject hangs', async () => {
    const stop = new AbortController();
    let asked = 0;
    const open = async (): Promise<Subject> => ({
      ...closedFormSubject(),
      ask: question => {
        asked += 1;
        if (asked < 9) return closedFormSubject().ask(question);
        setImmediate(() => stop.abort());
        return new Promise(() => undefined);
      },
    });
    const { cases, footer } = await run({ open, stop: stop.signal });
    expect(cases.length).toBeGreaterThan(1);
    expect(footer).toMatchObject({ interrupted: true, cases: cases.length, counterexamples: [] });
  });

  it('goes on with one subject where no second can be started', async () => {
    let opened = 0;
    const open = async (): Promise<Subject> => {
      opened += 1;
      if (opened > 1) throw new DloError('FILE', 'cmd:x', 'must answer hello with hello', 'the port is in use');
      return closedFormSubject();
    };
    const found = await run({ open, workers: 3, runs: 4, searches: 0 });
    expect([opened, found.footer.cases, found.footer.interrupted]).toEqual([2, 4, false]);
    expect(text(found)).toBe(text(await run({ runs: 4, searches: 0 })));
  });

  it('puts the corpus first', async () => {
    const { capabilities } = closedFormSubject();
    const { given, draw } = drawCase('corpus', 1, 7, capabilities)!;
    const results = await judgeCase(closedFormSubject(), given, { truth: TRUTH, claims: SOME_CLAIMS, digits: 10 });
    const corpus: CorpusEntry[] = [corpusEntry(given, draw, results)];
    const seen: [Case, GateDraw | undefined][] = [];
    const found = await run({ corpus, runs: 2, searches: 0, onLine: (_line, known, from) => seen.push([known, from]) });
    expect(found.cases.map(({ origin }) => origin)).toEqual(['corpus', 'random', 'random']);
    expect(found.cases[0]!.results).toEqual(results);
    expect(seen[0]).toEqual([given, draw]);
    expect(found.header.corpus).not.toBe((await run({ runs: 1, searches: 0 })).header.corpus);
  });

  it('records what is no answer under every claim, and closes every subject', async () => {
    let closed = 0;
    const open = async (): Promise<Subject> => ({
      ...closedFormSubject(),
      ask: async () => ({ kind: 'crashed', message: 'ended with 3', stderr: 'last words' }),
      close: async () => {
        closed += 1;
      },
    });
    const { cases, footer } = await run({ open, workers: 2, runs: 4, searches: 0 });
    for (const { results } of cases) {
      expect(results.length).toBeGreaterThan(1);
      for (const result of results)
        expect(result).toMatchObject({ outcome: 'crashed', reason: 'ended with 3\nlast words' });
    }
    // One example of the kind, as it was found: to look into it would cost a start each time.
    const [first] = cases;
    expect(footer.counterexamples).toEqual([
      {
        claim: 'flow:qqt',
        hash: first!.hash,
        case: first!.case,
        result: first!.results[0],
        replay: `replay flow:qqt ${first!.hash}`,
      },
    ]);
    expect(closed).toBe(2);
  });

  it('refuses a subject that can do nothing', async () => {
    const open = async () => subjectOf('nothing', closedFormAnswers, { architectures: [] });
    await expect(run({ open })).rejects.toThrow(/capabilities must leave a case that can be asked/);
  });

  it('says why a claim is not judged, and asks for nothing beyond the capabilities', async () => {
    const seen: string[] = [];
    const open = async (): Promise<Subject> => {
      const subject = subjectOf('short', closedFormAnswers, {
        quantities: ['output'],
        lambda: ['negative'],
        architectures: ['funnel', 'square'],
        largestTime: 0.5,
      });
      return {
        ...subject,
        ask: question => {
          const { problem, lambda, times, quantities } = question;
          const late = times.at(-1)!.div(problem.tau).toNumber() > 0.5;
          seen.push(
            `${lambda.sign()} ${late} ${quantities} ${problem.W1.cols >= problem.W1.rows && problem.W1.rows === problem.W2.rows}`,
          );
          return subject.ask(question);
        },
      };
    };
    const { header, cases } = await run({ open, claims: GATE_CLAIMS, runs: 20, searches: 0 });
    expect([...new Set(seen)]).toEqual(['-1 false output true']);
    expect(header.claims.find(({ id }) => id === 'flow:weights')!.notJudged).toBe(
      'claim needs weights; the subject does not provide it',
    );
    expect(header.claims.find(({ id }) => id === 'flow:output')!.notJudged).toBeUndefined();
    const judged = new Set(cases.flatMap(({ results }) => results.map(({ claim }) => claim)));
    // The transposed problem has λ > 0, which the subject cannot do.
    expect([...judged]).not.toContain('relation:transposition');
    expect([...judged]).toContain('relation:rotation');
  });
});
