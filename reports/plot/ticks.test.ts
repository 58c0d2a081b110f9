import { expect, test } from 'vitest';
import { linearTicks, log10Ticks } from './ticks.ts';

test('linear ticks are multiples of 1, 2 or 5 times a power of ten, inside the bounds, about as many as asked', () => {
  for (const [min, max] of [
    [0, 1],
    [0, 8],
    [-3.3, 7.1],
    [1e-9, 3.7e-9],
    [-5e12, 2e13],
    [0.123, 0.124],
    [-1e308, 1e308],
    [0, 1e-300],
  ] as const) {
    for (const count of [3, 5, 8]) {
      const ticks = linearTicks(min, max, count);
      expect(ticks.length, `${min}..${max}`).toBeGreaterThanOrEqual(2);
      expect(ticks.length, `${min}..${max}`).toBeLessThanOrEqual(2 * count + 1);
      const slack = (max / 2 - min / 2) * 1e-8;
      for (const tick of ticks) expect(tick >= min - slack && tick <= max + slack).toBe(true);
      const step = (ticks[1]! / 4 - ticks[0]! / 4) * 4;
      const lead = Number(step.toExponential(6).split('e')[0]);
      if (Number.isFinite(step)) expect([1, 2, 5]).toContain(lead);
    }
  }
});

test('linear ticks are the round doubles themselves', () => {
  expect(linearTicks(0, 0.5, 5)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  expect(linearTicks(-2, 2, 4)).toEqual([-2, -1, 0, 1, 2]);
  expect(linearTicks(0, 8, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(linearTicks(0, 100, 5)).toEqual([0, 20, 40, 60, 80, 100]);
});

test('log10 ticks are powers of ten, thinned to about the count, and 1-2-5 on a short axis', () => {
  expect(log10Ticks(1e-3, 1, 5)).toEqual([1e-3, 1e-2, 1e-1, 1]);
  expect(log10Ticks(1e-50, 1, 5)).toEqual([1e-50, 1e-40, 1e-30, 1e-20, 1e-10, 1]);
  expect(log10Ticks(1, 20, 5)).toEqual([1, 2, 5, 10, 20]);
  expect(log10Ticks(1e-300, 1e300, 6)).toEqual([1e-300, 1e-200, 1e-100, 1, 1e100, 1e200, 1e300]);
});

test('bounds that make no axis give no ticks', () => {
  expect(linearTicks(Number.NaN, 1, 5)).toEqual([]);
  expect(linearTicks(2, 1, 5)).toEqual([]);
  expect(linearTicks(0, Number.POSITIVE_INFINITY, 5)).toEqual([]);
  expect(linearTicks(3, 3, 5)).toEqual([3]);
  expect(log10Ticks(0, 1, 5)).toEqual([]);
  expect(log10Ticks(-1, 1, 5)).toEqual([]);
  expect(log10Ticks(2, 1, 5)).toEqual([]);
});
