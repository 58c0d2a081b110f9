import type { DecimalWords } from './words.ts';

/** The sign of x − y, both finite. */
export function compareWords(x: DecimalWords, y: DecimalWords): -1 | 0 | 1 {
  const [left, right] = [x.d, y.d];
  const leftSign = left[0] === 0 ? 0 : x.s;
  const rightSign = right[0] === 0 ? 0 : y.s;
  if (leftSign !== rightSign) return leftSign < rightSign ? -1 : 1;
  if (leftSign === 0) return 0;
  return leftSign > 0 ? compareSizes(x.e, left, y.e, right) : compareSizes(y.e, right, x.e, left);
}

/** Of two that are not 0: first words count a power of ten between them, so that the exponents decide before any word does. */
function compareSizes(e: number, left: readonly number[], f: number, right: readonly number[]): -1 | 0 | 1 {
  if (e !== f) return e < f ? -1 : 1;
  const both = Math.min(left.length, right.length);
  for (let k = 0; k < both; k++) if (left[k] !== right[k]) return left[k]! < right[k]! ? -1 : 1;
  return left.length === right.length ? 0 : left.length < right.length ? -1 : 1;
}
