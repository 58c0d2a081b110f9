import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { anguita2024Thm331, anguita2024Thm331Corrected } from '../formula/papers/anguita2024Thm331.ts';
import { braun2022Eq5 } from '../formula/papers/braun2022Eq5.ts';
import { braun2022Eq13 } from '../formula/papers/braun2022Eq13.ts';
import { braun2022Thm31 } from '../formula/papers/braun2022Thm31.ts';
import { domine2025Eq2 } from '../formula/papers/domine2025Eq2.ts';
import { domine2025Eq2Corrected } from '../formula/papers/domine2025Eq2Corrected.ts';
import { domine2025ThmA3 } from '../formula/papers/domine2025ThmA3.ts';
import { domine2025ThmA3Corrected } from '../formula/papers/domine2025ThmA3Corrected.ts';
import { domine2025ThmA3Fitting } from '../formula/papers/domine2025ThmA3Fitting.ts';
import type { Case } from '../judge/case.ts';
import { drawCases } from '../judge/drawCases.ts';
import { outcomesOf } from './testing/files.ts';
import { openFormula } from './testing/open.ts';

const FOLDER = fileURLToPath(new URL('../../examples/formulas/', import.meta.url));
const read = (name: string) => readFileSync(`${FOLDER}${name}.txt`, 'utf8');
const names = readdirSync(FOLDER).map(name => name.replace(/\.txt$/, ''));

async function someCases(text: string, runs: number): Promise<Case[]> {
  const cases: Case[] = [];
  const { reading } = openFormula(text, 'f.txt');
  await drawCases(reading, { seed: 2, runs, shrink: false }, given => cases.push(given) > 0);
  return cases;
}

describe('the examples', () => {
  it.each(names)('%s opens, and says where it is from', name => {
    const { file } = openFormula(read(name), name);
    expect(file.title).toBeTruthy();
    expect(file.source).toContain(name.split('-')[0]);
  });

  it.each([
    ['anguita2024-thm-3.3.1', anguita2024Thm331],
    ['anguita2024-thm-3.3.1-corrected', anguita2024Thm331Corrected],
    ['braun2022-eq-5', braun2022Eq5],
    ['braun2022-thm-3.1', braun2022Thm31],
    ['domine2025-eq-2', domine2025Eq2],
    ['domine2025-eq-2-corrected', domine2025Eq2Corrected],
    ['domine2025-thm-a.3', domine2025ThmA3],
    ['domine2025-thm-a.3-corrected', domine2025ThmA3Corrected],
    ['domine2025-thm-a.3-sizes-mended', domine2025ThmA3Fitting],
  ])('%s has, byte for byte, the formula of the claim', (name, text) => {
    expect(`\n${openFormula(read(name), name).file.body}`).toBe(text);
  });

  it('theorem 5.1 holds the line of the claim', () => {
    expect(read('braun2022-thm-5.1')).toContain(braun2022Eq13);
  });

  it('the sizes of two printed formulas fit for no network, those of the others for all', () => {
    const misfitting = names.filter(name => openFormula(read(name), name).misfits.length > 0);
    expect(misfitting).toEqual(['domine2025-eq-2', 'domine2025-thm-a.3']);
  });

  it.each([
    ['braun2022-peak-time', 'failed'],
    ['braun2022-peak-time-corrected', 'held'],
    ['domine2025-a2', 'held'],
    ['braun2022-thm-5.1', 'held'],
  ])('%s on three cases: %s', async (name, outcome) => {
    const text = read(name);
    expect(outcomesOf(text, await someCases(text, 3))).toEqual([outcome, outcome, outcome]);
  });
});
