import { DloError } from '../src/errors.ts';
import { fileReason } from '../src/fileReason.ts';

/** What the file system says against writing to a path, as FILE. */
export async function asFileError<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DloError) throw error;
    throw new DloError('FILE', path, 'must be writable', fileReason(error));
  }
}
