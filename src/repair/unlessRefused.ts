import { DloError } from '../errors.ts';

/** What some work comes to; undefined where it is refused, as a formula without a value is. */
export function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof DloError) return undefined;
    throw error;
  }
}
