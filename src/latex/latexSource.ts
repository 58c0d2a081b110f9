import type { DloErrorCode } from '../errors.ts';
import { FormulaError, type FormulaSource, type Place } from '../formula/formulaError.ts';
import type { Span } from './texNode.ts';

/** A stretch of a file with mathematics in it, and where it begins. */
export interface LatexSource extends FormulaSource {
  /** The whole file. */
  readonly text: string;
  /** Offset of the stretch in the file. */
  readonly from: number;
}

/** The place of a stretch in the file: line and column from 1. */
export function placeOf({ text, from }: LatexSource, { start, end }: Span): Place {
  const before = text.slice(0, from + start);
  const line = (before.match(/\r\n|\n|\r/g)?.length ?? 0) + 1;
  const column = before.length - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
  const shown = text.slice(from + start, from + end).split(/[\r\n]/)[0]!;
  return { line, column, length: Math.max(1, shown.length) };
}

/** An error that points into LaTeX: line, column, caret, what is at fault, and what would be right. */
export function latexError(
  source: LatexSource,
  span: Span,
  rule: string,
  code: DloErrorCode = 'FORMULA',
): FormulaError {
  const found = source.text.slice(source.from + span.start, source.from + span.end).trim() || 'nothing';
  return new FormulaError(code, source, placeOf(source, span), found, rule, found);
}
