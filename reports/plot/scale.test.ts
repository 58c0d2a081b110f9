import { expect, test } from 'vitest';
import { linearScale, log10Scale } from './scale.ts';

test('a linear scale is affine: its ends, its middle, outside', () => {
  const scale = linearScale([2, null, 6, Number.NaN], 100, 300);
  expect([2, 4, 6, 8].map(scale.position)).toEqual([100, 200, 300, 400]);
  expect(scale.position(null)).toBeNull();
  expect(scale.position(Number.POSITIVE_INFINITY)).toBeNull();
});

test('a log10 scale gives equal steps to equal factors and no place to what has no logarithm', () => {
  const scale = log10Scale([1e-4, 1, null, 0, -3], 0, 400);
  for (const [value, at] of [
    [1e-4, 0],
    [1e-2, 200],
    [1, 400],
  ] as const)
    expect(scale.position(value)).toBeCloseTo(at, 9);
  for (const value of [0, -1, null, Number.NaN, Number.POSITIVE_INFINITY]) expect(scale.position(value)).toBeNull();
});

test('no value, one value and the largest doubles still make an axis', () => {
  expect(linearScale([], 0, 10).position(0.5)).toBe(5);
  expect(linearScale([7, 7], 0, 10).position(7)).toBe(5);
  expect(linearScale([0], 0, 10).position(0)).toBe(5);
  expect(linearScale([-1.7e308, 1.7e308], 0, 10).position(0)).toBe(5);
  expect(log10Scale([], 0, 10).position(1)).toBe(10);
  const widest = log10Scale([5e-324, 1.7e308], 0, 100);
  expect(widest.position(5e-324)).toBeGreaterThanOrEqual(0);
  expect(widest.ticks(5).length).toBeGreaterThan(2);
  expect(widest.ticks(5).every(Number.isFinite)).toBe(true);
});

test('labels are short and typeset', () => {
  const linear = linearScale([0, 1], 0, 1);
  expect([0, 0.30000000000000004, -2, 1e21].map(linear.label)).toEqual(['0', '0.3', '−2', '1×10⁺²¹'.replace('⁺', '')]);
  const log = log10Scale([1], 0, 1);
  expect([1e-41, 1, 0.1, 1e5, 2e-9].map(log.label)).toEqual(['10⁻⁴¹', '1', '0.1', '10⁵', '2×10⁻⁹']);
});
