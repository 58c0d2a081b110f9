import { afterAll, expect, it } from 'vitest';
import { answerWithin } from './answerWithin.ts';

const timed = answerWithin(2);
afterAll(() => timed.close());

it('ends a problem that takes too long, with its id, and goes on with the next', async () => {
  const quick = { W1: [[1]], W2: [[1]], sigmaYX: [[2]], times: [0], quantities: ['output'] };
  // Minutes, at this size and so many digits.
  const size = 40;
  const full = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => ((i * j) % 7) - 3));
  const slow = { id: 'slow', W1: full, W2: full, sigmaYX: full, times: [1], quantities: ['loss'], digits: 400 };
  expect(await timed.answer(JSON.stringify(quick), 1)).toMatchObject({ line: 1, output: [[[1]]] });
  expect(await timed.answer(JSON.stringify(slow), 2)).toMatchObject({
    line: 2,
    id: 'slow',
    error: { code: 'DEADLINE', argument: 'line' },
  });
  expect(await timed.answer(JSON.stringify(quick), 3)).toMatchObject({ line: 3, output: [[[1]]] });
});
