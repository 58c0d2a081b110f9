import { TRUTHS } from '../../../oracles/testing/truth.ts';
import type { Case } from '../../judge/case.ts';
import { decideCase } from '../../judge/lookAt.ts';
import type { Arithmetic } from '../../numbers/decimal/arithmetic.ts';
import { judgeFormula } from '../judgeFormula.ts';
import { openFormula } from './open.ts';

/** How a formula file does on some cases, to 30 digits; cases outside its hypotheses are an error of the test. */
export function outcomesOf(text: string, cases: readonly Case[], arithmetic: Arithmetic = 'bigint'): string[] {
  const { file, reading } = openFormula(text, 'f.txt');
  return cases.map(given => {
    const outside = reading.hypotheses.find(({ holds }) => !holds(given));
    if (outside !== undefined) throw new Error(`a case is outside ${outside.name}`);
    return decideCase(judgeFormula(file), given, { digits: 30, truth: TRUTHS[arithmetic] }).outcome;
  });
}
