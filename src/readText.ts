import { open } from 'node:fs/promises';
import { DloError } from './errors.ts';
import { fileReason } from './fileReason.ts';

/** In bytes; no file of ours but a record comes near it. */
export const LARGEST_FILE: number = 16 * 2 ** 20;

/**
 * The text of a file, which may be a pipe or a device, and of which no more than `most` bytes are read. Throws FILE for what
 * cannot be read or is no UTF-8, RANGE for what is longer or has no end.
 */
export async function readText(path: string, most: number = LARGEST_FILE): Promise<string> {
  const bytes = await readBytes(path, most);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DloError('FILE', path, 'must be a text in UTF-8', isUtf16(bytes) ? 'UTF-16' : 'bytes that are none');
  }
}

/** No more than `most` bytes are read, however long the file. */
async function readBytes(path: string, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    const file = await open(path, 'r');
    try {
      for await (const part of file.createReadStream({ autoClose: false, end: most }) as AsyncIterable<Buffer>) {
        parts.push(part);
        bytes += part.length;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new DloError('FILE', path, 'must be a readable file', fileReason(error));
  }
  if (bytes > most) throw new DloError('RANGE', path, `must be a file of at most ${most} bytes`, 'a longer one');
  return Buffer.concat(parts);
}

/** By its mark of the byte order. */
function isUtf16(bytes: Buffer): boolean {
  return ['fffe', 'feff'].includes(bytes.subarray(0, 2).toString('hex'));
}
