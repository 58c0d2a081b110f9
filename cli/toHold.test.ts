import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { messageOf } from '../src/matchers/testing/messageOf.ts';
import { checkFormulaFile } from './checkFormulaFile.ts';
import { starterFormula } from './starter.ts';
import './vitest.ts';

const folder = mkdtempSync(join(tmpdir(), 'dlo-hold-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const quick = { runs: 20 };
/** Where no digit is looked at. */
const rough = { runs: 20, digits: 12 };
const wrong = write(
  'wrong.txt',
  `claims: output
needs: whitened, zero-balanced, square
---
W2*W1*exp(-2*t/tau)
`,
);

describe('toHold', () => {
  it('accepts a formula that holds, by URL and by its path from this folder, and says so where it should not', async () => {
    const right = write('right.txt', starterFormula('right'));
    await expect(pathToFileURL(right)).toHold(quick);
    const here = fileURLToPath(new URL('.', import.meta.url));
    expect(await messageOf(() => expect(relative(here, right)).not.toHold({ ...quick, seed: 2 }))).toBe(
      'expected right not to hold, but it does in all 20 cases',
    );
  });

  it('takes derivations, and says which step does not follow', async () => {
    const chain = (last: string) =>
      write(
        'chain.txt',
        `claims: derivation\nneeds: whitened\nwhere: Nh == 1\nwhere: Ni + No == 2\n---\nW2t*dW2t == W1t*dW1t\n == ${last}`,
      );
    await expect(pathToFileURL(chain('dW2t*W2t'))).toHold(quick);
    const message = await messageOf(() => expect(chain('dW2t*W1t')).toHold(quick));
    expect(message).toContain('expected chain:step-2 to hold, but it fails in ');
  });

  it('shows the counterexample of one that does not', async () => {
    await expect(wrong).not.toHold(rough);
    expect(
      (await messageOf(() => expect(wrong).toHold(quick))).replace(relative('', folder), '…'),
    ).toMatchInlineSnapshot(`
      "expected wrong to hold, but it fails in 15 of 20 cases
      1-1-1
        W1 = [1]
        W2 = [1]
        sigmaYX = [2]
        lambda = 0, tau = 1, t = 1/2
      W2W1 differs:
        stated: [0.367879441171]
        true:   [1.76159415596]
                 ^
      residual 7.9e-1, confirmed at 60 digits by decimal.js alone (the statement, evaluated; raw gradient
          flow of the weights, by plain Taylor series: 72.7 digits)
      replay: npx dlo check …/wrong.txt --runs 20 --seed 20251 --digits 30"
    `);
  });

  it('gives the same record for the same seed', async () => {
    const [first, again] = [
      await checkFormulaFile(wrong, rough),
      await checkFormulaFile(relative('', wrong), { ...rough, seed: 20251 }),
    ];
    expect(again).toEqual({ ...first, check: { ...first.check, file: relative('', wrong) } });
    expect(first).toMatchObject({ id: 'wrong', verdict: 'refuted', readings: [{ cases: { judged: 20 } }] });
  });

  it.each<[string, string | URL, object, string]>([
    ['a missing file', join(folder, 'none.txt'), quick, 'FILE'],
    ['a folder', folder, quick, 'FILE'],
    ['a page', new URL('https://example.org/claim.txt'), quick, 'FORMAT'],
    ['no path', 3 as unknown as string, quick, 'FORMAT'],
    ['no header', write('bare.txt', 'W2*W1'), quick, 'FORMAT'],
    ['what is no formula', write('odd.txt', 'claims: output\n---\nW2*'), quick, 'FORMULA'],
    ['too few runs', wrong, { runs: 19 }, 'RANGE'],
    ['half a digit', wrong, { digits: 20.5 }, 'RANGE'],
    ['a seed that is none', wrong, { seed: Number.NaN }, 'RANGE'],
    ['half a seed', wrong, { seed: 1.5 }, 'RANGE'],
    [
      'a formula that nothing is known of',
      write('vacuous.txt', 'claims: output\nneeds: lambda-balanced\nwhere: lambda > 1e40\n---\nlambda*W2*W1'),
      quick,
      'PRECISION',
    ],
  ])('refuses %s, with .not too', async (_, path, options, code) => {
    const refusal = expect.objectContaining({ code });
    await expect(expect(path).toHold(options)).rejects.toEqual(refusal);
    await expect(expect(path).not.toHold(options)).rejects.toEqual(refusal);
  });
});
