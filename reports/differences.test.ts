import { expect, test } from 'vitest';
import { differingEntries, firstDifference, shortEntry, tellRowsApart } from './differences.ts';

test('marks the entries that differ as numbers', () => {
  expect(differingEntries([['1/2', '3']], [['0.5', '4']])).toEqual([[false, true]]);
  expect(differingEntries([['1'], ['-2/3']], [['1.0'], ['2/3']])).toEqual([[false], [true]]);
});

test('last digits of two precisions are no difference beside a real one', () => {
  expect(differingEntries([['0.33333333333', '7']], [['0.33333333334', '8']])).toEqual([[false, true]]);
});

test('where all differences are that small, or no numbers, letters decide', () => {
  expect(differingEntries([['0.33333333333333331']], [['0.33333333333333332']])).toEqual([[true]]);
  expect(differingEntries([['a', 'b']], [['a', 'c']])).toEqual([[false, true]]);
});

test('shapes that differ mark nothing', () => {
  expect(differingEntries([], [['1']])).toEqual([[false]]);
  expect(differingEntries([['1', '2']], [['1']])).toEqual([[false]]);
});

test('long decimals are cut, to ten digits that count, with their exponent', () => {
  expect(shortEntry('1.2840254166877414840734')).toBe('1.284025416…');
  expect(shortEntry('-0.0000000123456789012345')).toBe('-0.00000001234567890…');
  expect(shortEntry('3.14159265358979323846e-12')).toBe('3.141592653…e-12');
  for (const entry of ['-1/2', '3', '0.25', '1.2345678901', 'x + y']) expect(shortEntry(entry)).toBe(entry);
});

test('two values are shown to the digits that tell them apart, of the entries that differ', () => {
  const stated = [
    ['1.234567890123456789', '0.5'],
    ['0.33333333333333331', '2'],
  ];
  const truth = [
    ['1.234567890123999999', '0.5'],
    ['0.33333333333333332', '2.00000000000042'],
  ];
  const told = tellRowsApart(stated, truth);
  expect(told.stated[0]![0]).toBe('1.234567890123456…');
  expect(told.truth[0]![0]).toBe('1.234567890123999…');
  expect(told.marks).toEqual([
    [[14, 14], undefined],
    [
      [18, 18],
      [14, 14],
    ],
  ]);
  expect(firstDifference(told, ['one', 'the other'])).toEqual([
    'first difference, row 1, column 1:',
    '  one:       1.234567890123456…',
    '  the other: 1.234567890123999…',
    '                           ^',
  ]);
  expect(firstDifference(tellRowsApart([['1']], [['1', '2']]), ['a', 'b'])).toEqual([]);
  expect(firstDifference(tellRowsApart([], [['1']]), ['a', 'b'])).toEqual([]);
});
