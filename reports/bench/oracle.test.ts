import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { oracleSection, oracleSections } from './oracle.ts';
import { findInterpreters, forMpmath } from './peers/interpreters.ts';
import type { Peer } from './peers/peer.ts';
import type { BenchSettings } from './settings.ts';

const settings: BenchSettings = { quick: true, rounds: 1, atLeast: 0, interpreters: [] };
const DURATION = /^\d[\d.]* (ns|µs|ms|s)$/;

// Nothing is compiled here: the C programs have tests of their own.
beforeEach(() => void vi.stubEnv('CC', '/nowhere/cc'));
afterEach(() => void vi.unstubAllEnvs());

test('without mpmath the column says so, and where it would not run, that', async () => {
  const [section] = await oracleSections(settings);
  expect(section!.columns[3]).toBe('odefun');
  expect(section!.rows.map(row => [row[0], ...row.slice(3, 7)])).toEqual([
    ['25', 'not installed', '–', '–', '–'],
    ['50', 'not run', '–', '–', '–'],
  ]);
  for (const row of section!.rows) for (const cell of row.slice(1, 3)) expect(cell).toMatch(DURATION);
  for (const row of section!.rows) expect(row.slice(7)).toEqual(['not installed', '–', 'not installed', '–']);
});

test('a peer with weights of float64 accuracy is reported', async () => {
  const ones = (count: number): string[] => Array.from({ length: count }, () => '1.0');
  const liar: Peer = { ask: async () => ({ seconds: 1, results: [ones(6), ones(6)] }), close: () => {} };
  const { rows } = await oracleSection(liar, settings);
  expect(rows[0]![3]).toMatch(/^disagrees with ours by/);
  expect(rows[0]![5]).toBe('–');
});

const mpmath = forMpmath(findInterpreters());

describe.skipIf(mpmath === undefined)('mpmath.odefun', () => {
  test('computes the same weights', async () => {
    const [section] = await oracleSections({ ...settings, interpreters: [mpmath!] });
    const row = section!.rows[0]!;
    expect(row[3]).toMatch(DURATION);
    expect(Number(row[6])).toBeGreaterThan(20);
  });
});
