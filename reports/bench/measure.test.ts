import { expect, test } from 'vitest';
import { cpuTimed, leastSeconds, median, secondsPerCall } from './measure.ts';

test.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 10], 3.5],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('the median leaves its values in their order', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

test.each([
  ['averaged', secondsPerCall, 0.5],
  ['their least taken', leastSeconds, 0.25],
] as const)('calls are repeated until their own seconds add up, and %s', (_, measure, expected) => {
  const seconds = [0.5, 0.25, 0.75, 9];
  let calls = 0;
  expect(measure(() => seconds[calls++]!, 1)).toBe(expected);
  expect(calls).toBe(3);
});

test.each([secondsPerCall, leastSeconds])('work is done once where no time is asked for', measure => {
  expect(measure(() => 0, 0)).toBe(0);
});

test('processor time is counted in seconds', () => {
  const spin = (): void => {
    for (const begin = process.cpuUsage().user; process.cpuUsage().user < begin + 20_000; );
  };
  expect(cpuTimed(spin)).toBeGreaterThanOrEqual(0.02);
});
