import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { derivationSteps } from '../../formula/derivation.ts';
import { type LatexDocument, type LatexFormula, latexDocument } from '../latexDocument.ts';
import { latexHeader } from '../latexHeader.ts';
import { type NotationName, notationOf } from '../notations.ts';
import { clausesIn, definedBy, definitionLines, lettersFor, statementOf } from '../statementOf.ts';
import { definedKeys, madeKeys, type TypedTree, typedTrees } from './typedTrees.ts';

/**
 * How many displayed formulas of a paper are parsed, and how many of those with a tree typed by hand come to it, for both halves of a seeded
 * split: `tsx src/latex/testing/measure.ts TEXTS`, the folder of the papers' texts. Of the second half, which the reader was not tuned on, nothing is shown
 * without `--held-out`.
 */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { 'held-out': { type: 'boolean' } } });
const folder = positionals[0] ?? '.';
const all = { same: [0, 0], of: [0, 0] };

for (const paper of ['anguita2024', 'wendin2025'] as const) {
  const document = latexDocument(readFileSync(`${folder}/${paper}.txt`, 'utf8'), `${paper}.txt`);
  const displayed = document.formulas.filter(({ isDisplayed }) => isDisplayed);
  const halves = [0, 1].map(half => displayed.filter(({ tex }) => halfOf(tex) === half));
  const parsed = halves.map(half => half.filter(formula => isRead(document, formula)).length);
  print(
    `${paper}: parsed ${parsed[0]} of ${halves[0]!.length} tuned on, ${parsed[1]} of ${halves[1]!.length} held out`,
  );
  const [same, of] = [
    [0, 0],
    [0, 0],
  ];
  for (const tree of typedTrees(paper)) {
    const formula = displayed.find(({ line }) => line === tree.line);
    if (formula === undefined) throw new Error(`${paper}: no displayed formula in line ${tree.line}`);
    const half = halfOf(formula.tex);
    const outcome = compared(document, formula, tree, paper);
    of[half]! += 1;
    if (outcome === 'same') same[half]! += 1;
    if (half === 0 || values['held-out'] === true)
      print(`  line ${tree.line}${formula.tag === undefined ? '' : ` (${formula.tag})`}: ${outcome}`);
  }
  print(`${paper}: same tree ${same[0]} of ${of[0]} tuned on, ${same[1]} of ${of[1]} held out`);
  for (const half of [0, 1]) {
    all.same[half]! += same[half]!;
    all.of[half]! += of[half]!;
  }
}
print(`both: same tree ${all.same[0]} of ${all.of[0]} tuned on, ${all.same[1]} of ${all.of[1]} held out`);

/** "same", what was read instead, or why nothing was. */
function compared(
  document: LatexDocument,
  formula: LatexFormula,
  { header, keys, claim }: TypedTree,
  paper: NotationName,
): string {
  const [own, notation] = [latexHeader(header, 'the header'), notationOf(paper)];
  try {
    const letters = lettersFor(own, notation);
    const linked = clausesIn(document, formula).filter(({ links }) => links.length > 0);
    const isDefinition = linked.length > 0 && linked.every(clause => definedBy(clause, letters) !== undefined);
    let made: string[];
    let shown: string;
    if (isDefinition) {
      const { lines, isDeep } = definitionLines(document, formula, own, notation);
      const at = lines.flatMap(({ isOwn }, index) => (isOwn ? [index] : []));
      const octave = [...own.declarations, ...lines.map(line => line.octave)];
      made = definedKeys(
        octave,
        at.map(index => index + own.declarations.length),
        isDeep,
      );
      shown = lines.map(line => line.octave).join(' ; ');
    } else {
      const { text } = statementOf(document, formula, own, notation);
      made = madeKeys(derivationSteps(text, 'made')?.map(step => step.text) ?? [text]);
      shown = text.split('---\n')[1]!.trim().replace(/\n/g, ' ; ');
    }
    const isSame =
      claim === undefined
        ? made.length === keys.length && keys.every((key, index) => made[index] === key)
        : made.includes(keys[0]!);
    return isSame ? 'same' : `another: ${shown}`;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^formula \S+\.txt, /, '') : String(error);
  }
}

/** 0 or 1, by the formula's own text. */
function halfOf(tex: string): number {
  return createHash('sha256').update(`20261130${tex}`).digest()[0]! % 2;
}

function isRead(document: LatexDocument, formula: LatexFormula): boolean {
  try {
    clausesIn(document, formula);
    return true;
  } catch {
    return false;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
