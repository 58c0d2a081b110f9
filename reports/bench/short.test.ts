import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { quoted, shortSection, shortTable } from './short.ts';
import { renderSection, type Section } from './table.ts';

const read = (relative: string): string => readFileSync(new URL(relative, import.meta.url), 'utf8');

const other: Section = { title: 'Other', note: '', columns: ['x'], rows: [['1']] };
const long: Section = { ...other, title: 'Long', short: [['product', '47.0 ns', 'mpmath', '490 ns', '10.4']] };

test('the short table takes the rows that sections give it and is found again in the text', () => {
  const text = ['# Figures', ...[shortSection([long, other]), long, other].map(renderSection)].join('\n\n');
  expect(shortTable(text).split('\n')).toEqual([
    expect.stringMatching(/^\| work +\| +ours \|/),
    expect.stringMatching(/^\| -+ \| -+: \|/),
    expect.stringMatching(/^\| product +\| +47\.0 ns \| +mpmath \| +490 ns \| +10\.4 \|$/),
  ]);
});

test('a text without one has none', () => expect(shortTable(renderSection(other))).toBe(''));

test('the quotation replaces what stood between the marks and nothing else', () => {
  const readme = 'before\n<!-- bench:begin -->\n\nold\n\n<!-- bench:end -->\nafter\n';
  const fresh = quoted(readme, '| new |');
  expect(fresh).toBe('before\n<!-- bench:begin -->\n\n| new |\n\n<!-- bench:end -->\nafter\n');
  expect(quoted(fresh, '| new |')).toBe(fresh);
  expect(quoted(fresh, '')).toBe('before\n<!-- bench:begin -->\n<!-- bench:end -->\nafter\n');
  expect(() => quoted('no marks', '| new |')).toThrow('bench:begin');
});

test('docs/bench.md quotes the last bench as it is', () => {
  const page = read('../../docs/bench.md');
  expect(page).toBe(quoted(page, shortTable(read('last.md'))));
});
