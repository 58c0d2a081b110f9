import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newClaim } from './new.ts';
import { starterFormula, starterTest } from './starter.ts';

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

  it('refuses a folder that is a file', async () => {
    const plain = join(folder, 'plain');
    writeFileSync(plain, 'mine');
    await expect(newClaim('claim', { folder: plain })).rejects.toMatchObject({ code: 'FILE', argument: '--folder' });
    await expect(newClaim('claim', { folder: join(plain, 'x') })).rejects.toMatchObject({ code: 'FILE' });
    expect(existsSync(join(folder, 'claim.claim'))).toBe(false);
  });
});
