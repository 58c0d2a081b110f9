import { type DecimalWords, LARGEST_EXPONENT, WORD_DIGITS } from './words.ts';

// Words of a sum while it is formed: columns of whole numbers up to 8.9·10^15, the largest power of 10^7 first, which are carried once they are all there.

const BASE = 10 ** WORD_DIGITS;

/** 10^k for k from 0. */
const POWERS: readonly number[] = Array.from({ length: WORD_DIGITS + 1 }, (_, k) => 10 ** k);

let columns = new Float64Array(64);

/** So many columns, all 0. They are the same ones for every sum: one is written before the next begins. */
export function emptyColumns(length: number): Float64Array {
  if (columns.length < length) columns = new Float64Array(2 * length);
  const sums = columns;
  for (let at = 0; at < length; at++) sums[at] = 0;
  return sums;
}

/**
 * Writes a sum, rounded once to so many digits, half to even, into `target`; false where it is beyond the range of exponents. `top` is the power of
 * 10^7 of the first column, which only carries have reached.
 */
export function writeSum(
  target: DecimalWords,
  digits: number,
  sums: Float64Array,
  length: number,
  top: number,
): boolean {
  carry(sums, length);
  const isNegative = sums[0]! < 0;
  if (isNegative) {
    for (let at = 0; at < length; at++) sums[at] = -sums[at]!;
    carry(sums, length);
  }
  let start = 0;
  while (start < length && sums[start] === 0) start++;
  if (start === length) return write(target, 1, 0, [0]);
  let end = rounded(sums, start, length, digits);
  if (sums[start - 1]! > 0) start -= 1;
  while (sums[end - 1] === 0) end--;
  const words: number[] = [];
  for (let at = start; at < end; at++) words.push(sums[at]! | 0);
  const exponent = WORD_DIGITS * (top - start) + lengthOf(words[0]!) - 1;
  return Math.abs(exponent) <= LARGEST_EXPONENT && write(target, isNegative ? -1 : 1, exponent, words);
}

/** Sets all three. */
export function write(target: DecimalWords, s: number, e: number, d: number[]): true {
  target.s = s;
  target.e = e;
  target.d = d;
  return true;
}

/**
 * All words but the first brought to 0 … 10^7 − 1. Of whole numbers up to 8.9·10^15 the product with 10^-7 in float64, which is less by 4.5e-17 of itself,
 * has its floor right: a multiple of 10^7 gives a whole number, as the spacing of float64 is more than twice that, and what is 1 beside it stays on its side.
 */
export function carry(sums: Float64Array, length: number): void {
  let over = 0;
  for (let at = length - 1; at > 0; at--) {
    const word = sums[at]! + over;
    over = Math.floor(word * 1e-7);
    sums[at] = word - over * BASE;
  }
  sums[0] = sums[0]! + over;
}

/** Rounds words from `start` on, the first not zero, and returns where those that are left end; what is carried may reach the word before. */
function rounded(sums: Float64Array, start: number, length: number, digits: number): number {
  const further = digits - lengthOf(sums[start]!);
  const last = start + Math.max(0, Math.ceil(further / WORD_DIGITS));
  if (last >= length) return length;
  const unit = POWERS[WORD_DIGITS * (last - start) - further]!;
  // Remainders of whole numbers below 2^31 are fast.
  const word = sums[last]! | 0;
  const rest = word % unit;
  // What is cut off the last word and the next, in units of the last digit of both.
  const cut = rest * BASE + (last + 1 < length ? sums[last + 1]! : 0);
  const half = (unit * BASE) / 2;
  const kept = word - rest;
  const isUp = cut > half || (cut === half && (((kept / unit) & 1) === 1 || !isZero(sums, last + 2, length)));
  sums[last] = isUp ? kept + unit : kept;
  for (let at = last; sums[at] === BASE; at--) {
    sums[at] = 0;
    sums[at - 1] = sums[at - 1]! + 1;
  }
  return last + 1;
}

function isZero(sums: Float64Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (sums[at] !== 0) return false;
  return true;
}

/** Decimal digits of a word. */
function lengthOf(word: number): number {
  if (word >= 1000) return word >= 1e5 ? (word >= 1e6 ? 7 : 6) : word >= 1e4 ? 5 : 4;
  return word >= 100 ? 3 : word >= 10 ? 2 : 1;
}
