import { DloError } from '../errors.ts';
import { checkShapes } from '../formula/checkShapes.ts';
import { derivationSteps } from '../formula/derivation.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { parseFormulaFile } from '../formula/formulaFile.ts';
import { NOTHING_LEFT, normalForm } from '../formula/normalForm.ts';
import { isEquation } from '../formula/tree.ts';
import type { Clause } from './expression.ts';
import type { LatexDocument } from './latexDocument.ts';
import type { LatexHeader } from './latexHeader.ts';
import type { Notation } from './notations.ts';
import {
  clausesIn,
  type DefinedLetters,
  definedBy,
  definitionLines,
  definitionsIn,
  goesOnFromAbove,
  type LatexStatement,
  lettersFor,
  statementOf,
} from './statementOf.ts';
import type { SurveyedFormula } from './surveyedFormula.ts';
import type { Guess } from './toFormula.ts';

/** Every displayed formula of a file: what it is, whether it was read and, where it claims something, its shapes. Nothing is drawn. */
export function surveyPaper(
  document: LatexDocument,
  header: LatexHeader,
  notation: Notation | undefined,
): SurveyedFormula[] {
  const letters = lettersFor(header, notation);
  const definitions = definitionsIn(document, letters);
  return document.formulas
    .filter(({ isDisplayed }) => isDisplayed)
    .map((formula): SurveyedFormula => {
      const base = {
        line: formula.line,
        tag: formula.tag,
        theorem: formula.theorem,
        tex: formula.tex.trim(),
        picture: undefined,
        statement: undefined,
        guesses: [],
      };
      let clauses: Clause[];
      try {
        clauses = clausesIn(document, formula);
      } catch (error) {
        return { ...base, kind: 'unreadable', ...faultOf(error) };
      }
      const linked = clauses.filter(({ links }) => links.length > 0);
      if (linked.length === 0 && !goesOnFromAbove(document, formula, clauses))
        return { ...base, kind: 'remark', reason: 'no sign between two sides' };
      const defined = linked.map(clause => definedBy(clause, letters));
      if (linked.length > 0 && defined.every(letter => letter !== undefined))
        return {
          ...base,
          kind: 'definition',
          reason: `of ${defined.join(', ')}`,
          ...meantBy(() => definitionLines(document, formula, header, notation, definitions)),
        };
      return surveyed(base, () => statementOf(document, formula, header, notation, definitions));
    });
}

/** Whether an equation only says of a letter what the header or the notation does: Q = [W_1'; W_2]. */
function isSameByLetters(text: string): boolean {
  if (derivationSteps(text, 'the statement') !== undefined) return false;
  const { formula } = parseFormulaFile(text, 'the statement');
  const last = formula.definitions.at(-1)!.node;
  if (!isEquation(last) || last.left.kind !== 'name') return false;
  const given = formula.definitions.find(one => last.left.kind === 'name' && one.name === last.left.name)?.node;
  return given !== undefined && normalForm(formula) === NOTHING_LEFT;
}

/** What a definition is in Octave, or why it cannot be told. */
function meantBy(read: () => DefinedLetters): Pick<SurveyedFormula, 'meaning' | 'guesses' | 'unsaid'> {
  try {
    const { lines, guesses } = read();
    return { meaning: lines.flatMap(({ octave, isOwn }) => (isOwn ? [octave] : [])), guesses: shownGuesses(guesses) };
  } catch (error) {
    return { unsaid: faultOf(error).reason, guesses: [] };
  }
}

function shownGuesses(guesses: readonly Guess[]): string[] {
  return guesses.map(({ what, meaning, reason }) => `${what} is ${meaning}: ${reason}`);
}

function surveyed(base: Omit<SurveyedFormula, 'kind' | 'reason'>, state: () => LatexStatement): SurveyedFormula {
  try {
    const { text, guesses } = state();
    const said = shownGuesses(guesses);
    const faults = (derivationSteps(text, 'the statement')?.map(step => step.text) ?? [text]).flatMap(part => {
      const file = parseFormulaFile(part, 'the statement');
      // Sizes of layers of any depth are checked where a depth is drawn.
      return file.deep === undefined
        ? checkShapes(file.formula).mismatches.filter(({ when }) => when === 'always')
        : [];
    });
    const fault = faults[0];
    if (fault !== undefined) return { ...base, kind: 'misfit', reason: fault.message, statement: text, guesses: said };
    if (isSameByLetters(text))
      return {
        ...base,
        kind: 'remark',
        reason: 'both sides are the same by what the letters stand for',
        guesses: said,
      };
    return { ...base, kind: 'claim', reason: '', statement: text, guesses: said };
  } catch (error) {
    return { ...base, kind: 'not stated', ...faultOf(error) };
  }
}

/** What a refusal says, without the name of the file, and its picture. */
function faultOf(error: unknown): Pick<SurveyedFormula, 'reason' | 'picture'> {
  if (error instanceof FormulaError)
    return {
      reason: error.message.slice(error.message.indexOf(`, line ${error.line}, column`) + 2),
      picture: error.picture,
    };
  if (error instanceof DloError) return { reason: error.message, picture: error.picture };
  throw error;
}
