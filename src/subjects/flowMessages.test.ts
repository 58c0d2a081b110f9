import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deepGradientFlow } from '../../oracles/deepGradientFlow.ts';
import { deepFlow, scalarFlow } from '../../oracles/testing/testFlows.ts';
import type { FlowQuestion, FlowValues, SubjectAnswer } from '../gate/subject.ts';
import { flow } from '../network/flow.ts';
import { multiply } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { openSubject } from './openSubject.ts';
import type { Run, SubjectHello, ToSubject, WireFlow } from './protocol.ts';
import { openSession } from './session.ts';
import { type Desk, programLink } from './testing/programLink.ts';
import { smallQuestion } from './testing/questions.ts';

// Questions about layers of any depth.

const OPTIONS = { secondsPerQuestion: 10, validate: true };
const HELLO: SubjectHello = {
  type: 'hello',
  protocol: 1,
  name: 'deep',
  capabilities: { quantities: ['weights', 'output', 'loss'], largestDepth: 3, largestTime: 5 },
};
const exact = (rows: readonly (readonly (number | string)[])[]) =>
  Matrix.fromRows(rows.map(row => row.map(entry => Rational.of(entry))));
const chain = flow({ layers: [exact([[1, '1/2']]), exact([[2], [3]])], sigmaYX: exact([[1, 0], [0, 1]]) }); // biome-ignore format: matrices
const QUESTION: FlowQuestion = {
  flow: chain,
  times: [Rational.ZERO, Rational.ONE],
  quantities: ['weights', 'output', 'loss'],
};

const RIGHT = [0, 1].map(() => ({
  layers: [[[1, 0.5]], [[2], [3]]],
  output: [[2, 1], [3, '3/2']],
  loss: 4,
})); // biome-ignore format: matrices

async function exchange(
  hello: object,
  question: FlowQuestion,
  values: unknown = RIGHT,
): Promise<{ runs: Run[]; answer: SubjectAnswer<FlowValues> | undefined }> {
  const runs: Run[] = [];
  const program = (message: ToSubject, desk: Desk): void => {
    if (message.type === 'hello') desk.write(`${JSON.stringify(hello)}\n`);
    if (message.type !== 'run') return;
    runs.push(message);
    desk.write(`${JSON.stringify({ type: 'values', sequence: message.sequence, values })}\n`);
  };
  const subject = await openSession('deep', () => programLink(program), OPTIONS);
  const answer = await subject.askFlow?.(question);
  await subject.close();
  return { runs, answer };
}

it('send layers, task and τ, and no λ; values come back exactly', async () => {
  const { runs, answer } = await exchange(HELLO, QUESTION);
  expect(runs).toEqual([
    {
      type: 'run',
      sequence: '1',
      problem: { layers: [[[1, 0.5]], [[2], [3]]], sigmaYX: [[1, 0], [0, 1]], tau: 1 },
      times: [0, 1],
      quantities: ['weights', 'output', 'loss'],
    },
  ]); // biome-ignore format: matrices
  if (answer?.kind !== 'answered') throw new Error(JSON.stringify(answer));
  expect(answer.values[1]!.layers!.map(layer => layer.map(String).toRows())).toEqual([[['1', '1/2']], [['2'], ['3']]]);
  expect(answer.values[1]!.output!.at(1, 1).toString()).toBe('3/2');
  expect(answer.values[1]!.loss!.at(0, 0).toString()).toBe('4');
});

it('are counted from the output by a subject that does so, and sent back as we count', async () => {
  const values = RIGHT.map(one => ({ ...one, layers: [[[2], [3]], [[1, 0.5]]] }));
  const { runs, answer } = await exchange({ ...HELLO, conventions: { layers: 'output-first' } }, QUESTION, values);
  expect(runs[0]!.problem).toMatchObject({ layers: [[[2], [3]], [[1, 0.5]]] });
  if (answer?.kind !== 'answered') throw new Error(JSON.stringify(answer));
  expect(answer.values[0]!.layers!.map(({ shape }) => shape)).toEqual(['1×2', '2×1']);
});

