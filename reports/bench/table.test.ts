import { describe, expect, test } from 'vitest';
import { cost, duration, ratio, renderSection, time } from './table.ts';

test('a section is a heading, a note and a table with one width per column', () => {
  const text = renderSection({
    title: 'T',
    note: 'N.',
    columns: ['what', 'ms'],
    rows: [
      ['a', '1.00'],
      ['longer', '22.0'],
    ],
  });
  expect(text).toBe(
    ['## T', '', 'N.', '', '| what   |   ms |', '| ------ | ---: |', '| a      | 1.00 |', '| longer | 22.0 |', ''].join(
      '\n',
    ),
  );
});

test('a message in a cell cannot break the table', () => {
  const text = renderSection({ title: 'T', note: '', columns: ['a'], rows: [[`one|two\nthree ${'x'.repeat(100)}`]] });
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(7);
  expect(lines.at(-1)).toMatch(/^\| one two three x{66} \|$/);
});

test.each([
  [3.2e-10, '0.32 ns'],
  [8.4e-7, '840 ns'],
  [1.234e-5, '12.3 µs'],
  [0.00999, '9.99 ms'],
  [1.2, '1.20 s'],
  [73.3, '73.3 s'],
  [-5e-8, '-50.0 ns'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each([8.4e-7, 1.23e-5, 0.00999, 1.2, 73.3])('%d seconds are read back from their text', seconds => {
  expect(cost(duration(seconds))).toBeCloseTo(seconds, 12);
});

test('a rate costs its inverse, and a message nothing that is known', () => {
  expect(['1.13e+3', '12.5', '–', 'not run', '0', '5 h', ''].map(cost)).toEqual([
    1 / 1130,
    0.08,
    ...Array.from({ length: 5 }, () => undefined),
  ]);
});

describe('of an outcome', () => {
  test('the time is the median of the rounds', () => expect(time([0.5, 0.1, 0.3])).toBe('300 ms'));

  test('the ratio is taken round by round, above 1 where ours is the faster', () => {
    // A machine twice as slow in the second round is so for both.
    expect(ratio([1, 2, 1], [4, 8, 5])).toBe('4.00 (4.00–5.00)');
    expect(ratio([10, 20], [1, 1])).toBe('0.075 (0.050–0.10)');
    expect(ratio([1], [12.34])).toBe('12.3');
  });

  test('where there are no figures the reason stands in their place and there is no ratio', () => {
    expect(time('not installed')).toBe('not installed');
    expect(ratio([1], 'not installed')).toBe('–');
    expect(ratio('–', [1])).toBe('–');
  });
});
