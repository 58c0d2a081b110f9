import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { caseHash } from '../../src/judge/caseJson.ts';
import {
  COUNTEREXAMPLES,
  counterexampleFromText,
  counterexamplePath,
  counterexampleToText,
} from '../../src/judge/counterexample.ts';
import { readLedger } from '../../src/judge/ledger.ts';
import { CLAIMS } from './index.ts';
import { isJudgedBy } from './testing/judgedAgain.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/**
 * Paper, item, and a short name after a colon: domine2025/eq-2, braun2022/sec-6:loss-of-an-old-task, and a section of an
 * appendix by its own name: domine2025/a2:persistence.
 */
const ID =
  /^(domine2025|braun2022|anguita2024|wendin2025)\/([a-z]+-[0-9a-z]+(\.[0-9a-z]+)*|[a-z][0-9]+)(:[a-z0-9]+(-[a-z0-9]+)*)?$/;

describe('every claim', () => {
  it('has an id of its own', () => {
    const ids = CLAIMS.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    // an id is also a folder: a colon and an underscore must not make two of them one
    expect(new Set(ids.map(id => counterexamplePath(id, 'hash'))).size).toBe(ids.length);
  });

  it.each(CLAIMS.map(claim => [claim.id, claim] as const))('%s is fully described', (_, claim) => {
    expect(claim.id).toMatch(ID);
    expect(claim.topic.trim()).not.toBe('');
    expect(claim.section).toMatch(/^([A-Z]|\d+)(\.\d+)*$/);
    expect([claim.title, claim.place].filter(text => text.trim() === '')).toEqual([]);
    expect(claim.mutants.length).toBeGreaterThanOrEqual(1);
    expect(repeated(claim.mutants)).toEqual([]);
    expect(repeated(claim.readings)).toEqual([]);
    expect(claim.readings[0].name).toBe('as printed');
    const names = [...claim.mutants, ...(claim.alsoTrue === undefined ? [] : (claim.nearMisses ?? []))].map(
      mutant => mutant.name,
    );
    for (const name of Object.keys(claim.alsoTrue ?? {})) expect(names).toContain(name);
    for (const { statement, hypotheses } of claim.readings) {
      expect(statement.trim()).not.toBe('');
      expect(repeated(hypotheses)).toEqual([]);
    }
  });

  it('is judged by exactly one file of tests', async () => {
    const names = (await readdir(FOLDER, { recursive: true })).filter(name => name.endsWith('.claims.test.ts'));
    const texts = await Promise.all(names.map(name => readFile(join(FOLDER, name), 'utf8')));
    const judged = texts.flatMap(text =>
      [...text.matchAll(/claimsOf\('([^']+)'((?:, '[^']+')*)\)/g)].map(([, paper, sections]) => ({
        paper: paper!,
        sections: [...sections!.matchAll(/'([^']+)'/g)].map(([, section]) => section!),
      })),
    );
    expect(judged).toHaveLength(names.length);
    for (const claim of CLAIMS) {
      const judges = judged.filter(({ paper, sections }) => isJudgedBy(claim, paper, sections));
      expect([claim.id, judges.length]).toEqual([claim.id, 1]);
    }
  });
});

describe('the ledger', () => {
  it('has one entry for every claim, and no other', async () => {
    const { verdicts } = await readLedger();
    expect(Object.keys(verdicts).sort()).toEqual(CLAIMS.map(({ id }) => id).sort());
  });

  it('has a stored counterexample for every printed statement that is refuted, and for no other', async () => {
    const { verdicts } = await readLedger();
    const refuted = Object.keys(verdicts).filter(id => REFUTED.includes(verdicts[id]!));
    const stored = (await storedFiles()).filter(({ reading }) => reading === 'as printed').map(({ claim }) => claim);
    expect([...new Set(stored)].sort()).toEqual(refuted.sort());
  });

  it('has a grade for every statement that fails and is asserted, and for no other', async () => {
    const { verdicts, fairReadings } = await readLedger();
    for (const { id, grade, notAsserted } of CLAIMS) {
      const fails = REFUTED.includes(verdicts[id]!);
      expect([id, grade !== undefined]).toEqual([id, fails && notAsserted === undefined]);
      if (notAsserted !== undefined) expect([id, fails]).toEqual([id, true]);
      if (verdicts[id] === 'holds with an extra hypothesis') expect([id, grade]).toEqual([id, 'missing hypothesis']);
      if (fairReadings[id] === 'held') expect(['sizes and notation', 'wording']).toContain(grade);
    }
  });

  it('what a claim rests on are claims of its paper, and none rests on itself', () => {
    const known = new Map(CLAIMS.map(claim => [claim.id, claim]));
    const below = (id: string, path: readonly string[]): void => {
      expect(path).not.toContain(id);
      for (const other of known.get(id)!.restsOn ?? []) {
        expect(other.split('/')[0]).toBe(id.split('/')[0]);
        expect([other, known.has(other)]).toEqual([other, true]);
        below(other, [...path, id]);
      }
    };
    for (const { id } of CLAIMS) below(id, []);
  });

  it('has an outcome for every fair reading, and for no other claim', async () => {
    const { fairReadings } = await readLedger();
    const fair = CLAIMS.filter(({ readings }) => readings.some(({ name }) => name === 'fair reading'));
    expect(Object.keys(fairReadings).sort()).toEqual(fair.map(({ id }) => id).sort());
  });

  it('has a stored wrong value wherever a printed statement has none and its fair reading fails', async () => {
    const { fairReadings } = await readLedger();
    const failing = Object.keys(fairReadings).filter(id => fairReadings[id] === 'refuted');
    const stored = (await storedFiles()).filter(({ reading }) => reading === 'fair reading').map(({ claim }) => claim);
    expect([...new Set(stored)].sort()).toEqual(failing.sort());
  });
});

const REFUTED = ['refuted', 'refuted as printed, holds as corrected', 'holds with an extra hypothesis'];

describe('every stored counterexample', () => {
  it('is canonical: its name, folder and bytes are those that writing it again gives', async () => {
    const files = await storedFiles();
    expect(files.length).toBeGreaterThan(0);
    for (const { path, text, ...stored } of files) {
      expect(path).toBe(counterexamplePath(stored.claim, caseHash(stored.given), stored.reading));
      expect(text).toBe(counterexampleToText(stored));
    }
  });

  it('belongs to a reading of a claim', async () => {
    const known = new Set(CLAIMS.flatMap(({ id, readings }) => readings.map(({ name }) => `${id} ${name}`)));
    const foreign = (await storedFiles()).filter(({ claim, reading }) => !known.has(`${claim} ${reading}`));
    expect(foreign.map(({ path }) => path)).toEqual([]);
  });
});

async function storedFiles() {
  const entries = await readdir(COUNTEREXAMPLES, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(
    paths.map(async absolute => {
      const path = relative(ROOT, absolute).replaceAll('\\', '/');
      const text = await readFile(absolute, 'utf8');
      return { path, text, ...counterexampleFromText(text, path) };
    }),
  );
}

function repeated(named: readonly { readonly name: string }[]): string[] {
  const names = named.map(({ name }) => name);
  return names.filter((name, i) => names.indexOf(name) !== i);
}
