import { emptyColumns, MOST_WORDS, write, writeSum } from './columns.ts';
import { type DecimalWords, WORD_DIGITS } from './words.ts';

/**
 * Writes x + y, or x − y for `sign` −1, rounded once to so many digits, half to even, into `target`; false where one is not finite or the two lie too
 * far apart. decimal.js copies both and shifts their words in lists.
 */
export function sumOfTwo(
  target: DecimalWords,
  digits: number,
  x: DecimalWords,
  y: DecimalWords,
  sign: 1 | -1,
): boolean {
  const [left, right] = [x.d, y.d];
  if (left === null || right === null) return false;
  const hasLeft = left[0] !== 0;
  const hasRight = right[0] !== 0;
  if (!hasLeft && !hasRight) return write(target, 1, 0, [0]);
  // Powers of 10^7 of the first words; of 0 those of the other.
  const leftTop = Math.floor((hasLeft ? x.e : y.e) / WORD_DIGITS);
  const rightTop = Math.floor((hasRight ? y.e : x.e) / WORD_DIGITS);
  const top = Math.max(leftTop, rightTop) + 1;
  const length = Math.max(top - leftTop + left.length, top - rightTop + right.length);
  if (!(length <= MOST_WORDS)) return false;
  const sums = emptyColumns(length);
  if (hasLeft) addWords(sums, top - leftTop, left, x.s);
  if (hasRight) addWords(sums, top - rightTop, right, sign * y.s);
  return writeSum(target, digits, sums, length, top);
}

function addWords(sums: Float64Array, start: number, words: readonly number[], sign: number): void {
  for (let j = 0, at = start; j < words.length; j++, at++) sums[at] = sums[at]! + sign * words[j]!;
}
