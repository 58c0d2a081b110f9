import { DloError } from '../errors.ts';
import { checkShapes } from '../formula/checkShapes.ts';
import { derivationSteps } from '../formula/derivation.ts';
import { FormulaError } from '../formula/formulaError.ts';
import { parseFormulaFile } from '../formula/formulaFile.ts';
import type { Clause } from './expression.ts';
import type { LatexDocument } from './latexDocument.ts';
import type { LatexHeader } from './latexHeader.ts';
import type { Notation } from './notations.ts';
import { clausesIn, definedBy, definitionsIn, type LatexStatement, lettersFor, statementOf } from './statementOf.ts';

/** What became of a displayed formula. */
export interface SurveyedFormula {
  readonly line: number;
  readonly tag: string | undefined;
  readonly theorem: string | undefined;
  readonly tex: string;
  /**
   * `unreadable`: no LaTeX, or no mathematics that is known; `definition`: gives a letter its meaning; `remark`: no sign between two sides; `not stated`: read, but not in the language, or with
   * letters without a meaning; `misfit`: its shapes never fit; `claim`: can be judged.
   */
  readonly kind: 'unreadable' | 'definition' | 'remark' | 'not stated' | 'misfit' | 'claim';
  /** Why, of what cannot be judged; the fault, of shapes that never fit. */
  readonly reason: string;
  /** The line of the file with carets below the fault, of what is not read or not stated. */
  readonly picture: string | undefined;
  /** The statement file, of a claim and of a misfit. */
  readonly statement: string | undefined;
  /** What the text leaves open, as it was taken. */
  readonly guesses: readonly string[];
}

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
      if (linked.length === 0) return { ...base, kind: 'remark', reason: 'no sign between two sides' };
      const defined = linked.map(clause => definedBy(clause, letters));
      if (defined.every(letter => letter !== undefined))
        return { ...base, kind: 'definition', reason: `of ${defined.join(', ')}` };
      return surveyed(base, () => statementOf(document, formula, header, notation, definitions));
    });
}

function surveyed(base: Omit<SurveyedFormula, 'kind' | 'reason'>, state: () => LatexStatement): SurveyedFormula {
  try {
    const { text, guesses } = state();
    const said = guesses.map(({ what, meaning, reason }) => `${what} is ${meaning}: ${reason}`);
    const faults = (derivationSteps(text, 'the statement')?.map(step => step.text) ?? [text]).flatMap(part => {
      const file = parseFormulaFile(part, 'the statement');
      // Sizes of layers of any depth are checked where a depth is drawn.
      return file.deep === undefined
        ? checkShapes(file.formula).mismatches.filter(({ when }) => when === 'always')
        : [];
    });
    const fault = faults[0];
    if (fault !== undefined) return { ...base, kind: 'misfit', reason: fault.message, statement: text, guesses: said };
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
