import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFormula, openFormula } from '../src/check/testing/open.ts';
import { readStatement } from './readFormula.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dlo-read-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const TWO = `claims: output
needs: whitened
letters: own
---
% as typed
P + W2t
--- as corrected
W2*W1 + D
`;

describe('the statement of a file', () => {
  it('is, of one reading, the file as it was typed, whatever its ending', async () => {
    const text = 'title: x\nnote: of a claim\n% a comment\nclaims: output\n---\nW2*W1\n';
    for (const name of ['a.txt', 'a.claim', 'a'])
      expect(await readStatement(write(name, text))).toMatchObject({ text, readings: ['as printed'] });
  });

  it('is the reading that is asked for, with letters from a file beside it', async () => {
    write('own.letters', 'D = W2*W1 - Syx\nP = 2*D\n');
    const file = write('two.claim', TWO);
    const { text, readings } = await readStatement(file, 'as corrected');
    expect(text.replace(/\n+/g, '\n')).toBe('claims: output\nneeds: whitened\n---\nD = W2*W1 - Syx\nW2*W1 + D\n');
    expect(readings).toEqual(['as printed', 'as corrected']);
    await expect(readStatement(file, 'fair reading')).rejects.toMatchObject({
      code: 'UNKNOWN_NAME',
      message: 'reading must be one that the file has (as printed, as corrected), got "fair reading"',
    });
  });

  it('is refused where it stands in the file, at once and from a promise', async () => {
    write('own.letters', 'D = W2*W1 - Syx\nP = 2*D\n');
    const file = write('two.claim', TWO);
    const { text, located } = await readStatement(file);
    const place = { line: 6, column: 5, picture: 'P + W2t\n    ^^^' };
    expect(() => located(() => openFormula(text, file))).toThrow(expect.objectContaining(place));
    const options = { seed: 1, runs: 20, digits: 15, version: '', workers: 0, fileOf: () => '' };
    await expect(located(() => checkFormula(text, file, options))).rejects.toMatchObject(place);
    await expect(readStatement(write('bad.claim', TWO.replace('needs', 'neds')))).rejects.toMatchObject({
      line: 2,
      message: expect.stringContaining('did you mean needs?'),
    });
  });
});
