import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Subject, SubjectAnswer, SubjectOptions } from '../gate/subject.ts';
import { openSubject } from './openSubject.ts';
import { largestError, smallQuestion, truthOf } from './testing/questions.ts';

const WRONG = fileURLToPath(new URL('../../examples/subjects/wrong_solver.mjs', import.meta.url));

/** Another process that asks a subject: what node runs. */
const HARNESS = fileURLToPath(new URL('./testing/harness.mjs', import.meta.url));

/** Patience enough for a busy machine; where a subject hangs, little of it. */
const PATIENT: SubjectOptions = { secondsPerQuestion: 20, validate: false };
const HURRIED: SubjectOptions = { ...PATIENT, secondsPerQuestion: 0.2 };

const opened: Subject[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(subject => subject.close()));
});

/** A wrong subject of this kind; of several kinds, of one for each question. */
async function open(kind: string | readonly string[], options = PATIENT): Promise<Subject> {
  const subject = await openSubject(`cmd:${JSON.stringify([process.execPath, WRONG, kind].flat())}`, options);
  opened.push(subject);
  return subject;
}

const QUESTION = smallQuestion(['qqt', 'loss'], ['0', '1/4', '1']);
const TRUTH = truthOf(QUESTION);

async function answers(subject: Subject, count: number, question = QUESTION): Promise<SubjectAnswer[]> {
  return Promise.all(Array.from({ length: count }, () => subject.ask(question)));
}

const kinds = (given: readonly SubjectAnswer[]): string[] => given.map(({ kind }) => kind);

/** Whether a process has ended, within two seconds; a zombie that nobody has reaped yet has. */
async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    const stat = `/proc/${pid}/stat`;
    if (existsSync(stat) && / Z /.test(readFileSync(stat, 'utf8'))) return true;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return false;
}

describe('numbers', () => {
  it('of a right subject are right, whatever it writes to stderr and however slow it is', async () => {
    for (const kind of ['right', 'slow', 'floods-stderr', 'speaks-several-versions']) {
      const subject = await open(kind, { ...PATIENT, validate: true });
      for (const answer of await answers(subject, 2)) expect(largestError(answer, TRUTH), kind).toBeLessThan(1e-7);
      expect(subject.restarts).toBe(0);
    }
  });

  it('of a wrong one are passed on as they are', async () => {
    for (const kind of ['sign-error', 'drops-lambda']) {
      const [answer] = await answers(await open(kind), 1);
      expect(largestError(answer!, TRUTH), kind).toBeGreaterThan(0.05);
    }
  });
});

