/** Decimal digits of a word of decimal.js. */
export const WORD_DIGITS = 7;

/** The largest power of ten that decimal.js allows, and the smallest with a minus. */
export const LARGEST_EXPONENT = 9e15;

/**
 * A number as decimal.js keeps it: its sign, the power of ten that its first digit counts, and its words, the largest first and none of them zero
 * at either end ([0] for 0; none where it is not finite).
 */
export interface DecimalWords {
  s: number;
  e: number;
  d: number[];
}

/** |value| as a number from 1 to 10^7, to the digits of float64, and the power of 10^7 by which it is multiplied. */
export function leadingPart({ d, e }: DecimalWords): [number: number, power: number] {
  const [a, b = 0, c = 0, more = 0] = d as [number, number?, number?, number?];
  return [a + (b + (c + more * 1e-7) * 1e-7) * 1e-7, Math.floor(e / WORD_DIGITS)];
}
