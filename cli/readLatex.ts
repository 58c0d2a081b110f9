import { resolve } from 'node:path';
import { wrap } from '../reports/terminalText.ts';
import { DloError } from '../src/errors.ts';
import { READINGS } from '../src/formula/claimFile.ts';
import { FormulaError } from '../src/formula/formulaError.ts';
import { latexDocument } from '../src/latex/latexDocument.ts';
import { latexHeader } from '../src/latex/latexHeader.ts';
import { notationOf } from '../src/latex/notations.ts';
import { selectFormula } from '../src/latex/selectFormula.ts';
import { type LatexStatement, lettersFor, statementOf } from '../src/latex/statementOf.ts';
import { quoted } from '../src/quoted.ts';
import { readText } from '../src/readText.ts';
import { locatedBy, type ReadStatement } from './readFormula.ts';
import { writeNew } from './writeNew.ts';

/** What of the command line says which formula of a file is meant, and how its letters are. */
export interface LatexOptions {
  readonly equation?: string;
  readonly notation?: string;
  readonly write?: string;
  /** A file to write; then --notation says its letters, also of a statement file. */
  readonly latex?: string;
}

/** A statement of LaTeX, ready to be judged, and what a person is told of how it was read. */
export interface ReadLatex extends ReadStatement {
  readonly statement: LatexStatement;
  /** Whose letters it has, where that is said. */
  readonly notation: string | undefined;
  /** What was decided where the text leaves it open, and the text that is judged. */
  readonly shown: string;
  /** Options that name the statement, for replay lines. */
  readonly options: string;
}

/** In bytes: a long book has 5 million. */
const LARGEST_LATEX = 8_000_000;

/** Whether a file is read as LaTeX: by its ending, or because an option says so. */
export function isLatex(file: string, { equation, notation, latex }: LatexOptions): boolean {
  const isNamed = equation !== undefined || (notation !== undefined && latex === undefined);
  return /\.(tex|ltx|latex|md|markdown)$/i.test(file) || isNamed;
}

/**
 * The statement of a file of LaTeX or Markdown. Errors: FILE and RANGE for what cannot be read or has more than 8 MB; those of `latexDocument`, `latexHeader`,
 * `selectFormula` and `statementOf`.
 */
export async function readLatex(file: string, options: LatexOptions): Promise<ReadLatex> {
  const text = await readText(file, LARGEST_LATEX);
  const document = latexDocument(text, file);
  const header = latexHeader(text, file);
  const named = options.notation ?? header.fields.get('notation');
  const notation = named === undefined ? undefined : notationOf(named);
  const formula = selectFormula(document, lettersFor(header, notation), options.equation);
  const statement = statementOf(document, formula, header, notation);
  if (options.write !== undefined) await writeNew([{ path: resolve(options.write), text: statement.text }]);
  // Errors of what is judged point into the text that was made, not into the file.
  const made = { name: `${file}, as Octave`, text: statement.text };
  const inText = (error: unknown): unknown => (error instanceof FormulaError ? error.movedTo(made, error.line) : error);
  return {
    text: statement.text,
    readings: [READINGS[0]],
    located: work => locatedBy(inText, work),
    statement,
    notation: named,
    shown: shownOf(statement),
    options: optionsText(options),
  };
}

/** The options that name a statement of LaTeX, as they are typed. */
export function optionsText({ equation, notation }: LatexOptions): string {
  return [
    equation === undefined ? '' : ` --equation ${quoted(equation)}`,
    notation === undefined ? '' : ` --notation ${notation}`,
  ].join('');
}

function shownOf({ guesses, text, formula }: LatexStatement): string {
  const number = formula.tag === undefined ? '' : `, equation ${formula.tag}`;
  const decided = guesses.flatMap(({ what, meaning, reason }) => wrap(`  ${what} is ${meaning}: ${reason}`, 100, 4));
  const head = decided.length === 0 ? [] : ['What the text leaves to the reader, as it is taken here:', ...decided];
  const judged = text
    .trimEnd()
    .split('\n')
    .map(line => `  ${line}`);
  return `${[`Read line ${formula.line}${number}.`, ...head, 'Judged:', ...judged].join('\n')}\n\n`;
}

/** LaTeX, tree and Octave of each line, one below the other. */
export function explained({ lines, guesses }: LatexStatement): string {
  const parts = lines.map(({ tex, tree, octave }) => `  LaTeX   ${tex}\n  tree    ${tree}\n  Octave  ${octave}`);
  const decided = guesses.map(({ what, meaning, reason }) => `  ${what} is ${meaning}: ${reason}`);
  return `${parts.join('\n\n')}\n${decided.length === 0 ? '' : `\n${decided.join('\n')}\n`}`;
}

/** Refuses options that only LaTeX has of any other file. */
export function requireNoLatexOptions(file: string, options: LatexOptions & { readonly explain?: boolean }): void {
  const used = options.write !== undefined ? 'write' : options.explain === true ? 'explain' : undefined;
  if (used !== undefined) throw new DloError('FORMAT', used, 'must be of a file of LaTeX or Markdown', file);
}
