import { DloError } from '../src/errors.ts';
import type { Matrix } from '../src/numbers/matrix.ts';

// How answers in float64 are written, of the solver and of the oracle in its place.

/** Digits asked of the oracle in place of the closed form. */
export const ORACLE_DIGITS = 18;

/** An answer that may be off by more than this share, because of what the closed form takes for exact, is not given as it is. */
export const DECIDED = 1e-9;

/** A bound below all float64 numbers is 0 in them. */
export function asNumbers(value: unknown): unknown {
  if (typeof value !== 'string')
    return Array.isArray(value)
      ? value.map(asNumbers)
      : Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, asNumbers(part)]));
  const number = Number(value.replace(/^</, ''));
  if (value.startsWith('<') && number !== 0)
    throw new DloError('PRECISION', 'loss', 'must have a certain digit in float64', value);
  return finite('value', number);
}

export function rows(name: string, matrix: Matrix<number>): number[][] {
  return matrix.map(entry => finite(name, entry)).toRows();
}

/** JSON has no Infinity: weights of extreme sizes have similarities outside float64. */
export function finite(name: string, value: number): number {
  if (!Number.isFinite(value))
    throw new DloError('RANGE', name, 'must stay within float64 (ask for digits instead)', value);
  return value;
}
