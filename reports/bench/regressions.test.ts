import { describe, expect, test } from 'vitest';
import { comparison, comparisonText, machineOf } from './regressions.ts';
import { renderSection, type Section } from './table.ts';

const table = (rows: readonly (readonly string[])[]): Section => ({
  title: 'Solver: set-up',
  note: 'N.',
  columns: ['network', 'ours', 'theirs', 'per second'],
  rows,
  ours: { named: ['network'], figures: ['ours', 'per second'] },
});

const stored = [
  '# Figures',
  'Node v20.20.2, AMD EPYC, 2 cores. Medians.',
  renderSection(
    table([
      ['4-4-4', '900 ns', '1.00 s', '100'],
      ['8-8-8', '2.00 ms', '1.00 s', '10.0'],
      ['16-16-16', 'not run', '1.00 s', '–'],
    ]),
  ),
].join('\n\n');

describe('beside the stored figures', () => {
  test('figures of ours that cost more than 1.3 times as much are named, the worst first', () => {
    const now = table([
      ['4-4-4', '2.70 µs', '9.00 s', '78.0'],
      ['8-8-8', '2.50 ms', '9.00 s', '5.00'],
    ]);
    const found = comparison(stored, [now]);
    expect(found.compared).toBe(4);
    expect(found.regressions.map(({ row, column, before, now: is }) => [row, column, before, is])).toEqual([
      ['4-4-4', 'ours', '900 ns', '2.70 µs'],
      ['8-8-8', 'per second', '10.0', '5.00'],
    ]);
    expect(comparisonText(found)).toContain('3.00 × slower: Solver: set-up: 4-4-4, ours: 900 ns before, 2.70 µs now');
    expect(comparisonText(found)).toContain('4 figures compared with the stored ones: 2 worse by more than 1.3 ×');
  });

  test('what is faster, or as fast, is none', () => {
    const same = table([['8-8-8', '0.20 ms', '9.00 s', '99.0']]);
    expect(comparisonText(comparison(stored, [same]))).toBe(
      '2 figures compared with the stored ones: none worse by more than 1.3 ×',
    );
  });

  test('what has no figure on both sides is counted and never called equal', () => {
    const now = table([
      ['16-16-16', '3.00 ms', '', '1.00'],
      ['32-32-32', '3.00 ms', '', '1.00'],
    ]);
    const found = comparison(stored, [now, { ...now, title: 'New' }]);
    expect(found.compared).toBe(0);
    expect(found.missing).toHaveLength(8);
    expect(comparisonText(found)).toContain(
      '8 without a figure on both sides, the first: Solver: set-up: 16-16-16, ours',
    );
  });
});

test('the machine is the processor and its cores, whatever its Node', () => {
  expect(machineOf(stored)).toBe('AMD EPYC, 2 cores');
  expect(machineOf('nothing')).toBeUndefined();
});
