import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeClaim } from './judgeClaim.ts';
import { MINIMUM_CASES } from './judgeReading.ts';
import { acceptVerdicts, type Ledger, readLedger } from './ledger.ts';
import { fakeClaim, fakeReading, OPTIONS, right, wrongFrom37 } from './testing/fakeReading.ts';

const good: Ledger = {
  schema: 'deep-linear-oracle/ledger/1',
  defaults: { seed: 5, runs: 60, digits: 30 },
  verdicts: { 'domine2025/eq-9': 'holds', 'braun2022/eq-1': 'refuted' },
  fairReadings: { 'braun2022/eq-1': 'held' },
};

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  file = join(folder, 'ledger.json');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('readLedger', () => {
  it('reads what it is given', async () => {
    await writeFile(file, JSON.stringify(good));
    expect(await readLedger(file)).toEqual(good);
  });

  it('finds the committed one, whose defaults a claim can be judged with', async () => {
    const { defaults } = await readLedger();
    expect(defaults.runs).toBeGreaterThanOrEqual(MINIMUM_CASES);
    expect(defaults.digits).toBeGreaterThanOrEqual(10);
  });

  it.each<[string, string, string]>([
    ['text that is no JSON', '{"schema"', 'must be JSON'],
    ['an empty file', '', 'must be JSON'],
    ['null', 'null', 'must be a ledger of version 1'],
    ['a foreign schema', JSON.stringify({ ...good, schema: 'deep-linear-oracle/ledger/2' }), 'ledger/2'],
    ['no defaults', JSON.stringify({ ...good, defaults: undefined }), 'seed, runs and digits'],
    ['half a run', JSON.stringify({ ...good, defaults: { ...good.defaults, runs: 0.5 } }), 'seed, runs and digits'],
    ['no verdicts', JSON.stringify({ ...good, verdicts: undefined }), 'an object of verdicts'],
    ['a list of verdicts', JSON.stringify({ ...good, verdicts: ['holds'] }), 'an object of verdicts'],
    ['a list of fair readings', JSON.stringify({ ...good, fairReadings: [] }), 'an object of outcomes'],
    ['an unknown outcome', JSON.stringify({ ...good, fairReadings: { 'a/eq-1': 'holds' } }), 'for a/eq-1 one of held'],
    ['an unknown verdict', JSON.stringify({ ...good, verdicts: { 'a/eq-1': 'true' } }), 'for a/eq-1 one of holds'],
  ])('refuses %s', async (_, text, message) => {
    await writeFile(file, text);
    await expect(readLedger(file)).rejects.toMatchObject({
      name: 'DloError',
      code: 'FORMAT',
      argument: file,
      message: expect.stringContaining(message),
    });
  });
});

describe('acceptVerdicts', () => {
  it('writes the verdicts of a run over the old ones, keeps the others, and sorts by id', async () => {
    await writeFile(file, JSON.stringify(good));
    const claims = [
      fakeClaim([fakeReading(wrongFrom37)], { id: 'domine2025/eq-9' }),
      fakeClaim([fakeReading(right)], { id: 'anguita2024/eq-2' }),
    ];
    const records = [];
    for (const claim of claims) records.push((await judgeClaim(claim, OPTIONS)).record);
    await acceptVerdicts(records, file);
    const ledger = await readLedger(file);
    expect(ledger).toEqual({
      ...good,
      verdicts: { 'anguita2024/eq-2': 'holds', 'braun2022/eq-1': 'refuted', 'domine2025/eq-9': 'refuted' },
    });
    expect(Object.keys(ledger.verdicts)).toEqual(['anguita2024/eq-2', 'braun2022/eq-1', 'domine2025/eq-9']);
    const text = await readFile(file, 'utf8');
    await acceptVerdicts(records, file);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(text).toBe(`${JSON.stringify(ledger, null, 2)}\n`);
    expect(await readdir(folder)).toEqual(['ledger.json']);
  });

  it('writes what became of fair readings, and drops those that are no more', async () => {
    await writeFile(file, JSON.stringify(good));
    const fair = fakeReading(right, { name: 'fair reading' });
    const claims = [
      fakeClaim([fakeReading(wrongFrom37)], { id: 'braun2022/eq-1' }),
      fakeClaim([fakeReading(wrongFrom37), fair], { id: 'domine2025/eq-9' }),
    ];
    const records = [];
    for (const claim of claims) records.push((await judgeClaim(claim, OPTIONS)).record);
    await acceptVerdicts(records, file);
    const ledger = await readLedger(file);
    expect(ledger.fairReadings).toEqual({ 'domine2025/eq-9': 'held' });
    expect(ledger.verdicts['domine2025/eq-9']).toBe('refuted');
  });

  it('reads a ledger without fair readings', async () => {
    const { fairReadings: _, ...old } = good;
    await writeFile(file, JSON.stringify(old));
    expect((await readLedger(file)).fairReadings).toEqual({});
  });

  it('does not write over a ledger that it cannot read', async () => {
    await writeFile(file, 'mine');
    await expect(acceptVerdicts([], file)).rejects.toMatchObject({ code: 'FORMAT' });
    expect(await readFile(file, 'utf8')).toBe('mine');
  });
});
