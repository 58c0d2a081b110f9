import { expect, test } from 'vitest';
import { type Contender, contest } from './contest.ts';

test('checks come first, then rounds in turns', async () => {
  const order: string[] = [];
  const contender = (name: string): Contender => ({
    name,
    check: async () => {
      order.push(`check ${name}`);
      return undefined;
    },
    seconds: () => order.push(name),
  });
  expect(await contest([contender('a'), contender('b')], 2)).toEqual([
    [3, 5],
    [4, 6],
  ]);
  expect(order).toEqual(['check a', 'check b', 'a', 'b', 'a', 'b']);
});

test('one that fails its check is not timed, and the others are', async () => {
  const never = (): number => {
    throw new Error('was timed');
  };
  const outcomes = await contest(
    [
      { name: 'wrong', check: async () => 'wrong', seconds: never },
      { name: 'broken', check: () => Promise.reject(new Error('KeyError')), seconds: never },
      { name: 'ours', seconds: () => 7 },
    ],
    2,
  );
  expect(outcomes).toEqual(['wrong', 'KeyError', [7, 7]]);
});

test('one that fails in a later round has no figures and is not asked again', async () => {
  let calls = 0;
  const failing = (): number => {
    calls += 1;
    if (calls === 2) throw new Error('gone');
    return 1;
  };
  const outcomes = await contest(
    [
      { name: 'failing', seconds: failing },
      { name: 'ours', seconds: () => 7 },
    ],
    4,
  );
  expect(outcomes).toEqual(['gone', [7, 7, 7, 7]]);
  expect(calls).toBe(2);
});
