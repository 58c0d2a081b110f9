import { DloError } from '../errors.ts';
import type { Clause } from './expression.ts';
import type { LatexDocument, LatexFormula } from './latexDocument.ts';
import type { Letters } from './letters.ts';
import { clausesIn, definedBy } from './statementOf.ts';

/**
 * The formula that is asked for: by its \tag or printed number, a \label, or else its place among the displayed ones; without a word the only displayed one that claims something, of the part
 * between two comment lines "dlo begin" and "dlo end" where there are these. UNKNOWN_NAME and FORMAT with what there is to choose from.
 */
export function selectFormula(document: LatexDocument, letters: Letters, asked: string | undefined): LatexFormula {
  const displayed = document.formulas.filter(({ isDisplayed }) => isDisplayed);
  const inPart = partOf(document, displayed);
  if (asked !== undefined) {
    const plain = asked.replace(/^\((.*)\)$/, '$1');
    const named = inPart.filter(({ tag, labels }) => tag === plain || labels.includes(plain));
    if (named.length > 1)
      throw new DloError(
        'FORMAT',
        'equation',
        `must be one formula: ${linesOf(named)} have this name; ask by their places, ${named.map(({ index }) => index).join(' or ')}`,
        asked,
      );
    const found = named[0] ?? inPart.find(({ index }) => String(index) === plain);
    if (found === undefined)
      throw new DloError(
        'UNKNOWN_NAME',
        'equation',
        `must be a number or label of a displayed formula (${known(inPart)})`,
        asked,
      );
    return found;
  }
  const claiming = inPart.filter(formula => claims(document, formula, letters));
  const [first, second] = claiming;
  if (first === undefined)
    throw new DloError(
      'FORMAT',
      document.name,
      'must have a displayed formula, $$…$$ or \\begin{equation}, that claims something',
      `${inPart.length} displayed`,
    );
  if (second !== undefined)
    throw new DloError(
      'FORMAT',
      document.name,
      `must claim one thing: choose one by --equation (${known(claiming)})`,
      `${claiming.length} formulas`,
    );
  return first;
}

function partOf(document: LatexDocument, formulas: readonly LatexFormula[]): readonly LatexFormula[] {
  const lines = document.text.split(/\r\n|\n|\r/);
  const at = (word: string): number =>
    lines.findIndex(line => new RegExp(`^\\s*(?:%+|<!--)\\s*dlo\\s+${word}\\b`).test(line)) + 1;
  const [begin, end] = [at('begin'), at('end')];
  if (begin === 0) return formulas;
  return formulas.filter(({ line }) => line > begin && (end === 0 || line < end));
}

/** A formula that cannot be read may claim something: it is for the reader to say so. */
function claims(document: LatexDocument, formula: LatexFormula, letters: Letters): boolean {
  let clauses: Clause[];
  try {
    clauses = clausesIn(document, formula);
  } catch {
    return true;
  }
  return clauses.some(
    clause =>
      (clause.links.length > 0 && definedBy(clause, letters) === undefined) ||
      (clause.first === undefined && clause.links.length > 0),
  );
}

function linesOf(formulas: readonly LatexFormula[]): string {
  return `lines ${formulas.map(({ line }) => line).join(', ')}`;
}

const MOST_SHOWN = 20;

function known(formulas: readonly LatexFormula[]): string {
  const shown = formulas
    .slice(0, MOST_SHOWN)
    .map(({ tag, labels, index, line }) => `${tag ?? labels[0] ?? index} in line ${line}`);
  const more = formulas.length > MOST_SHOWN ? `, and ${formulas.length - MOST_SHOWN} more` : '';
  return `${shown.join(', ')}${more}`;
}
