import { DloError } from '../errors.ts';

/** What a formula may ask for, see docs/formula-files.md. */
export const LIMITS = {
  /** Rows and columns of a matrix. */
  size: 10_000,
  /** Stored entries of all matrices of a formula together; of a diagonal matrix its diagonal. */
  entries: 1_000_000,
  /** Of one evaluation. */
  multiplications: 100_000_000,
  /** Of a size as a polynomial in Ni, Nh, No. */
  degree: 8,
} as const;

/** LIMIT for a matrix that would have too many entries, before it is made. */
export function requireRoomFor(rows: number, cols: number): void {
  if (Math.max(rows, cols) > LIMITS.size)
    throw new DloError('LIMIT', 'matrix', `must have at most ${LIMITS.size} rows and columns`, `${rows}×${cols}`);
  if (rows * cols > LIMITS.entries)
    throw new DloError('LIMIT', 'matrix', `must have at most ${LIMITS.entries} entries`, `${rows}×${cols}`);
}
