import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawCase, GATE_DRAWS } from '../../properties/arbitraries/gateDraw.ts';
import { caseHash } from '../judge/caseJson.ts';
import { type CorpusEntry, corpusEntry, readCorpus, subjectSlug, updateCorpus } from './corpus.ts';
import { closedFormSubject } from './testing/testSubjects.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dlo-corpus-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const entry = (index: number, spare: Record<string, number>): CorpusEntry => {
  const { given, draw } = drawCase('corpus', 1, index, closedFormSubject().capabilities)!;
  return { given, draw, spare };
};
const hashOf = ({ given }: CorpusEntry) => caseHash(given);
const kept = async () => (await readCorpus(folder, 's', GATE_DRAWS)).entries;

describe('corpus', () => {
  it('gives back what was put in', async () => {
    const first = entry(1, { 'flow:qqt': 2.5 });
    await updateCorpus(folder, 's', [first], GATE_DRAWS);
    const { entries, broken } = await readCorpus(folder, 's', GATE_DRAWS);
    expect(entries.map(hashOf)).toEqual([hashOf(first)]);
    expect(entries[0]).toEqual(first);
    expect(broken).toEqual([]);
  });

  it('keeps the worst case of every claim and no more', async () => {
    const entries = [entry(1, { a: 3, b: 1 }), entry(2, { a: 2, b: 5 }), entry(3, { a: 4, b: 4 })];
    for (const one of entries) await updateCorpus(folder, 's', [one], GATE_DRAWS);
    expect((await kept()).map(hashOf).sort()).toEqual([entries[0]!, entries[1]!].map(hashOf).sort());
    const worse = entry(4, { a: -1, b: -99 });
    await updateCorpus(folder, 's', [worse], GATE_DRAWS);
    expect((await kept()).map(hashOf)).toEqual([hashOf(worse)]);
  });

  it('forgets a case that a mended subject does well on now, once another is worse', async () => {
    const once = entry(1, { a: -99 });
    const second = entry(2, { a: 3 });
    await updateCorpus(folder, 's', [once], GATE_DRAWS);
    await updateCorpus(folder, 's', [{ ...once, spare: { a: 5 } }, second], GATE_DRAWS);
    expect((await kept()).map(hashOf)).toEqual([hashOf(second)]);
  });

  it('loses nothing to a second writer at the same time', async () => {
    const entries = Array.from({ length: 24 }, (_, index) => entry(index, { [`claim ${index}`]: index, all: index }));
    await Promise.all(entries.map(one => updateCorpus(folder, 's', [one], GATE_DRAWS)));
    expect((await kept()).map(hashOf).sort()).toEqual(entries.map(hashOf).sort());
    expect((await readdir(join(folder, 's'))).every(name => name.endsWith('.json'))).toBe(true);
  });

  it('names broken files, leaves them and uses the rest', async () => {
    const good = entry(1, { a: 1 });
    await updateCorpus(folder, 's', [good], GATE_DRAWS);
    const name = join(folder, 's', `${hashOf(good)}.json`);
    const text = await readFile(name, 'utf8');
    const json = JSON.parse(text);
    const broken = {
      'half.json': text.slice(0, text.length >> 1),
      'other.json': '{"schema":"x","case":{}}',
      'shape.json': JSON.stringify({ ...json, case: { ...json.case, W2: [['1', '2', '3', '4', '5']] } }),
      'draw.json': JSON.stringify({ ...json, draw: { ...json.draw, phase: 1000 } }),
      'spare.json': JSON.stringify({ ...json, spare: { a: 'low' } }),
    };
    for (const [file, content] of Object.entries(broken)) await writeFile(join(folder, 's', file), content);
    const read = await readCorpus(folder, 's', GATE_DRAWS);
    expect(read.entries.map(hashOf)).toEqual([hashOf(good)]);
    expect(read.broken.map(({ argument }) => argument.slice(folder.length + 3)).sort()).toEqual(
      Object.keys(broken).sort(),
    );
    expect(new Set(read.broken.map(({ code }) => code))).toEqual(new Set(['FORMAT']));
    await updateCorpus(folder, 's', [entry(2, { a: 0 })], GATE_DRAWS);
    expect((await readdir(join(folder, 's'))).length).toBe(6);
  });

  it('is empty where there is no folder', async () => {
    expect(await readCorpus(join(folder, 'none'), 's', GATE_DRAWS)).toMatchObject({ entries: [], broken: [] });
  });
});

describe('corpusEntry', () => {
  it('counts what is no answer as worst of all and leaves out what says nothing', () => {
    const { given, draw } = entry(1, {});
    const { spare } = corpusEntry(given, draw, [
      { claim: 'a', outcome: 'held', digits: 14.2, asked: 10 },
      { claim: 'b', outcome: 'failed', digits: 3, asked: 9.3 },
      { claim: 'c', outcome: 'crashed', reason: 'x' },
      { claim: 'd', outcome: 'undecided', digits: 3, asked: 0 },
      { claim: 'e', outcome: 'held', asked: 10, residual: '0' },
      { claim: 'f', outcome: 'failed', asked: 10 },
      { claim: 'g', outcome: 'skipped', reason: 'x' },
    ]);
    expect(spare).toEqual({ a: 4.2, b: -6.3, c: -99, f: -99 });
  });
});

describe('subjectSlug', () => {
  it('makes a folder of what was typed', () => {
    expect(subjectSlug('cmd:python3 my_solver.py')).toBe('cmd-python3-my_solver.py');
    expect(subjectSlug('module:../../x.ts')).toBe('module-..-..-x.ts');
    expect(subjectSlug('::')).toMatch(/^[0-9a-f]{12}$/);
  });
});