it('are not asked of a subject that does not say so, and declined beyond what it says', async () => {
  const { largestDepth: _, ...older } = HELLO.capabilities;
  expect(await exchange({ ...HELLO, capabilities: older }, QUESTION)).toEqual({ runs: [], answer: undefined });
  const skipped = async (hello: object, question: FlowQuestion): Promise<unknown> =>
    (await exchange(hello, question)).answer;
  const four = { ...QUESTION, flow: scalarFlow(1, [1, 1, 1, 1]) };
  expect(await skipped(HELLO, four)).toEqual({ kind: 'skipped', reason: 'does at most 3 layers' });
  const late = { ...QUESTION, times: [Rational.of(6)] };
  expect(await skipped(HELLO, late)).toEqual({ kind: 'skipped', reason: 'goes to t/τ = 5 only' });
  const noLoss = { ...HELLO, capabilities: { quantities: ['output'], largestDepth: 3 } };
  expect(await skipped(noLoss, QUESTION)).toEqual({ kind: 'skipped', reason: 'does not give weights' });
});

it('are asked in sums over samples of who takes such: more task, less time, and a loss that comes back as a mean', async () => {
  const values = RIGHT.map(one => ({ ...one, loss: 8 }));
  const { runs, answer } = await exchange({ ...HELLO, conventions: { samples: 'sum' } }, QUESTION, values);
  const [X, Y] = [[[1, 1], [1, -1]], [[1, 1], [1, -1]]]; // biome-ignore format: matrices
  expect(runs[0]).toMatchObject({
    problem: { layers: [[[1, 0.5]], [[2], [3]]], sigmaYX: [[2, 0], [0, 2]], X, Y, tau: 1 },
    times: [0, 0.5],
  }); // biome-ignore format: matrices
  if (answer?.kind !== 'answered') throw new Error(JSON.stringify(answer));
  expect(answer.values[1]!.loss!.at(0, 0).toString()).toBe('4');
});

it('in sums over samples are the same flows: the gradient of a sum, from X and Y alone, ends in the same layers', async () => {
  const deep = deepFlow();
  const question: FlowQuestion = { flow: deep, times: [Rational.of('1/2')], quantities: ['weights'] };
  const rational = (rows: unknown) => exact(rows as (number | string)[][]);
  const program = (message: ToSubject, desk: Desk): void => {
    if (message.type === 'hello')
      desk.write(`${JSON.stringify({ ...HELLO, numbers: 'exact', conventions: { samples: 'sum' } })}\n`);
    if (message.type !== 'run') return;
    const { layers, X, Y, tau } = message.problem as Required<WireFlow>;
    const [inputs, targets] = [rational(X), rational(Y)];
    const sums = flow({
      layers: layers.map(rational),
      sigmaYX: multiply(rationalField, targets, inputs.transpose()),
      sigmaXX: multiply(rationalField, inputs, inputs.transpose()),
      tau: Rational.of(tau),
    });
    const values = deepGradientFlow(
      sums,
      message.times.map(time => Rational.of(time)),
      { digits: 20 },
    ).map(told => ({
      layers: told.layers.map(layer => layer.map(String).toRows()),
    }));
    desk.write(`${JSON.stringify({ type: 'values', sequence: message.sequence, values })}\n`);
  };
  const subject = await openSession('sums', () => programLink(program), OPTIONS);
  const answer = await subject.askFlow!(question);
  await subject.close();
  if (answer.kind !== 'answered') throw new Error(JSON.stringify(answer));
  const [truth] = deepGradientFlow(deep, question.times, { digits: 20 });
  answer.values[0]!.layers!.forEach((layer, j) => {
    layer.data.forEach((entry, k) => {
      expect(entry.toNumber()).toBeCloseTo(truth!.layers[j]!.data[k]!.toNumber(), 14);
    });
  });
});

