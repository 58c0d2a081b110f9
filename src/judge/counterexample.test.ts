import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyCaseToJson, caseHash, caseToJson } from './caseJson.ts';
import {
  counterexampleFromText,
  counterexamplePath,
  counterexampleToText,
  keepCounterexample,
  readCounterexamples,
  type StoredCounterexample,
} from './counterexample.ts';
import { caseOf } from './testing/fakeReading.ts';

const stored = (n: number, parts: Partial<StoredCounterexample> = {}): StoredCounterexample => ({
  claim: 'domine2025/eq-0:fake',
  reading: 'as printed',
  given: caseOf(n),
  ...parts,
});

const good = JSON.parse(counterexampleToText(stored(3))) as Record<string, unknown>;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterexamples-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('the text of a counterexample', () => {
  it('reads back as what was written, in one canonical form', () => {
    const text = counterexampleToText(stored(3, { reading: 'with an extra hypothesis' }));
    const back = counterexampleFromText(text, 'file');
    expect(back).toMatchObject({ claim: 'domine2025/eq-0:fake', reading: 'with an extra hypothesis' });
    expect(anyCaseToJson(back.given)).toEqual(caseToJson(caseOf(3)));
    expect(counterexampleToText(back)).toBe(text);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it.each<[string, string, string]>([
    ['text that is no JSON', '{"schema":', 'must be JSON'],
    ['nothing', '', 'must be JSON'],
    ['null', 'null', 'must have "schema"'],
    ['an array', '[]', 'must have "schema"'],
    ['no schema', JSON.stringify({ ...good, schema: undefined }), 'must have "schema"'],
    ['a foreign schema', JSON.stringify({ ...good, schema: 'other/1' }), 'got "other/1"'],
    ['no claim', JSON.stringify({ ...good, claim: undefined }), 'must name its claim'],
    ['a claim that is no text', JSON.stringify({ ...good, claim: 3 }), 'must name its claim, got 3'],
    ['an unknown reading', JSON.stringify({ ...good, reading: 'as meant' }), 'got "as meant"'],
    ['no case', JSON.stringify({ ...good, case: undefined }), 'case must be an object'],
    ['a broken case', JSON.stringify({ ...good, case: { W1: [['1']] } }), 'W2 must be'],
  ])('is refused: %s', (_, text, message) => {
    expect(() => counterexampleFromText(text, 'some/file.json')).toThrow(
      expect.objectContaining({ code: 'FORMAT', message: expect.stringContaining(message) }),
    );
  });

  it('names the file', () => {
    for (const text of ['{', '{}']) {
      expect(() => counterexampleFromText(text, 'some/file.json')).toThrow(
        expect.objectContaining({ argument: 'some/file.json' }),
      );
    }
  });
});

describe('keepCounterexample', () => {
  it('writes under the hash of the case, where readCounterexamples finds it', async () => {
    const file = await keepCounterexample(stored(3), folder);
    expect(file).toBe(join(folder, 'domine2025', 'eq-0_fake', `${caseHash(caseOf(3))}.json`));
    expect(counterexamplePath('domine2025/eq-0:fake', caseHash(caseOf(3)))).toBe(
      `fixtures/counterexamples${file.slice(folder.length)}`,
    );
    expect(await readFile(file, 'utf8')).toBe(counterexampleToText(stored(3)));
    // The same case against another reading is another file.
    const fair = { ...stored(3), reading: 'fair reading' } as const;
    expect(await keepCounterexample(fair, folder)).toBe(file.replace('.json', '-fair.json'));
    const found = await readCounterexamples('domine2025/eq-0:fake', folder);
    expect([...found.keys()].sort()).toEqual(['as printed', 'fair reading']);
    await rm(file.replace('.json', '-fair.json'));
    expect((await readCounterexamples('domine2025/eq-0:fake', folder)).get('as printed')).toHaveLength(1);
  });

  it('is idempotent, also at the same time, and leaves no temporary file', async () => {
    const files = await Promise.all(Array.from({ length: 20 }, () => keepCounterexample(stored(3), folder)));
    expect(new Set(files).size).toBe(1);
    await keepCounterexample(stored(3), folder);
    expect(await readdir(dirname(files[0]!))).toEqual([`${caseHash(caseOf(3))}.json`]);
    expect(await readFile(files[0]!, 'utf8')).toBe(counterexampleToText(stored(3)));
  });
});

describe('readCounterexamples', () => {
  it('sorts the cases of a claim by reading and name, and finds none where there is no folder', async () => {
    const numbers = [1, 2, 3, 4, 5];
    for (const n of numbers) await keepCounterexample(stored(n), folder);
    await keepCounterexample(stored(6, { reading: 'as corrected' }), folder);
    await keepCounterexample(stored(7, { claim: 'domine2025/eq-0' }), folder);
    const found = await readCounterexamples('domine2025/eq-0:fake', folder);
    expect([...found.keys()].sort()).toEqual(['as corrected', 'as printed']);
    expect(found.get('as printed')!.map(caseHash)).toEqual(numbers.map(n => caseHash(caseOf(n))).sort());
    expect(found.get('as corrected')!.map(caseHash)).toEqual([caseHash(caseOf(6))]);
    expect((await readCounterexamples('domine2025/eq-99', folder)).size).toBe(0);
  });

  it('gives the case first that is shortest to write down', async () => {
    for (const n of [1_000_000, 7, 50_000]) await keepCounterexample(stored(n), folder);
    const found = await readCounterexamples('domine2025/eq-0:fake', folder);
    expect(found.get('as printed')!.map(caseHash)).toEqual([7, 50_000, 1_000_000].map(n => caseHash(caseOf(n))));
  });

  it('refuses a file of another claim, and one that is broken', async () => {
    const directory = join(folder, 'domine2025', 'eq-1');
    const file = join(directory, 'some.json');
    await mkdir(directory, { recursive: true });
    await writeFile(file, counterexampleToText(stored(3)));
    await expect(readCounterexamples('domine2025/eq-1', folder)).rejects.toMatchObject({
      code: 'FORMAT',
      argument: file,
      message: expect.stringContaining('must belong to domine2025/eq-1, got "domine2025/eq-0:fake"'),
    });
    await writeFile(file, '{');
    await expect(readCounterexamples('domine2025/eq-1', folder)).rejects.toMatchObject({
      code: 'FORMAT',
      argument: file,
    });
  });

  it('passes over what is not JSON by its name', async () => {
    const file = await keepCounterexample(stored(3), folder);
    await writeFile(`${file}.1234.tmp`, '{');
    expect((await readCounterexamples('domine2025/eq-0:fake', folder)).get('as printed')).toHaveLength(1);
  });
});
