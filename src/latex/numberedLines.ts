import type { SurveyedFormula } from './surveyedFormula.ts';

/**
 * The equations of a text without LaTeX, as a PDF gives it, by the numbers behind them, (1), (2), … in turn, as what is not read: its scripts and fractions
 * are lost, so that "QQT (t)" is one thing or another. None where the numbers do not begin at 1.
 */
export function numberedLines(text: string): SurveyedFormula[] {
  const found: SurveyedFormula[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const [, tex, tag] = /^(.*?)[\s,.]*\((\d{1,4})\)\s*$/.exec(line) ?? [];
    if (tex === undefined || Number(tag) !== found.length + 1) continue;
    found.push({
      line: index + 1,
      tag,
      theorem: undefined,
      tex: tex.trim(),
      kind: 'unreadable',
      reason: 'no LaTeX: its scripts and fractions are lost',
      picture: undefined,
      statement: undefined,
      guesses: [],
    });
  }
  return found;
}
