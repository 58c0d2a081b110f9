import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ClaimRecord } from '../src/judge/runRecord.ts';
import { earlierRecord } from './earlierRecord.ts';
import { unchangedClaims } from './unchangedClaims.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dlo-unchanged-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SETTINGS = { seed: 1, runs: 20, digits: 30, arithmetic: 'bigint' } as const;
const BUILD = { packages: { 'decimal.js': '10.6.0' } };
const CONTENTS = new Map([
  ['a/1', 'same'],
  ['a/2', 'new'],
  ['a/4', 'same'],
]);
const claim = (id: string): ClaimRecord => ({ id, verdict: 'holds', ledgerVerdict: 'refuted' }) as ClaimRecord;

const RECORD = {
  schema: 'deep-linear-oracle/run/1',
  seed: 1,
  runs: 20,
  digits: 30,
  claims: ['a/1', 'a/2', 'a/3', 'a/4'].map(claim),
  timing: {
    started: '2026-01-02',
    node: process.version,
    packages: BUILD.packages,
    secondsByClaim: { 'a/1': 3 },
    contents: { 'a/1': 'same', 'a/2': 'old', 'a/3': 'gone' },
    unchangedSince: { 'a/2': '2025' },
  },
};

async function unchanged(record: unknown, settings: Partial<typeof SETTINGS> | { arithmetic: 'decimal' } = {}) {
  const file = join(folder, 'report.json');
  writeFileSync(file, typeof record === 'string' ? record : JSON.stringify(record));
  return unchangedClaims(await earlierRecord(file), { ...SETTINGS, ...settings }, BUILD, CONTENTS);
}

it('takes over the claims whose content is known and the same, without the ledger of then', async () => {
  const { records, since } = await unchanged(RECORD);
  expect(records).toEqual([{ record: { id: 'a/1', verdict: 'holds' }, seconds: 3 }]);
  expect(since).toEqual({ 'a/1': '2026-01-02' });
});

it('says when a claim was judged, not when it was last taken over', async () => {
  const timing = { ...RECORD.timing, unchangedSince: { 'a/1': '2025' } };
  expect((await unchanged({ ...RECORD, timing })).since).toEqual({ 'a/1': '2025' });
});

it.each<[string, unknown]>([
  ['another seed', { ...RECORD, seed: 2 }],
  ['other runs', { ...RECORD, runs: 21 }],
  ['other digits', { ...RECORD, digits: 31 }],
  ['decimal.js alone', { ...RECORD, arithmetic: 'decimal' }],
  ['another Node', { ...RECORD, timing: { ...RECORD.timing, node: 'v1.0.0' } }],
  ['other packages', { ...RECORD, timing: { ...RECORD.timing, packages: { 'decimal.js': '10.5.0' } } }],
  ['no contents', { ...RECORD, timing: { ...RECORD.timing, contents: undefined } }],
  ['another program', { ...RECORD, schema: 'other' }],
  ['half a file', '{"schema": "deep-linear-oracle/run/1", "cla'],
])('takes over nothing of a record with %s', async (_, record) => {
  expect((await unchanged(record)).records).toEqual([]);
});

it('takes over nothing where there is no record, and asks for the arithmetic of the run', async () => {
  expect(unchangedClaims(await earlierRecord(join(folder, 'none.json')), SETTINGS, BUILD, CONTENTS).records).toEqual(
    [],
  );
  expect((await unchanged({ ...RECORD, arithmetic: 'decimal' }, { arithmetic: 'decimal' })).records).toHaveLength(1);
});
