import { describe, expect, it } from 'vitest';
import type { Question, SubjectAnswer } from '../gate/subject.ts';
import { Rational } from '../numbers/rational.ts';
import { messageCheck } from './messageCheck.ts';
import type { SubjectHello, ToSubject } from './protocol.ts';
import { openSession } from './session.ts';
import { type Desk, programLink } from './testing/programLink.ts';
import { smallQuestion } from './testing/questions.ts';

const HELLO: SubjectHello = { type: 'hello', protocol: 1, name: 'mine', capabilities: { quantities: ['output'] } };
const OPTIONS = { secondsPerQuestion: 10, validate: true };
const QUESTION = smallQuestion(['output'], ['1/3']);

/** What a subject with this hello is told when it is asked. */
async function toldOnce(hello: object, question: Question): Promise<{ told: ToSubject[]; answer: SubjectAnswer }> {
  const told: ToSubject[] = [];
  const program = (message: ToSubject, desk: Desk): void => {
    told.push(message);
    if (message.type === 'hello') desk.write(`${JSON.stringify(hello)}\n`);
    if (message.type === 'run')
      desk.write(`${JSON.stringify({ type: 'skipped', sequence: message.sequence, reason: 'no' })}\n`);
  };
  const subject = await openSession('mine', () => programLink(program), OPTIONS);
  const answer = await subject.ask(question);
  await subject.close();
  return { told, answer };
}

async function refusal(hello: object): Promise<string> {
  return toldOnce(hello, QUESTION).then(
    () => 'none',
    error => error.message,
  );
}

describe('the exchange', () => {
  it('is hello, hello, run, answer', async () => {
    const { told, answer } = await toldOnce(HELLO, QUESTION);
    expect(answer).toEqual({ kind: 'skipped', reason: 'no' });
    expect(told).toEqual([
      { type: 'hello', protocol: [1], harness: 'deep-linear-oracle' },
      {
        type: 'run',
        sequence: '1',
        problem: {
          W1: [
            [0.75, 0],
            [0, 0],
          ],
          W2: [
            [1.25, 0],
            [0, 0.6],
            [0, 0.8],
          ],
          sigmaYX: [
            [1, 0.5],
            [-0.25, 2],
            [1 / 3, 0],
          ],
          tau: 1.5,
          lambda: 1,
        },
        times: [1 / 3],
        quantities: ['output'],
      },
    ]);
  });

  it('has exact numbers where the subject wants them, as text only where a float64 would round', async () => {
    const { told } = await toldOnce({ ...HELLO, numbers: 'exact' }, QUESTION);
    expect(told[1]).toMatchObject({
      problem: {
        W1: [[0.75, 0], expect.anything()],
        W2: [
          [1.25, 0],
          [0, '3/5'],
          [0, '4/5'],
        ],
      },
      times: ['1/3'],
    });
  });

  it('has no question with a number beyond float64, unless numbers are exact', async () => {
    const far = { ...QUESTION, times: [Rational.of('1e400')] };
    const { answer } = await toldOnce(HELLO, far);
    expect(answer).toEqual({
      kind: 'skipped',
      reason: expect.stringMatching(/^question must stay within float64, got "10+/),
    });
    const exact = await toldOnce({ ...HELLO, numbers: 'exact' }, far);
    expect(exact.told[1]).toMatchObject({ times: [`1${'0'.repeat(400)}`] });
  });
});

describe('a hello that is refused', () => {
  it.each([
    [{ ...HELLO, protocol: [2, 3] }, 'protocol must be a version that both sides speak (here: 1), got [2,3]'],
    [{ ...HELLO, protocol: undefined }, 'protocol must be a version that both sides speak (here: 1), got undefined'],
    [{ ...HELLO, type: 'hallo' }, 'message /type must be one of hello (nearest: hello), got "hallo"'],
    [{ ...HELLO, name: '' }, 'message hello /name must NOT have fewer than 1 characters, got ""'],
    [
      { ...HELLO, capabilities: { quantities: ['weight'] } },
      'message hello /capabilities/quantities/0 must be equal to one of the allowed values: weights, qqt, W1W1, W2W2, output, loss, ntk, got "weight"',
    ],
    [{ ...HELLO, capabilities: {} }, "message hello /capabilities must have required property 'quantities', got {}"],
    [
      { ...HELLO, conventions: { layer: 'input-first' } },
      'message hello /conventions must NOT have additional properties: layer, got {"layer":"input-first"}',
    ],
    [
      { ...HELLO, conventions: { samples: 'total' } },
      'message hello /conventions/samples must be equal to one of the allowed values: mean, sum, got "total"',
    ],
  ])('%j', async (hello, message) => {
    expect(await refusal(hello)).toContain(JSON.stringify(message).slice(1, 100));
  });

  it('speaks all that both sides know', async () => {
    expect(await refusal({ ...HELLO, protocol: [1, 2] })).toBe('none');
  });
});

it('a subject that says another hello when it is started again is not asked', async () => {
  let starts = 0;
  const link = () => {
    starts += 1;
    const hello = starts === 1 ? HELLO : { ...HELLO, conventions: { samples: 'sum' } };
    return programLink((message, desk) => {
      if (message.type === 'hello') desk.write(`${JSON.stringify(hello)}\n`);
      else desk.exit();
    });
  };
  const subject = await openSession('mine', link, OPTIONS);
  expect(await subject.ask(QUESTION)).toMatchObject({ kind: 'crashed', message: 'ended' });
  expect(await subject.ask(QUESTION)).toMatchObject({
    kind: 'crashed',
    message: expect.stringContaining('mine must say the same hello at every start, got'),
  });
});

it('what cannot be started at all is told as such', async () => {
  const link = () => {
    throw new Error('spawn E2BIG');
  };
  await expect(openSession('mine', link, OPTIONS)).rejects.toMatchObject({
    code: 'FILE',
    message: 'mine must be something that can be started, got "spawn E2BIG"',
  });
});

describe('the schema', () => {
  it.each([
    [{ type: 'values', sequence: '1', values: [{ loss: '1e-3' }] }, 'none'],
    [
      {
        type: 'values',
        sequence: '1',
        values: [
          {
            output: [
              [1, '-.5'],
              ['1/3', 2],
            ],
          },
        ],
      },
      'none',
    ],
    [
      { type: 'values', sequence: '1', values: [{ output: [[1, 'NaN']] }] },
      'message values /values/0/output/0/1 must match pattern',
    ],
    [{ type: 'values', sequence: 1, values: [{ loss: 1 }] }, 'message values /sequence must be string, got 1'],
    [{ type: 'values', sequence: '1', values: [] }, 'message values /values must NOT have fewer than 1 items, got []'],
    [{ type: 'skipped', sequence: '1' }, "message skipped / must have required property 'reason'"],
    [{ type: 'run' }, 'message /type must be one of values, skipped, errored, got "run"'],
  ])('%j: %s', async (message, expected) => {
    const check = await messageCheck();
    let said = 'none';
    try {
      check.fromSubject(message);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toContain(expected);
  });
});
