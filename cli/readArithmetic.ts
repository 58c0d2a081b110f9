import { DloError } from '../src/errors.ts';
import type { Arithmetic } from '../src/numbers/decimal/arithmetic.ts';

/** What `--arithmetic` or DLO_ARITHMETIC says, for whoever puts a run together; the kernel where nothing is said. */
export function readArithmetic(name: string, text: string | undefined): Arithmetic {
  if (text === undefined || text === '' || text === 'bigint') return 'bigint';
  if (text === 'decimal') return 'decimal';
  throw new DloError('RANGE', name, 'must be bigint or decimal', text);
}
