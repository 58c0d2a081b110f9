import { describe, expect, it } from 'vitest';
import { Matrix } from '../numbers/matrix.ts';
import { oddity, progress } from './plausibility.ts';
import type { ScreenOutcome } from './screen.ts';

const nothing: ScreenOutcome = { error: Number.POSITIVE_INFINITY, value: undefined, isTelling: true };
const wrong = (error: number, ...entries: number[]): ScreenOutcome => ({
  error,
  value: new Matrix(1, entries.length, entries),
  isTelling: true,
});
const right = (...entries: number[]): ScreenOutcome => ({ ...wrong(0, ...entries) });
const truth = (...entries: number[]): Matrix<number> => new Matrix(1, entries.length, entries);

describe('progress', () => {
  it('is most for a case that is right now, and taken back for one that was right', () => {
    expect(progress([wrong(1, 5, 1)], [right(2, 1)], [truth(2, 1)])).toBe(10);
    expect(progress([wrong(1, 5, 1), right(2, 1)], [right(2, 1), wrong(1, 5, 1)], [truth(2, 1), truth(2, 1)])).toBe(0);
    expect(progress([right(2, 1)], [right(2, 1)], [truth(2, 1)])).toBe(0);
  });

  it('counts entries that are right among those that are not zero, be there one or many', () => {
    expect(progress([wrong(1, 5, 7)], [wrong(1, 2, 7)], [truth(2, 0)])).toBe(5);
    expect(progress([wrong(1, 5, 7)], [wrong(1, 2, 7)], [truth(2, 1)])).toBe(2.5);
    expect(progress([wrong(1, 5, 0)], [wrong(1, 5, 0)], [truth(2, 0)])).toBe(0);
  });

  it('counts cases that have a value now, and how far the error fell, two orders of magnitude at most', () => {
    expect(progress([nothing], [wrong(1, 5, 7)], [truth(2, 1)])).toBe(3);
    expect(progress([wrong(1, 5, 7), wrong(1, 5, 7)], [nothing, right(2, 1)], [truth(2, 1), truth(2, 1)])).toBe(7);
    expect(progress([wrong(1, 5, 7)], [wrong(0.1, 5, 6)], [truth(2, 1)])).toBeCloseTo(1, 12);
    expect(progress([wrong(1, 5, 7)], [wrong(1e-5, 5, 6)], [truth(2, 1)])).toBe(2);
    expect(progress([wrong(1, 5, 7)], [wrong(1e5, 5, 9)], [truth(2, 1)])).toBe(0);
  });
});

it('oddity puts a common kind at one place before a rare one, and one place before several', () => {
  const of = (kind: Parameters<typeof oddity>[0]['kind'], scope: Parameters<typeof oddity>[0]['scope']): number =>
    oddity({ kind, scope });
  expect(of('sign', 'place')).toBeLessThan(of('abs', 'place'));
  expect(of('sign', 'place')).toBeLessThan(of('sign', 'line'));
  expect(of('sign', 'line')).toBeLessThan(of('sign', 'like places'));
});
