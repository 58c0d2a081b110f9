import { DloError } from '../src/errors.ts';
import { MAX_TEXT_LENGTH } from '../src/formula/tokens.ts';
import { readText } from '../src/readText.ts';

/** The text of a formula file; FILE and RANGE errors for what cannot be read, is no UTF-8 text or is far too long. */
export async function readFormula(file: string): Promise<string> {
  const text = await readText(file, 4 * MAX_TEXT_LENGTH);
  const odd = /[^\P{Cc}\t\r\n]/u.exec(text)?.[0];
  if (odd !== undefined) throw new DloError('FILE', file, 'must be a text without control characters', odd);
  return text;
}
