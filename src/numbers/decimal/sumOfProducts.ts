import { type DecimalWords, LARGEST_EXPONENT, WORD_DIGITS } from './words.ts';

const BASE = 10 ** WORD_DIGITS;

/** So many products of two words, and what was carried before, a float64 holds the sum of. */
const MOST_PRODUCTS = 89;

/** Words up to which a sum is formed: of terms further apart it would be mostly zeros. */
const MOST_WORDS = 4096;

let columns = new Float64Array(64);

/**
 * Writes Σ_{k<count} a[aStart + k·aStride]·b[bStart + k·bStride], rounded once to so many digits, half to even, into `target`; false where an
 * entry is not finite, terms lie too far apart, or the sum is beyond the range of exponents. decimal.js divides with remainder at every word of
 * every product, and rounds every product and sum; here products of words are added up in float64 before any is carried, in an eighth of the time.
 */
export function sumOfProducts(
  target: DecimalWords,
  digits: number,
  count: number,
  a: readonly DecimalWords[],
  aStart: number,
  aStride: number,
  b: readonly DecimalWords[],
  bStart: number,
  bStride: number,
): boolean {
  // Exponents, of 10^7, of the first and of the last word of all products.
  let [top, bottom] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let k = 0; k < count; k++) {
    const [x, y] = [a[aStart + k * aStride]!, b[bStart + k * bStride]!];
    if (x.d === null || y.d === null) return false;
    if (x.d[0] === 0 || y.d[0] === 0) continue;
    const first = Math.floor(x.e / WORD_DIGITS) + Math.floor(y.e / WORD_DIGITS);
    if (first > top) top = first;
    const last = first - (x.d.length - 1) - (y.d.length - 1);
    if (last < bottom) bottom = last;
  }
  if (top < bottom) return write(target, 1, 0, [0]);
  // The first word of a product is carried into one more, that of a sum of less than 10^7 of them into another.
  top += 2;
  const length = top - bottom + 1;
  if (!(length <= MOST_WORDS)) return false;
  if (columns.length < length) columns = new Float64Array(2 * length);
  const sums = columns.fill(0, 0, length);
  let held = 0;
  for (let k = 0; k < count; k++) {
    const [x, y] = [a[aStart + k * aStride]!, b[bStart + k * bStride]!];
    const [left, right] = [x.d, y.d];
    if (left[0] === 0 || right[0] === 0) continue;
    const sign = x.s * y.s;
    const start = top - Math.floor(x.e / WORD_DIGITS) - Math.floor(y.e / WORD_DIGITS);
    for (let i = 0; i < left.length; i++) {
      if (held === MOST_PRODUCTS) {
        carry(sums, length);
        held = 0;
      }
      held += 1;
      const word = sign * left[i]!;
      for (let j = 0, at = start + i; j < right.length; j++, at++) sums[at] = sums[at]! + word * right[j]!;
    }
  }
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

function write(target: DecimalWords, s: number, e: number, d: number[]): true {
  target.s = s;
  target.e = e;
  target.d = d;
  return true;
}

/** All words but the first brought to 0 … 10^7 − 1. The quotient by 10^7 of a whole number below 2^53 has its floor right though it is rounded. */
function carry(sums: Float64Array, length: number): void {
  let over = 0;
  for (let at = length - 1; at > 0; at--) {
    const word = sums[at]! + over;
    over = Math.floor(word / BASE);
    sums[at] = word - over * BASE;
  }
  sums[0] = sums[0]! + over;
}

/** Rounds words from `start` on, the first not zero, and returns where those that are left end; what is carried may reach the word before. */
function rounded(sums: Float64Array, start: number, length: number, digits: number): number {
  const further = digits - lengthOf(sums[start]!);
  const last = start + Math.max(0, Math.ceil(further / WORD_DIGITS));
  if (last >= length) return length;
  const unit = 10 ** (WORD_DIGITS * (last - start) - further);
  const word = sums[last]!;
  // What is cut off the last word and the next, in units of the last digit of both.
  const cut = (word % unit) * BASE + (last + 1 < length ? sums[last + 1]! : 0);
  const half = (unit * BASE) / 2;
  const kept = word - (word % unit);
  const isUp = cut > half || (cut === half && ((kept / unit) % 2 === 1 || !isZero(sums, last + 2, length)));
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
  let length = 1;
  for (let power = 10; power <= word; power *= 10) length++;
  return length;
}
