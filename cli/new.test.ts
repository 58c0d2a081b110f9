import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openFormula } from '../src/check/openFormula.ts';
import { derivationSteps } from '../src/formula/derivation.ts';
import { cheapestFirst } from '../src/judge/cheapestFirst.ts';
import { decideCase } from '../src/judge/lookAt.ts';
import { checkSurroundings } from './checkSurroundings.ts';
import { newClaim } from './new.ts';
import { NEW_HELP } from './newHelp.ts';
import { starterFormula, starterTest } from './starter.ts';
import { STARTERS, type StarterKind } from './starters.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dlo-new-'));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const printed = (): string => vi.mocked(process.stdout.write).mock.calls.join('');

describe('dlo new', () => {
  it('writes a formula file and its test, into a folder that it makes, and says what is next', async () => {
    const inside = join(folder, 'my claims');
    expect(await newClaim('My-claim-2', { folder: inside })).toBe(0);
    expect(readdirSync(inside).sort()).toEqual(['My-claim-2.claim', 'My-claim-2.test.ts']);
    expect(readFileSync(join(inside, 'My-claim-2.claim'), 'utf8')).toBe(starterFormula('My-claim-2'));
    expect(readFileSync(join(inside, 'My-claim-2.test.ts'), 'utf8')).toBe(starterTest('My-claim-2'));
    expect(printed()).toBe(
      [
        `wrote ${inside}/My-claim-2.claim`,
        `wrote ${inside}/My-claim-2.test.ts`,
        `next: npx dlo check '${inside}/My-claim-2.claim'\n`,
      ].join('\n'),
    );
  });

  it.each([
    ['none', ''],
    ['a space', 'my claim'],
    ['a folder', '../src/claim'],
    ['an ending', 'my.claim'],
    ['a letter of another alphabet', 'λ-balance'],
    ['a quote, which would end the title of the test', "claim'"],
    ['a line break', 'claim\n'],
    ['a sign first', '-claim'],
    ['too many letters', 'c'.repeat(101)],
  ])('refuses a name with %s', async (_, name) => {
    await expect(newClaim(name, { folder })).rejects.toMatchObject({
      name: 'DloError',
      code: 'RANGE',
      argument: 'name',
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(printed()).toBe('');
  });

  it.each(['claim.claim', 'claim.test.ts'])('leaves an existing %s as it is, and writes nothing', async name => {
    writeFileSync(join(folder, name), 'mine');
    await expect(newClaim('claim', { folder })).rejects.toMatchObject({
      code: 'FILE',
      argument: join(folder, name),
      message: expect.stringMatching(/must not exist yet/),
    });
    expect(readdirSync(folder)).toEqual([name]);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('mine');
  });

  it('begins a claim of the kind that is asked for, and knows no other', async () => {
    expect(await newClaim('mine', { folder, kind: 'steps' })).toBe(0);
    expect(readFileSync(join(folder, 'mine.claim'), 'utf8')).toBe(starterFormula('mine', 'steps'));
    await expect(newClaim('other', { folder, kind: 'toString' })).rejects.toMatchObject({
      code: 'RANGE',
      argument: '--kind',
      message: expect.stringMatching(/must be one of quantity, equation, .*, tasks, got "toString"/),
    });
    expect(existsSync(join(folder, 'other.claim'))).toBe(false);
  });

  it('has its kinds in its help and in the docs', () => {
    const docs = readFileSync(new URL('../docs/formula-files.md', import.meta.url), 'utf8');
    for (const kind of Object.keys(STARTERS)) {
      expect(NEW_HELP).toContain(`\n  ${kind} `);
      expect(docs).toContain(`\`${kind}\``);
    }
  });

  it.each(Object.keys(STARTERS) as StarterKind[])('what it writes of the kind %s holds as it stands', kind => {
    const text = starterFormula('mine', kind);
    const { vocabulary, truth } = checkSurroundings();
    for (const step of derivationSteps(text, 'mine') ?? [{ text }]) {
      const { reading, misfits } = openFormula(step.text, 'mine', vocabulary);
      expect(misfits).toEqual([]);
      const cases = fc
        .sample(reading.cases, { seed: 1, numRuns: 25 })
        .filter(given => reading.hypotheses.every(({ holds }) => holds(given)));
      const [given] = cheapestFirst(cases);
      expect(decideCase(reading.judge, given!, { digits: 20, truth }).outcome).toBe('held');
    }
  });

  it('refuses a folder that is a file', async () => {
    const plain = join(folder, 'plain');
    writeFileSync(plain, 'mine');
    await expect(newClaim('claim', { folder: plain })).rejects.toMatchObject({ code: 'FILE', argument: '--folder' });
    await expect(newClaim('claim', { folder: join(plain, 'x') })).rejects.toMatchObject({ code: 'FILE' });
    expect(existsSync(join(folder, 'claim.claim'))).toBe(false);
  });
});
