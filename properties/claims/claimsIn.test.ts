import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TRUTH } from '../../oracles/testing/truth.ts';
import { FormulaError } from '../../src/formula/formulaError.ts';
import { judgeClaim } from '../../src/judge/judgeClaim.ts';
import { claimsIn } from './claimsIn.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dlo-claims-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

const claims = async () => (await claimsIn(pathToFileURL(`${root}/`))).map(stored => stored.claim);

const claim = (id: string, more = '', text = "W2t'*W2t - W1t*W1t' == lambda*I(Nh)"): string =>
  `id: ${id}\ntitle: Balance stays\nsection: 2\nplace: equation 1\nclaims: equation\nneeds: whitened, lambda-balanced\n${more}---\n${text}\n`;

describe('the claims of a folder', () => {
  it('are those of its texts and modules, by paper, section and id, numbers by their size', async () => {
    write('a2020/eq-10.claim', claim('a2020/eq-10'));
    write('a2020/eq-2.claim', claim('a2020/eq-2'));
    write('a2020/eq-2_part.claim', claim('a2020/eq-2:part', 'rests on: a2020/eq-2, a2020/made\n'));
    write('a2020/eq-1.claim', claim('a2020/eq-1').replace('section: 2', 'section: A.1'));
    write(
      'a2020/made.js',
      "export const one = [{ id: 'a2020/made', section: '10', readings: [] }];\nexport const other = 3;\n",
    );
    write('a2020/_shared.js', "throw new Error('not for the registry');\n");
    write('a2020/some.letters', 'not ( looked at');
    write('testing/none.js', "throw new Error('no paper');\n");
    const found = await claims();
    expect(found.map(({ id }) => id)).toEqual([
      'a2020/eq-2',
      'a2020/eq-2:part',
      'a2020/eq-10',
      'a2020/made',
      'a2020/eq-1',
    ]);
    expect(found[1]).toMatchObject({ topic: 'Section 2', restsOn: ['a2020/eq-2', 'a2020/made'] });
  });

  it('a sign that is turned in a file is refuted, and the file as it was holds', async () => {
    write('a2020/eq-1.claim', claim('a2020/eq-1'));
    write('a2020/eq-2.claim', claim('a2020/eq-2', '', "W2t'*W2t + W1t*W1t' == lambda*I(Nh)"));
    const [right, wrong] = await claims();
    const options = { truth: TRUTH, seed: 1, runs: 20, digits: 15 };
    expect((await judgeClaim(right!, options, new Map())).record.verdict).toBe('holds');
    expect((await judgeClaim(wrong!, options, new Map())).record.verdict).toBe('refuted');
  });

  it.each<[string, string, string, number, number, string]>([
    ['a field that is none', claim('a2020/eq-1', 'severty: wording\n'), 'UNKNOWN_NAME', 7, 1, 'did you mean severity?'],
    ['the id of another file', claim('a2020/eq-2'), 'FORMAT', 1, 5, 'must be a2020/eq-1, as folder and file are named'],
    ['another paper', claim('b2020/eq-1'), 'FORMAT', 1, 5, 'must be a2020/eq-1'],
    ['no id', claim('x').replace(/^id.*\n/, ''), 'FORMAT', 6, 1, 'must have "id: …" above it'],
    ['no title', claim('a2020/eq-1').replace(/title.*\n/, ''), 'FORMAT', 6, 1, 'must have "title: …" above it'],
    ['no section', claim('a2020/eq-1').replace(/section.*\n/, ''), 'FORMAT', 6, 1, 'must have "section: …" above it'],
    ['no place', claim('a2020/eq-1').replace(/place.*\n/, ''), 'FORMAT', 6, 1, 'must have "place: …" above it'],
    ['no quantity', claim('a2020/eq-1').replace(/claims.*\n/, ''), 'FORMAT', 6, 1, 'must have "claims: …" above it'],
    ['no statement', claim('a2020/eq-1', '', ''), 'FORMAT', 7, 1, 'must have its text below it'],
    [
      'a severity that is none',
      claim('a2020/eq-1', 'severity: typo\n'),
      'UNKNOWN_NAME',
      7,
      11,
      'must be a known severity',
    ],
    [
      'a severity of what is not asserted',
      claim('a2020/eq-1', 'severity: wording\nnot asserted: assumed\n'),
      'FORMAT',
      7,
      11,
      'must not stand beside "not asserted"',
    ],
    [
      'what it rests on is no claim',
      claim('a2020/eq-1', 'rests on: a2020/eq-1, a2020/eq-3\n'),
      'UNKNOWN_NAME',
      7,
      23,
      'must be a known claim (did you mean a2020/eq-1?)',
    ],
  ])('refuses %s, at its place', async (_, text, code, line, column, message) => {
    write('a2020/eq-1.claim', text);
    const error = await claims().catch(found => found);
    expect(error).toBeInstanceOf(FormulaError);
    expect([error.code, error.line, error.column]).toEqual([code, line, column]);
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/^formula a2020\/eq-1\.claim, line/);
    expect(error.message.split('\n')).toHaveLength(1);
  });

  it('refuses a severity of what the ledger does not call refuted', async () => {
    write('a2020/eq-1.claim', claim('a2020/eq-1', 'severity: wording\n'));
    const under = (verdict: 'holds' | 'refuted') => claimsIn(pathToFileURL(`${root}/`), { 'a2020/eq-1': verdict });
    await expect(under('holds')).rejects.toMatchObject({
      line: 7,
      column: 11,
      message: expect.stringContaining('must stand where the ledger has a refutation only, and it says "holds"'),
    });
    expect(await under('refuted')).toHaveLength(1);
  });

  it('refuses one id of two claims, wherever they stand', async () => {
    write('a2020/eq-1.claim', claim('a2020/eq-1'));
    write('a2020/eq1.js', "export const eq1 = { id: 'a2020/eq-1', section: '1', readings: [] };\n");
    await expect(claims()).rejects.toMatchObject({
      line: 1,
      column: 5,
      message: expect.stringContaining('must be the id of one claim, not of a2020/eq-1.claim and a2020/eq1.js'),
    });
  });

  it('refuses what the language refuses when the claim is shown or judged, in the file that says it', async () => {
    write('a2020/eq-1.claim', claim('a2020/eq-1', 'letters: some\n', 'x == lamda*I(Nh)'));
    write('a2020/some.letters', '% x\nx = lambda*I(Hn)\n');
    const [first] = await claims();
    expect(() => first!.readings[0].statement).toThrow(/a2020\/some\.letters, line 2, column 14: must be a known name/);
    write('a2020/some.letters', '% x\nx = lambda*I(Nh)\n');
    const [second] = await claims();
    expect(() => second!.readings[0].hypotheses).toThrow(/a2020\/eq-1\.claim, line 9, column 6: .*did you mean lambda/);
  });
});
