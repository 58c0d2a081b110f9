import { DloError } from './errors.ts';

/** Undefined where the digits that there are do not do (PRECISION). */
export function unlessUncertain<R>(work: () => R): R | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof DloError && error.code === 'PRECISION') return undefined;
    throw error;
  }
}
