import { open, rm } from 'node:fs/promises';
import { DloError } from '../src/errors.ts';
import { fileReason } from '../src/fileReason.ts';
import { writeWhole } from '../src/writeWhole.ts';

/**
 * Writes files that do not exist yet, all or none. Every name is taken first, empty, which fails where it exists however
 * short a time ago it came to be; then every text is put over it whole. After a failure nothing is
 * left. FILE names the first file that exists, or that cannot be written.
 */
export async function writeNew(files: readonly { readonly path: string; readonly text: string }[]): Promise<void> {
  const ours: string[] = [];
  let current = '';
  try {
    for (const { path } of files) {
      current = path;
      await (await open(path, 'wx')).close();
      ours.push(path);
    }
    for (const { path, text } of files) {
      current = path;
      await writeWhole(path, text);
    }
  } catch (error) {
    await Promise.allSettled(ours.map(path => rm(path, { force: true })));
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new DloError('FILE', current, 'must not exist yet', 'a file of this name');
    throw new DloError('FILE', current, 'must be writable', fileReason(error));
  }
}
