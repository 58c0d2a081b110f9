import { describe, expect, it } from 'vitest';
import { flow } from '../network/flow.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { flowRate, flowRegimes } from './flowRegime.ts';

/** All weights and the task of one size. */
function flowOfWidths(widths: readonly number[], weight: number | string = 1, task: number | string = 1) {
  const filled = (rows: number, cols: number, value: number | string) =>
    new Matrix(rows, cols, new Array<Rational>(rows * cols).fill(Rational.of(value)));
  return flow({
    layers: widths.slice(1).map((rows, j) => filled(rows, widths[j]!, weight)),
    sigmaYX: filled(widths.at(-1)!, widths[0]!, task),
  });
}

function regime(axis: string, widths: readonly number[]): string {
  const found = flowRegimes({ flow: flowOfWidths(widths), time: Rational.ONE, extra: {} });
  return found.find(one => one.axis === axis)!.value;
}

describe('flowRegimes', () => {
  it.each([
    [[3, 1, 3], 'bottleneck'],
    [[3, 3, 1, 3], 'bottleneck'],
    [[3, 1, 3, 3], 'bottleneck'],
    [[3, 4, 5, 3], 'wide'],
    [[3, 3, 3, 3], 'square'],
    [[2, 2], 'square'],
  ])('widths %j: %s, by the narrowest hidden layer', (widths, expected) => {
    expect(regime('architecture', widths)).toBe(expected);
  });

  it('names depth and dimensions', () => {
    expect(
      [
        [2, 2],
        [2, 2, 3],
        [3, 2, 2, 2, 2, 2, 2, 2],
      ].map(widths => regime('depth', widths)),
    ).toEqual(['1 layer', '2 layers', '6 layers or more']);
    expect(
      [
        [2, 3],
        [2, 2],
        [3, 2],
      ].map(widths => regime('dimensions', widths)),
    ).toEqual(['Ni < No', 'Ni = No', 'Ni > No']);
  });
});

describe('flowRate', () => {
  it('is a power of two near a^(2h−2), a the largest layer or the h-th root of the task', () => {
    const rate = (widths: readonly number[], weight: number, task: number) =>
      flowRate(flowOfWidths(widths, weight, task)).toNumber();
    expect(rate([1, 1, 1], 4, 1)).toBe(16);
    expect(rate([1, 1, 1], 1, 64)).toBe(64);
    expect(rate([1, 1, 1, 1], 2, 1)).toBe(16);
    expect(rate([1, 1], 8, 8)).toBe(1);
    expect(rate([1, 1, 1], 0, 0)).toBe(1);
    expect(rate([1, 1, 1], 2 ** -5, 0)).toBe(2 ** -10);
  });
});
