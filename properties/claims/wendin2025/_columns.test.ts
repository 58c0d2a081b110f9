import { expect, it } from 'vitest';
import { Rational } from '../../../src/numbers/rational.ts';
import { columns, dot, liesIn, spanned } from './_columns.ts';

const of = (...entries: readonly number[]): Rational[] => entries.map(entry => Rational.of(entry));

it('columns are the vectors', () => {
  expect(
    columns([of(1, 2, 3), of(4, 5, 6)], 3)
      .toRows()
      .map(row => row.map(String)),
  ).toEqual([
    ['1', '4'],
    ['2', '5'],
    ['3', '6'],
  ]);
  expect(columns([], 2).shape).toBe('2×0');
});

it('a span has the dimension of what is independent', () => {
  expect(spanned([of(1, 2, 3), of(2, 4, 6), of(0, 1, 0)], 3)).toBe(2);
  expect(spanned([of(0, 0)], 2)).toBe(0);
  expect(spanned([], 5)).toBe(0);
});

it('a vector lies in the span of others or not; 0 lies in the span of none', () => {
  expect(liesIn(of(1, 3, 3), [of(1, 2, 3), of(0, 1, 0)])).toBe(true);
  expect(liesIn(of(1, 3, 4), [of(1, 2, 3), of(0, 1, 0)])).toBe(false);
  expect([liesIn(of(0, 0), []), liesIn(of(0, 1), [])]).toEqual([true, false]);
});

it('inner products', () => {
  expect(String(dot(of(1, -2, 3), of(4, 5, 6)))).toBe('12');
  expect(String(dot([], []))).toBe('0');
});

it('says which vector is of another length', () => {
  expect(() => columns([of(1, 2), of(1)], 2)).toThrow('vectors[1] must have 2 entries, got 1');
  expect(() => spanned([of(1, 2, 3)], 2)).toThrow('vectors[0] must have 2 entries, got 3');
  expect(() => liesIn(of(1, 2), [of(1, 2, 3)])).toThrow('vectors[0] must have 2 entries, got 3');
  expect(() => dot(of(1, 2), of(1))).toThrow('b must have 2 entries, got 1');
});
