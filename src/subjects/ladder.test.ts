import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findInterpreters, withNumpy } from '../../reports/bench/peers/interpreters.ts';
import { openSubject } from './openSubject.ts';
import { largestError, smallQuestion, truthOf } from './testing/questions.ts';

const python = withNumpy(findInterpreters()).at(-1)?.executable;
const NOTE = python === undefined ? ' (skipped: no python3 with NumPy; apt-get install python3-numpy)' : '';

// docs/subjects.md, run as it stands: what it tells to write, what it tells to type, and what it says comes out.

const text = readFileSync(new URL('../../docs/subjects.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block!);
const [solvers, consoles, modules] = [blocks('python'), blocks('console'), blocks('ts')];

const folder = mkdtempSync(join(tmpdir(), 'dlo-ladder-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS = { secondsPerQuestion: 20, validate: true };

describe.skipIf(python === undefined)(`the ladder${NOTE}`, () => {
  it('has five steps', () => {
    expect([solvers.length, consoles.length]).toEqual([5, 5]);
  });

  it.each([1, 2, 3, 4, 5])('step %i says what it says it says', step => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    symlinkSync(python!, join(bin, 'python3'));
    writeFileSync(join(folder, 'my_solver.py'), solvers[step - 1]!);
    const shown = consoles[step - 1]!;
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
    const typed = shown.split('\n').filter(line => line.startsWith('$ '));
    const seen = typed.map(line => {
      const out = execFileSync('/bin/sh', ['-c', line.slice(2)], { cwd: folder, env, encoding: 'utf8' });
      return `${line}\n${out}`;
    });
    expect(seen.join('')).toBe(shown);
  });

  it.each([
    [1, 'output', 'timed-out'],
    [2, 'output', 'skipped'],
    [4, 'weights', 'answered'],
    [5, 'weights', 'answered'],
  ] as const)('step %i is a subject: asked for %s, %s', async (step, quantity, kind) => {
    const file = join(folder, `step${step}.py`);
    writeFileSync(file, solvers[step - 1]!);
    const seconds = kind === 'timed-out' ? { secondsPerQuestion: 0.1 } : {};
    const command = JSON.stringify([python, file]);
    const subject = await openSubject(`cmd:${command}`, { ...OPTIONS, ...seconds });
    try {
      const question = smallQuestion([quantity]);
      const answer = await subject.ask(question);
      expect(answer.kind).toBe(kind);
      if (kind === 'answered') expect(largestError(answer, truthOf(question))).toBeLessThan(1e-9);
    } finally {
      await subject.close();
    }
  });
});

it('the module of the page is a subject', async () => {
  const file = join(folder, 'my-solver.ts');
  const door = new URL('./index.ts', import.meta.url).href;
  writeFileSync(file, modules[0]!.replace('deep-linear-oracle/subjects', door));
  const subject = await openSubject(`module:${file}`, OPTIONS);
  const { lambda, ...question } = smallQuestion(['output']);
  expect(await subject.ask({ ...question, lambda: lambda.sub(lambda) })).toEqual({
    kind: 'skipped',
    reason: 'one unit in each layer only',
  });
  await subject.close();
});
