import { checkLatex } from '../reports/errata/checkLatex.ts';
import { statementTeX } from '../src/check/openFormula.ts';
import { type FormulaFile, parseFormulaFile } from '../src/formula/formulaFile.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { NOTATION_NAMES } from '../src/latex/notations.ts';
import { writeLatex } from '../src/latex/writeLatex.ts';

/**
 * What `dlo check` found, as a LaTeX document: `files` are the statements that were judged, in their order. In the letters of a paper; of none that is named, those
 * of wendin2025 for layers of any depth, of domine2025 for two.
 */
export function judgedLatex(record: RunRecord, files: readonly FormulaFile[], named: string | undefined): string {
  const last = files.at(-1)!;
  const usual = last.deep === undefined ? 'domine2025' : 'wendin2025';
  const notation = NOTATION_NAMES.find(name => name === named) ?? usual;
  const tex = (file: FormulaFile): string =>
    statementTeX(file, (formula, bare, isOfMatrices) => writeLatex(formula, notation, bare, isOfMatrices));
  const header = last.text.slice(0, last.text.indexOf(last.body));
  const proposals = record.claims.at(-1)!.check?.repair?.proposals ?? [];
  return checkLatex(record, {
    statements: files.map(tex),
    corrections: proposals.map(({ formula }) => tex(parseFormulaFile(`${header}${formula}`, last.name))),
    notation,
  });
}