describe('an answer that is none', () => {
  const wrong = [
    ['nan', 'line must be JSON, which has no NaN or Infinity (answer errored instead), got'],
    ['null-for-nan', 'values[1].qqt[1,1] must be a number or a string such as "1/3", got null'],
    ['beyond-float64', 'values[1].qqt[1,1] must be finite, got Infinity'],
    ['beyond-float64-as-text', 'values[1].qqt[1,1] must stay within float64, below 1.8e308, got "1e4999"'],
    ['endless-exponent', 'values[1].qqt[1,1] must have an exponent from -9999 to 9999'],
    ['deep-value', 'values[1].qqt[1,1] must be a number or a string'],
    ['deep-message', 'must be a text, got'],
    ['endless-number', 'values[1].qqt[1,1] must have at most 5000 characters, got 1000000'],
    [
      'garbage',
      String.raw`line must be JSON (stdout is for answers only), got "\\u0007\\u001b[31m<script>alert(1)</script>"`,
    ],
    ['banner', 'line must be JSON (stdout is for answers only), got "solving …"'],
    ['not-utf8', 'line must be text in UTF-8, got'],
    ['deep-json', 'line must be a JSON object (stdout is for answers only), got "[[[['],
    ['wrong-sequence', 'that of the question, got "another"'],
    ['too-few-times', 'values must be an array of 3, one per time, got "2 of them"'],
    ['wrong-shape', 'values[1].qqt must be 5×5, rows of numbers, got "4 rows"'],
    ['misses-a-quantity', 'values[1].qqt must be given, it was asked for, got "nothing"'],
    ['unknown-message', 'type must be "values", "skipped" or "errored", got "value"'],
  ] as const;
  /** Each kind answers so many questions, one kind after the other, of one process. */
  const ASKED = 3;
  let given: SubjectAnswer[] = [];
  let restarts: number | undefined;
  beforeAll(async () => {
    const subject = await open(wrong.flatMap(([kind]) => Array<string>(ASKED).fill(kind)));
    given = await answers(subject, ASKED * wrong.length);
    restarts = subject.restarts;
  });

  it.each(wrong.map(([kind, message], index) => [kind, message, ASKED * index] as const))(
    '%s',
    (_kind, message, at) => {
      expect(given[at]).toEqual({ kind: 'invalid', message: expect.stringContaining(message) });
      expect(kinds(given.slice(at, at + ASKED))).toEqual(['invalid', 'invalid', 'invalid']);
      expect(restarts).toBe(0);
    },
  );

  it('spoils one question only', async () => {
    const subject = await open('banner-once');
    expect(kinds(await answers(subject, 3))).toEqual(['invalid', 'answered', 'answered']);
    expect(subject.restarts).toBe(0);
  });

  it('one more answer to a question makes the next question invalid, whose own answer is then passed over', async () => {
    const given = await answers(await open('answers-twice'), 3);
    expect(kinds(given)).toEqual(['answered', 'invalid', 'invalid']);
    expect(given[1]).toMatchObject({ message: 'sequence must be "2", that of the question, got "1"' });
  });
});

describe('with validate', () => {
  it.each([
    ['null-for-nan', 'message values /values/0/qqt/0/0 must be number,string, got null'],
    ['unknown-message', 'message /type must be one of values, skipped, errored (nearest: values), got "value"'],
  ])('%s is told by message, place, rule and value', async (kind, message) => {
    const [answer] = await answers(await open(kind, { ...PATIENT, validate: true }), 1);
    expect(answer).toEqual({ kind: 'invalid', message });
  });
});

describe('texts', () => {
  it('are bounded, and control characters in them visible', async () => {
    expect(await answers(await open('skips'), 1)).toEqual([{ kind: 'skipped', reason: String.raw`not today\u0000\n` }]);
    const [answer] = await answers(await open('talks-too-much'), 1);
    expect(answer).toEqual({ kind: 'errored', message: `${'so '.repeat(1000).slice(0, 2000)}…` });
  });
});

describe('a subject that ends', () => {
  it('on the third question is started again for the fourth', async () => {
    const subject = await open('crashes-on-third');
    const given = await answers(subject, 5);
    expect(kinds(given)).toEqual(['answered', 'answered', 'crashed', 'answered', 'answered']);
    expect(given[2]).toMatchObject({
      message: 'ended with exit code 1',
      stderr: expect.stringContaining('\nError: cannot do the third\n'),
    });
    expect(subject.restarts).toBe(1);
  });

  it('after each answer is found out by the next question', async () => {
    const given = await answers(await open('exits-after-each-answer'), 4);
    expect(kinds(given)).toEqual(['answered', 'crashed', 'answered', 'crashed']);
    expect(given[1]).toMatchObject({ message: 'ended with exit code 0' });
  });

  it('in the middle of a line is invalid by that', async () => {
    const given = await answers(await open('half-a-line'), 2);
    expect(given[0]).toEqual({ kind: 'invalid', message: expect.stringContaining('must be JSON (stdout is for') });
    expect(given[1]).toMatchObject({ kind: 'crashed', message: 'ended with exit code 0' });
  });

  it('without any answer is given up in the end', async () => {
    const subject = await open('crashes-always');
    const given = await answers(subject, 10);
    expect(kinds(given)).toEqual(Array(10).fill('crashed'));
    expect(given[7]).toMatchObject({ message: 'ended with exit code 3' });
    expect(given[8]).toMatchObject({ message: 'started 8 times in a row without an answer, not started again' });
    expect(subject.restarts).toBe(7);
  });

  it('takes along the children that it leaves behind, who hold its output open', async () => {
    const [answer] = await answers(await open('leaves-a-child'), 1);
    expect(answer).toMatchObject({ kind: 'crashed', message: 'ended with exit code 1' });
    const pid = Number(/child (\d+)/.exec((answer as { stderr: string }).stderr)![1]);
    expect(await isGone(pid)).toBe(true);
  });
});

