import { tellApart } from '../judge/tellApart.ts';
import { log10, log10Norm } from '../numbers/decimal/agreement.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { MatcherResult } from './matcherResult.ts';
import { type MatchedPair, pairDigits, pairError, pairSize } from './pair.ts';

export interface Wording {
  /** "the function", "the weights". */
  readonly subject: string;
  /** What it is to do, after "to": "solve the Riccati equation". */
  readonly deed: string;
  /** What stands before the two values of an entry. */
  readonly labels: readonly [received: string, expected: string];
  /** Lines at the end of the message: what the pair that is off is about. */
  readonly about?: (pair: MatchedPair) => string[];
}

/**
 * Whether all pairs agree to the digits asked for; Infinity: whether they are equal. The message of a failure names the
 * first pair that does not, its first entry that is off, and both values with the digits that tell them apart, the first
 * different one marked. SHAPE where a pair has two shapes.
 */
export function matchPairs(pairs: readonly MatchedPair[], digits: number, wording: Wording): MatcherResult {
  const { subject, deed, labels, about = () => [] } = wording;
  const judged = pairs.map(pair => ({ pair, agreed: pairDigits(pair) }));
  const off = judged.find(({ agreed }) => agreed < digits);
  const asked = digits === Number.POSITIVE_INFINITY ? 'exactly' : `to ${digits} digits`;
  if (off === undefined) {
    const least = Math.min(...judged.map(({ agreed }) => agreed));
    return { pass: true, message: () => `expected ${subject} not to ${deed} ${asked}, but ${digitsText(least)}` };
  }
  const { pair, agreed } = off;
  return {
    pass: false,
    message: () =>
      [
        `expected ${subject} to ${deed} ${asked}`,
        `${pair.quantity}${pair.at}: ${digitsText(agreed)}`,
        ...firstDifference(pair, digits, labels),
        ...about(pair),
      ].join('\n'),
  };
}

function digitsText(digits: number): string {
  if (digits === Number.POSITIVE_INFINITY) return 'all digits agree';
  return digits <= 0 ? 'not one digit agrees' : `${digits.toFixed(1)} digits agree`;
}

/** The first entry with more than an even share of the error that is allowed: where a pair is off, there is one. */
function firstDifference(pair: MatchedPair, digits: number, labels: readonly [string, string]): string[] {
  const error = pairError(pair);
  const size = pairSize(pair);
  const share = (size.isZero() ? 0 : log10(size)) - digits - Math.log10(error.data.length) / 2;
  const found = error.data.findIndex(entry => !entry.isZero() && log10(entry.abs()) > share);
  const values = [pair.received, pair.expected].map(({ data }) => data[found]!);
  const larger = log10Norm(convert(decimalField(20), new Matrix(1, 2, values)));
  // Three digits more than agree, at least 6.
  const field = decimalField(Math.max(6, Math.ceil(larger - log10(error.data[found]!.abs())) + 3));
  const place = error.data.length === 1 ? '' : `[${Math.floor(found / error.cols) + 1},${(found % error.cols) + 1}]`;
  const width = Math.max(...labels.map(label => label.length)) + 2;
  const [stated, expected] = values.map(value => String(field.of(value))) as [string, string];
  // They have as many digits as they are to be shown with.
  const { left, right, at } = tellApart(stated, expected, Number.POSITIVE_INFINITY);
  return [
    `first difference: ${pair.quantity}${place}`,
    ...[left, right].map((text, index) => `  ${`${labels[index]}:`.padEnd(width)}${text}`),
    ...(at === undefined ? [] : [`  ${' '.repeat(width + at[1])}^`]),
  ];
}