it.each<[string, unknown, RegExp]>([
  ['no layers', RIGHT.map(({ layers: _, ...rest }) => rest), /values\[1\].layers must be given/],
  [
    'too few layers',
    RIGHT.map(one => ({ ...one, layers: [[[1, 0.5]]] })),
    /values\[1\].layers must be an array of 2 matrices/,
  ],
  [
    'a layer of another shape',
    RIGHT.map(one => ({ ...one, layers: [[[1]], [[2], [3]]] })),
    /layers\[1\] row 1 must be 1×2/,
  ],
  ['an output of another shape', RIGHT.map(one => ({ ...one, output: [[1, 2]] })), /output must be 2×2/],
  ['a word for a loss', RIGHT.map(one => ({ ...one, loss: '1e999999' })), /loss|pattern/],
])('are answered invalidly by %s', async (_, values, message) => {
  const { answer } = await exchange(HELLO, QUESTION, values);
  expect(answer).toMatchObject({ kind: 'invalid', message: expect.stringMatching(message) });
});

it.each([
  ['a depth of 0', 0],
  ['half a layer', 1.5],
])('need a largestDepth that is one: %s', async (_, largestDepth) => {
  const hello = { ...HELLO, capabilities: { quantities: ['output'], largestDepth } };
  await expect(exchange(hello, QUESTION)).rejects.toThrow(/largestDepth/);
});

it('reach the function flow of a module, and those of two layers its trajectory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dlo-flow-'));
  const file = join(folder, 'subject.mjs');
  writeFileSync(
    file,
    `export default {
      name: 'mine',
      capabilities: { quantities: ['output'], largestDepth: 4 },
      trajectory: () => [{ output: [[1, 2], [3, 4], [5, 6]] }],
      flow: ({ layers }, times, quantities) => times.map(() => ({ output: [[layers.length, quantities.length]] })),
    };\n`,
  );
  const subject = await openSubject(`module:${file}`, { secondsPerQuestion: 20, validate: true });
  try {
    const narrow = flow({ layers: [exact([[1, 2]]), exact([[1]]), exact([[1]])], sigmaYX: exact([[1, 1]]) });
    const answer = await subject.askFlow!({ flow: narrow, times: [Rational.ONE], quantities: ['output'] });
    if (answer.kind !== 'answered') throw new Error(JSON.stringify(answer));
    expect(answer.values[0]!.output!.map(String).toRows()).toEqual([['3', '1']]);
    expect((await subject.ask(smallQuestion(['output'], ['1']))).kind).toBe('answered');
  } finally {
    await subject.close();
    rmSync(folder, { recursive: true });
  }
});

it.each(['closed-form', 'gradient-descent'])('builtin:%s answers those it can', async name => {
  const subject = await openSubject(`builtin:${name}`, { secondsPerQuestion: 20, validate: false });
  const three = scalarFlow('27/8', [1, 1, 1], { tau: Rational.of(2) });
  const times = [Rational.ZERO, Rational.ONE];
  const answer = await subject.askFlow!({ flow: three, times, quantities: ['output', 'loss'] });
  if (answer.kind !== 'answered') throw new Error(JSON.stringify(answer));
  const [start, later] = answer.values.map(({ output, loss }) => [output, loss].map(part => part!.at(0, 0).toNumber()));
  expect(start).toEqual([1, 2.8203125]);
  // t/τ = 1/2 from w = 1, w' = w²(27/8 − w³): the flow to five digits.
  expect(later![0]).toBeGreaterThan(2.9);
  expect(later![1]! / ((27 / 8 - later![0]!) ** 2 / 2)).toBeCloseTo(1, 10);
  const mixed = await subject.askFlow!({ flow: deepFlow(), times, quantities: ['output'] });
  expect(mixed.kind).toBe(name === 'closed-form' ? 'skipped' : 'answered');
});
