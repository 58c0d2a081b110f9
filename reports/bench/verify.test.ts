import { expect, test } from 'vitest';
import { workerCounts } from './verify.ts';

test.each([
  [1, [1]],
  [2, [1, 2]],
  [3, [1, 2, 3]],
  [8, [1, 2, 4, 8]],
  [12, [1, 2, 4, 8, 12]],
])('%d cores are tried with %j workers', (cores, counts) => {
  expect(workerCounts(cores)).toEqual(counts);
});
