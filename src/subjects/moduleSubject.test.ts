import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Subject, SubjectAnswer } from '../gate/subject.ts';
import { openSubject } from './openSubject.ts';
import { smallQuestion } from './testing/questions.ts';

const folder = mkdtempSync(join(tmpdir(), 'dlo-module-'));
afterAll(() => rmSync(folder, { recursive: true }));

const opened: Subject[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(subject => subject.close()));
});

/** A module whose trajectory has this body; what it gives is one 3×2 output. */
async function open(body: string, secondsPerQuestion = 20): Promise<Subject> {
  const file = join(folder, `subject${opened.length}.mjs`);
  const trajectory = `trajectory(problem, times, quantities) { ${body} }`;
  writeFileSync(
    file,
    `let count = 0;\nexport default { name: 'mine', capabilities: { quantities: ['output'] }, ${trajectory} };\n`,
  );
  const subject = await openSubject(`module:${file}`, { secondsPerQuestion, validate: false });
  opened.push(subject);
  return subject;
}

async function ask(subject: Subject): Promise<SubjectAnswer> {
  return subject.ask(smallQuestion(['output'], ['1']));
}

const RIGHT = '[{ output: [[1, 2], [3, 4], [5, 6]] }]';

describe('a module', () => {
  it('may take its time, print, and answer in typed rows and text', async () => {
    const output = '[new Float64Array([1, 2]), ["1/3", 4], [5, "0.1"]]';
    const subject = await open(`console.log('hello'); return Promise.resolve([{ output: ${output} }]);`);
    const answer = await ask(subject);
    if (answer.kind !== 'answered') throw new Error(JSON.stringify(answer));
    expect(answer.values[0]!.output?.map(String).toRows()).toEqual([
      ['1', '2'],
      ['1/3', '4'],
      ['5', '1/10'],
    ]);
  });

  it.each([
    ['throw new RangeError("too far");', { kind: 'errored', message: 'too far' }],
    ['throw "odd\\u0007";', { kind: 'errored', message: 'odd\\u0007' }],
    ['return { skipped: "no" };', { kind: 'skipped', reason: 'no' }],
    ['return undefined;', { kind: 'invalid', message: 'values must be an array of 1, one per time, got undefined' }],
    [
      'return [{ output: [[1, 2], [3, NaN], [5, 6]] }];',
      {
        kind: 'invalid',
        message: 'values[1].output[2,2] must be finite, got "NaN"',
      },
    ],
  ])('%s', async (body, answer) => {
    expect(await ask(await open(body))).toEqual(answer);
  });

  it('that computes for ever is timed out, and started again', async () => {
    const subject = await open(`if (problem.lambda === 1) for (;;); return ${RIGHT};`, 1);
    expect(await ask(subject)).toEqual({ kind: 'timed-out', seconds: 1 });
    const { lambda, ...rest } = smallQuestion(['output'], ['1']);
    expect(await subject.ask({ ...rest, lambda: lambda.add(lambda) })).toMatchObject({ kind: 'answered' });
    expect(subject.restarts).toBe(1);
  });

  it('that ends its thread is recorded with what it printed', async () => {
    const subject = await open(
      `count += 1; if (count === 2) { console.error('ouch'); process.exit(4); } return ${RIGHT};`,
    );
    const kinds = [await ask(subject), await ask(subject), await ask(subject)];
    expect(kinds).toMatchObject([{ kind: 'answered' }, { kind: 'crashed', stderr: 'ouch' }, { kind: 'answered' }]);
    expect(kinds[1]).toMatchObject({ message: 'the thread ended with exit code 4' });
  });

  it('is closed while it is asked, and says so', async () => {
    const subject = await open('for (;;);', 20);
    const pending = ask(subject);
    await new Promise(resolve => setTimeout(resolve, 50));
    await subject.close();
    await subject.close();
    expect(await pending).toEqual({ kind: 'crashed', message: 'the subject was closed', stderr: '' });
    expect(await ask(subject)).toEqual({ kind: 'crashed', message: 'the subject was closed', stderr: '' });
  });
});