describe('a subject that leaves a daemon, which holds its streams', () => {
  const LEAVES = fileURLToPath(new URL('./testing/leavesDaemon.mjs', import.meta.url));
  const command = (how: string): string => `cmd:${JSON.stringify([process.execPath, LEAVES, how])}`;
  const daemons: number[] = [];
  afterEach(() => {
    for (const pid of daemons.splice(0)) process.kill(pid, 'SIGKILL');
  });
  const daemonIn = (text: string): number => {
    const pid = Number(/daemon (\d+)/.exec(text)![1]);
    daemons.push(pid);
    return pid;
  };

  it('and ends has ended: the next question is not waited out, and the one after starts it again', async () => {
    const subject = await openSubject(command('exits'), PATIENT);
    opened.push(subject);
    const given = await answers(subject, 3, smallQuestion(['output']));
    for (const answer of given) if (answer.kind === 'skipped') daemonIn(answer.reason);
    expect(kinds(given)).toEqual(['skipped', 'crashed', 'skipped']);
    expect(given[1]).toMatchObject({ message: 'ended with exit code 3' });
  });

  it('and ends before it says hello is told by its end', async () => {
    const error = await openSubject(command('forks'), PATIENT).catch(thrown => thrown as Error);
    daemonIn((error as Error).message);
    expect((error as Error).message).toContain('must answer hello with hello, got "ended with exit code 5: daemon');
  });

  it('keeps nobody alive when all is done', async () => {
    const harness = spawn(process.execPath, [HARNESS, command('answers'), 'closes']);
    let out = '';
    harness.stdout.on('data', chunk => {
      out += chunk;
    });
    const [code] = (await once(harness, 'exit')) as [number | null];
    const daemon = daemonIn(out);
    expect(code).toBe(0);
    // It ended though the daemon had not.
    expect(() => process.kill(daemon, 0)).not.toThrow();
  });
});

describe('a subject that hangs', () => {
  it.each(['never-answers', 'reads-nothing', 'slow'])('%s: timed out and started again', async kind => {
    const subject = await open(kind, HURRIED);
    expect(await answers(subject, 2)).toEqual(Array(2).fill({ kind: 'timed-out', seconds: 0.2 }));
    expect(subject.restarts).toBe(1);
  });

  it('is killed with the children that it started', async () => {
    const subject = await open('hangs-with-a-child', { ...PATIENT, secondsPerQuestion: 2 });
    const [first, second] = await answers(subject, 2);
    expect(second).toEqual({ kind: 'timed-out', seconds: 2 });
    const pids = (first as { message: string }).message.split(' ').map(Number);
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(await isGone(pid)).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'does not outlive us, with its children, when we end by %s',
    async signal => {
      const harness = spawn(
        process.execPath,
        [HARNESS, `cmd:${JSON.stringify([process.execPath, WRONG, 'hangs-with-a-child'])}`],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const [written] = (await once(harness.stdout, 'data')) as [Buffer];
      const pids = written.toString().split(' ').map(Number);
      expect(pids).toHaveLength(2);
      harness.kill(signal);
      for (const pid of pids) expect(await isGone(pid)).toBe(true);
    },
  );

  it('is killed where it ignores SIGTERM', async () => {
    expect(kinds(await answers(await open('ignores-sigterm', HURRIED), 2))).toEqual(['timed-out', 'timed-out']);
  });
});
