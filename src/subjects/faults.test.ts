import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Subject, SubjectAnswer, Values } from '../gate/subject.ts';
import { openSubject } from './openSubject.ts';
import { openSession } from './session.ts';
import { FAULTS, type Fault, type FaultStep, faultScript, STRIDE } from './testing/faults.ts';
import { programLink } from './testing/programLink.ts';
import { smallQuestion } from './testing/questions.ts';

const HELLO = { type: 'hello', protocol: 1, name: 'faulty', capabilities: { quantities: ['output', 'loss'] } } as const;
const QUESTION = smallQuestion(['output', 'loss'], ['1']);
const VALUES = {
  output: [
    [1, 2.5e-7],
    [-3.25, 4],
    [0.1, 6],
  ],
  loss: 0.125,
};
const answer = (sequence: string): string => JSON.stringify({ type: 'values', sequence, values: [VALUES] });

/** Whether the numbers are those that the subject meant. */
function isRight(given: SubjectAnswer): boolean {
  if (given.kind !== 'answered') return false;
  const [{ output, loss }] = given.values as [Values];
  const written = { output: output?.map(entry => entry.toNumber()).toRows(), loss: loss?.at(0, 0).toNumber() };
  return JSON.stringify(written) === JSON.stringify(VALUES);
}

/** All questions of a script, one after the other: exactly one answer each, by how it is called. */
async function askAll(subject: Subject, steps: readonly FaultStep[]): Promise<SubjectAnswer[]> {
  const given: SubjectAnswer[] = [];
  for (const _ of steps) given.push(await subject.ask(QUESTION));
  await subject.close();
  return given;
}

describe('1000 random faults', () => {
  it('in a stream of bytes: what each comes to is known, and the second question after it is right again', async () => {
    const faults = Object.keys(FAULTS) as Fault[];
    const steps = faultScript({ seed: 6, count: 976, faults, answer, delay: 0.05, oversize: 2 ** 16 });
    const link = () =>
      programLink((message, desk) => {
        if (message.type === 'hello') desk.write(`${JSON.stringify(HELLO)}\n`);
        if (message.type !== 'run') return;
        const { bytes, after, exits } = steps[Number(message.sequence) - 1]!;
        const play = (): void => {
          desk.write(Buffer.from(bytes, 'base64'));
          if (exits) desk.exit();
        };
        if (after === 0) play();
        else setTimeout(play, 1000 * after);
      }, 2 ** 16);
    const subject = await openSession('faulty', link, { secondsPerQuestion: 0.005, validate: false });
    const given = await askAll(subject, steps);
    expect(given).toHaveLength(steps.length);
    const seen = new Set<Fault>();
    steps.forEach(({ fault }, at) => {
      if (fault === 'none') return;
      seen.add(fault);
      const context = `${fault} at ${at}: ${JSON.stringify(given[at])}`;
      const { at: here, next } = FAULTS[fault];
      expect(here, context).toContain(given[at]!.kind);
      expect(next, context).toContain(given[at + 1]!.kind);
      if (fault !== 'corrupt' && given[at]!.kind === 'answered') expect(isRight(given[at]!), context).toBe(true);
      for (let later = at + 2; later < at + STRIDE; later++)
        expect(isRight(given[later]!), `${context}, then at ${later}: ${JSON.stringify(given[later])}`).toBe(true);
    });
    expect([...seen].sort()).toEqual([...faults].sort());
  });

  const folder = mkdtempSync(join(tmpdir(), 'dlo-faults-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('in processes: every question has one answer, and no number is wrong', async () => {
    const faults: Fault[] = ['drop', 'truncate', 'cut off', 'duplicate', 'reorder', 'delay', 'kill', 'NaN'];
    const steps = faultScript({ seed: 7, count: 24, faults, answer, delay: 60, oversize: 0 });
    const script = join(folder, 'script.json');
    writeFileSync(script, JSON.stringify({ hello: HELLO, steps }));
    const player = fileURLToPath(new URL('./testing/player.mjs', import.meta.url));
    const command = JSON.stringify([process.execPath, player, script]);
    const subject = await openSubject(`cmd:${command}`, { secondsPerQuestion: 0.3, validate: true });
    const given = await askAll(subject, steps);
    expect(given).toHaveLength(steps.length);
    const answered = given.filter(one => one.kind === 'answered');
    expect(answered.every(isRight)).toBe(true);
    expect(answered.length).toBeGreaterThan(steps.length / 2);
    const kinds = new Set(given.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['answered', 'crashed', 'invalid', 'timed-out']);
  });
});
