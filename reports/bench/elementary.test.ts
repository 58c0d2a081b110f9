import { describe, expect, test } from 'vitest';
import { elementarySections, sectionsWith } from './elementary.ts';
import { findInterpreters, forGmpy2 } from './peers/interpreters.ts';
import type { Peer } from './peers/peer.ts';
import type { BenchSettings } from './settings.ts';
import type { Section } from './table.ts';

const settings: BenchSettings = { quick: true, rounds: 1, atLeast: 0, interpreters: [] };
const DURATION = /^-?\d[\d.]* (ns|µs|ms|s)$/;

function column({ columns, rows }: Section, name: string): string[] {
  return rows.map(row => row[columns.indexOf(name)]!);
}

test('without peers their columns say so; ours agree with one another and have figures', async () => {
  const [own, against] = await elementarySections(settings);
  for (const name of ['mpmath', 'gmpy2']) expect(new Set(column(against!, name))).toEqual(new Set(['not installed']));
  expect(column(own!, 'operation')).toEqual(['product', 'sum', 'quotient', 'sqrt', 'exp']);
  for (const name of ['binaryField', 'without bounds', 'decimal.js'])
    for (const cell of column(own!, name)) expect(cell).toMatch(DURATION);
  const fixedPoint = column(own!, 'fixed-point BigInt');
  for (const cell of fixedPoint.slice(0, 4)) expect(cell).toMatch(DURATION);
  expect(fixedPoint[4]).toBe('–');
});

test('a peer that keeps too few digits is reported', async () => {
  const liar: Peer = { ask: async () => ({ seconds: 1, results: '5500.123' }), close: () => {} };
  const [, against] = await sectionsWith({ mpmath: liar, gmpy2: undefined }, settings);
  for (const cell of column(against!, 'mpmath')) expect(cell).toMatch(/^disagrees with ours by/);
});

const interpreter = forGmpy2(findInterpreters());

describe.skipIf(interpreter === undefined)('mpmath and gmpy2', () => {
  test('compute the same', async () => {
    const [, against] = await elementarySections({ ...settings, interpreters: [interpreter!] });
    for (const name of ['mpmath', 'gmpy2']) for (const cell of column(against!, name)) expect(cell).toMatch(DURATION);
  });
});
