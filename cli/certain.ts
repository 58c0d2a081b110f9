import type { Decimal } from '../src/numbers/decimal/decimalField.ts';
import type { Matrix } from '../src/numbers/matrix.ts';

/** A matrix, the decimal digits of it that are certain, and the power of ten of the first of them. */
export interface Certain {
  readonly value: Matrix<Decimal>;
  readonly digits: number;
  readonly exponent: number;
  /** log10 of what a loss is at most, for one of which no digit is certain. */
  readonly log10Most?: number;
}

/** The power of ten of the largest entry's first digit; −Infinity for a zero matrix. */
export function largestExponent(matrix: Matrix<Decimal>): number {
  return matrix.data.reduce(
    (most, entry) => (entry.isZero() ? most : Math.max(most, entry.e)),
    Number.NEGATIVE_INFINITY,
  );
}

/** Digits of what has any: a loss without one is answered by a bound. */
export function leastDigits(parts: readonly Certain[]): number {
  return Math.min(...parts.filter(part => !isBound(part)).map(part => part.digits));
}

export function isBound({ digits, log10Most }: Certain): boolean {
  return digits < 1 && log10Most !== undefined;
}

export function isExact(parts: readonly Certain[]): boolean {
  return parts.every(part => part.digits === Number.POSITIVE_INFINITY);
}

/** Rows of decimal strings that end at one place, with `digits` of the largest entry at most; a bound as "<1e-1000". */
export function decimalRows(part: Certain, digits: number): string[][] {
  const { value, digits: certain, exponent, log10Most } = part;
  if (isBound(part)) return [[`<1e${Math.ceil(log10Most!)}`]];
  const most = Math.min(digits, Math.floor(certain));
  return value.map(entry => decimalText(entry, most - exponent + entry.e)).toRows();
}

/** A value rounded to so many significant digits; zero where not even the first one counts. */
export function decimalText(value: Decimal, significant: number): string {
  return value.isZero() || significant < 1 ? '0' : value.toSignificantDigits(significant).toString();
}
