import { DloError, type DloErrorCode } from '../errors.ts';

/** Where a token stands in a formula's text: line and column from 1, and how many characters it covers. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** What an error needs to know of the text it points into. */
export interface FormulaSource {
  readonly name: string;
  readonly text: string;
  /** The file in which the text stands at the same lines and columns, where pictures show more of it than the text. */
  readonly file?: string;
}

/**
 * An error that points into the text of a formula. The message is one line; `picture` shows the line of the text with
 * carets under the token at fault.
 */
export class FormulaError extends DloError {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly symbol: string;
  override readonly picture: string;

  constructor(code: DloErrorCode, source: FormulaSource, place: Place, symbol: string, rule: string, value: unknown) {
    super(code, `formula ${source.name}, line ${place.line}, column ${place.column}:`, rule, value);
    this.name = 'FormulaError';
    this.line = place.line;
    this.column = place.column;
    this.length = place.length;
    this.symbol = symbol;
    this.picture = caretPicture(source.file ?? source.text, place);
  }

  /** The same error in the text from which its line was taken, where it has another number. */
  movedTo(source: FormulaSource, line: number): FormulaError {
    const { code, column, length, symbol, rule, value } = this;
    return new FormulaError(code, source, { line, column, length }, symbol, rule, value);
  }
}

/** The line of the text with carets under the place; a window of about 100 characters of very long lines. */
export function caretPicture(text: string, { line, column, length }: Place): string {
  const whole = text.split(/\r\n|\n|\r/)[line - 1] ?? '';
  const start = Math.max(0, column - 1 - 60);
  const shown = whole.slice(start, start + 100).replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  const indent = column - 1 - start;
  const carets = '^'.repeat(Math.max(1, Math.min(length, shown.length - indent)));
  return `${shown}\n${' '.repeat(indent)}${carets}`;
}
