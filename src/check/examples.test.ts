import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../../properties/claims/index.ts';
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
    ['braun2022-peak-time', 'failed'],
    ['braun2022-peak-time-corrected', 'held'],
    ['domine2025-lemma-a.1-corrected', 'held'],
  ])('%s on three cases: %s', async (name, outcome) => {
    const text = read(name);
    expect(outcomesOf(text, await someCases(text, 3))).toEqual([outcome, outcome, outcome]);
  });
});

describe('the formulas of the papers', () => {
  const misfits = (id: string): number[] =>
    CLAIMS.find(claim => claim.id === id)!.readings.map(
      ({ formulaFile }) => openFormula(formulaFile!, id).misfits.length,
    );

  it.each(['domine2025/eq-2', 'domine2025/thm-a.3'])('%s: the sizes of the print fit for no network', id => {
    const [printed, ...others] = misfits(id);
    expect(printed).toBeGreaterThan(0);
    expect(others).toEqual([0, 0]);
  });

  it.each(['braun2022/eq-5', 'braun2022/thm-3.1', 'braun2022/thm-5.1', 'anguita2024/thm-3.3.1.3'])(
    '%s: the sizes fit for all',
    id => expect(Math.max(...misfits(id))).toBe(0),
  );
});
