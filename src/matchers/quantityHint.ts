import { DloError } from '../errors.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';

/**
 * Reads what a function gave; where it cannot be read as the quantity that was asked for but looks like another, the error says
 * which `quantity` that would be.
 */
export function readWithHint<T>(value: unknown, asked: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const hint = hintFor(value, asked);
    if (!(error instanceof DloError) || hint === undefined) throw error;
    throw new DloError(error.code, error.argument, `${error.rule} (${hint})`, error.value);
  }
}

function hintFor(value: unknown, asked: string): string | undefined {
  const isNumber = typeof value === 'number' || typeof value === 'string' || value instanceof Rational;
  if (isNumber && asked !== 'loss') return 'a number is compared with quantity: "loss"';
  const isMatrix = value instanceof Matrix || Array.isArray(value);
  if (isMatrix && (asked === 'weights' || asked === 'loss'))
    return 'a matrix is compared with quantity: "output" for W2W1, "qqt" for QQᵀ';
  return undefined;
}
