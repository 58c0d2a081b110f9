import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { derivationSteps } from '../formula/derivation.ts';
import { parseFormulaFile } from '../formula/formulaFile.ts';
import { latexDocument } from './latexDocument.ts';
import { latexHeader } from './latexHeader.ts';
import { selectFormula } from './selectFormula.ts';
import { definitionsIn, lettersFor, statementOf } from './statementOf.ts';
import { saidKey } from './testing/saidKey.ts';
import { madeKeys } from './testing/typedTrees.ts';

/** Twenty theorems of examples/field typed by hand as three authors would; each equation is named after its file. */
const FOLDER = new URL('../../fixtures/latex/styles/', import.meta.url);
const EXAMPLES = new URL('../../examples/field/', import.meta.url);
const NAME = /^[a-z]+(-[a-z]+)*$/;

const keys = new Map<string, string>();

function exampleKey(name: string): string {
  const key =
    keys.get(name) ?? saidKey(parseFormulaFile(readFileSync(new URL(`${name}.claim`, EXAMPLES), 'utf8'), name).formula);
  keys.set(name, key);
  return key;
}

it.each(readdirSync(FOLDER))('%s says what the example files say', file => {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const [document, header] = [latexDocument(text, file), latexHeader(text, file)];
  const letters = lettersFor(header, undefined);
  const definitions = definitionsIn(document, letters);
  const names = document.formulas.flatMap(({ tag, labels }) => [tag, ...labels].filter(one => NAME.test(one ?? '')));
  expect(names).toHaveLength(file.includes('deep') ? 4 : 16);
  const misread = names.flatMap(name => {
    const formula = selectFormula(document, letters, name);
    const { text: made } = statementOf(document, formula, header, undefined, definitions);
    // A chain says at its first sign what the example says.
    const [key] = madeKeys([derivationSteps(made, file)?.[0]?.text ?? made]);
    return key === exampleKey(name!) ? [] : [`${name}\n${made}`];
  });
  expect(misread).toEqual([]);
});
