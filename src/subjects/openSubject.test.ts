import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { QUANTITIES, type Subject, type SubjectOptions } from '../gate/subject.ts';
import { openSubject } from './openSubject.ts';
import { largestError, smallQuestion, truthOf } from './testing/questions.ts';

const OPTIONS: SubjectOptions = { secondsPerQuestion: 10, validate: false };

const opened: Subject[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(subject => subject.close()));
});

async function open(specification: string, options = OPTIONS): Promise<Subject> {
  const subject = await openSubject(specification, options);
  opened.push(subject);
  return subject;
}

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

describe('a builtin', () => {
  it('closed-form gives what the oracle gives, in all that it says it can', async () => {
    const subject = await open('builtin:closed-form');
    const question = smallQuestion(subject.capabilities.quantities);
    expect(largestError(await subject.ask(question), truthOf(question))).toBeLessThan(1e-13);
    expect(await subject.ask(smallQuestion(['weights']))).toEqual({
      kind: 'skipped',
      reason: 'does not give weights',
    });
  });

  it('closed-form says itself that weights are not balanced', async () => {
    const subject = await open('builtin:closed-form');
    const { lambda, ...question } = smallQuestion(['qqt']);
    const answer = await subject.ask({ ...question, lambda: lambda.add(lambda) });
    expect(answer).toMatchObject({ kind: 'errored', message: expect.stringContaining('λ-balanced with λ = 2') });
  });

  it('gradient-descent gives everything to some digits, with an error of the first order', async () => {
    const subject = await open('builtin:gradient-descent');
    expect(subject.capabilities.quantities).toEqual(QUANTITIES);
    const question = smallQuestion(QUANTITIES);
    const error = largestError(await subject.ask(question), truthOf(question));
    expect(error).toBeLessThan(2e-3);
    expect(error).toBeGreaterThan(1e-6);
  });

  it('gradient-descent declines what takes too many steps or too long', async () => {
    const subject = await open('builtin:gradient-descent');
    expect(await subject.ask(smallQuestion(['qqt'], ['95']))).toEqual({
      kind: 'skipped',
      reason: expect.stringMatching(/^needs \d+ steps, more than 400000$/),
    });
    expect(await subject.ask(smallQuestion(['qqt'], ['97']))).toEqual({
      kind: 'skipped',
      reason: 'goes to t/τ = 64 only',
    });
  });
});

describe('a module', () => {
  it('in TypeScript answers from its thread, checked message by message', async () => {
    const subject = await open(`module:${path('../../examples/subjects/typescript_solver.ts')}`, {
      ...OPTIONS,
      validate: true,
    });
    expect(subject.name).toBe('Runge-Kutta in TypeScript');
    const question = smallQuestion(['weights']);
    expect(largestError(await subject.ask(question), truthOf(question))).toBeLessThan(1e-9);
  });
});

describe('what cannot be opened', () => {
  it.each([
    ['closed-form', 'subject must be one of builtin:…, module:FILE, cmd:COMMAND, got "closed-form"'],
    [
      'builtin:close-form',
      'builtin must be one of closed-form, gradient-descent (nearest: closed-form), got "close-form"',
    ],
    ['builtin:constructor', 'builtin must be one of closed-form, gradient-descent, got "constructor"'],
    ['toString:x', 'subject must be one of builtin:…, module:FILE, cmd:COMMAND, got "toString:x"'],
    ['module:', 'subject must say what to open after module:, got "module:"'],
  ])('%s', async (specification, message) => {
    await expect(open(specification)).rejects.toMatchObject({ name: 'DloError', message });
  });

  it('a module that is not there, or exports no subject', async () => {
    await expect(open('module:./no-such.ts')).rejects.toMatchObject({
      code: 'FILE',
      message: expect.stringMatching(
        /^module:.\/no-such.ts must answer hello with hello, got ".*Cannot find module .*no-such/,
      ),
    });
    await expect(open(`module:${path('./whiteInputs.ts')}`)).rejects.toMatchObject({
      code: 'FILE',
      message: expect.stringContaining('the module must export a subject as its default'),
    });
  });

  it('seconds out of range', async () => {
    for (const secondsPerQuestion of [0, Number.NaN, 3601]) {
      await expect(open('builtin:closed-form', { ...OPTIONS, secondsPerQuestion })).rejects.toMatchObject({
        code: 'RANGE',
        argument: 'secondsPerQuestion',
      });
    }
  });
});
