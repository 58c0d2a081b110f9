import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { parseFormulaFile } from '../../formula/formulaFile.ts';
import { formulaText } from '../../formula/formulaText.ts';
import { normalForm } from '../../formula/normalForm.ts';
import { latexDocument } from '../latexDocument.ts';
import { latexHeader } from '../latexHeader.ts';
import { notationOf } from '../notations.ts';
import { clausesIn, statementOf } from '../statementOf.ts';
import { standsFor } from './standsFor.ts';

/**
 * How many displayed formulas of a paper are parsed, and how many claims with an equation's number come to the tree that was typed by hand, for both halves of a seeded
 * split: `tsx src/latex/testing/measure.ts TEXTS`, the folder of the papers' texts. The second half was not looked at while the reader was tuned.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const folder = positionals[0] ?? '.';

for (const paper of ['anguita2024', 'wendin2025'] as const) {
  const text = readFileSync(`${folder}/${paper}.txt`, 'utf8');
  const document = latexDocument(text, `${paper}.txt`);
  const displayed = document.formulas.filter(({ isDisplayed }) => isDisplayed);
  const halves = [displayed.filter(({ tex }) => halfOf(tex) === 0), displayed.filter(({ tex }) => halfOf(tex) === 1)];
  const parsed = halves.map(half => half.filter(formula => isRead(() => clausesIn(document, formula))).length);
  print(
    `${paper}: parsed ${parsed[0]} of ${halves[0]!.length} tuned on, ${parsed[1]} of ${halves[1]!.length} held out`,
  );
  const claims = new URL(`../../../properties/claims/${paper}/`, import.meta.url);
  const counts = [0, 0].map(() => ({ same: 0, all: 0 }));
  for (const name of readdirSync(claims).filter(one => one.endsWith('.claim'))) {
    const typed = readFileSync(new URL(name, claims), 'utf8').split(/^--- \S/m)[0]!;
    const number = /^eq-([\d.]+)\.claim$/.exec(name)?.[1];
    const formula = number === undefined ? undefined : displayed.find(({ tag }) => tag === number);
    if (formula === undefined) continue;
    const half = counts[halfOf(formula.tex)]!;
    half.all += 1;
    let outcome: string;
    try {
      const made = statementOf(document, formula, latexHeader(standsFor(paper, number!), name), notationOf(paper)).text;
      outcome = isSame(typed, made) ? 'same' : `another: ${made.split('---\n')[1]!.trim().replace(/\n/g, ' ; ')}`;
    } catch (error) {
      outcome = error instanceof Error ? error.message : String(error);
    }
    if (outcome === 'same') half.same += 1;
    if (halfOf(formula.tex) === 0 || outcome === 'same') print(`  ${basename(name)}: ${outcome.slice(0, 220)}`);
  }
  print(`${paper}: same tree ${counts.map(({ same, all }) => `${same} of ${all}`).join(' tuned on, ')} held out`);
}

/** 0 or 1, by the formula's own text. */
function halfOf(tex: string): number {
  return createHash('sha256').update(`20261130${tex}`).digest()[0]! % 2;
}

function isRead(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function isSame(typed: string, made: string): boolean {
  const [a, b] = [typed, made].map(
    one =>
      parseFormulaFile(
        one.replace(/^(id|section|place|topic|note|severity|rests on|also true|wrong|not asserted|letters):.*\n/gm, ''),
        'x',
      ).formula,
  );
  if (formulaText(a!) === formulaText(b!)) return true;
  const [x, y] = [normalForm(a!), normalForm(b!)];
  return x !== undefined && x === y;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
