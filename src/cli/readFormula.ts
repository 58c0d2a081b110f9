import { readFile } from 'node:fs/promises';
import { DloError } from '../errors.ts';
import { fileReason } from '../fileReason.ts';
import { MAX_TEXT_LENGTH } from '../formula/tokens.ts';

/** The text of a formula file; FILE errors for what cannot be read, is no UTF-8 text or is far too long. */
export async function readFormula(file: string): Promise<string> {
  const bytes = await readBytes(file);
  const limit = 4 * MAX_TEXT_LENGTH;
  if (bytes.length > limit) throw new DloError('FILE', file, `must be a text of at most ${limit} bytes`, bytes.length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const odd = /[^\P{Cc}\t\r\n]/u.exec(text)?.[0];
    if (odd === undefined) return text;
    throw new DloError('FILE', file, 'must be a text without control characters', odd);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DloError('FILE', file, 'must be a text in UTF-8', isUtf16(bytes) ? 'UTF-16' : 'bytes that are none');
  }
}

/** By its mark of the byte order. */
function isUtf16(bytes: Buffer): boolean {
  return ['fffe', 'feff'].includes(bytes.subarray(0, 2).toString('hex'));
}

export async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new DloError('FILE', file, 'must be a readable file', fileReason(error));
  }
}
