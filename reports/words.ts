import type { CaseRange, Evidence, ReadingName, ReadingRecord, ShownExample, Verdict } from '../src/judge/runRecord.ts';

/** All verdicts, from good to bad to unknown: the order of every count. */
export const VERDICTS: readonly Verdict[] = [
  'holds',
  'holds with an extra hypothesis',
  'refuted as printed, holds as corrected',
  'refuted',
  'undecided',
  'vacuous',
];

/** A verdict as one sign for text that has no icons. */
export const VERDICT_SIGN: Readonly<Record<Verdict, string>> = {
  holds: '✓',
  'holds with an extra hypothesis': '⊕',
  'refuted as printed, holds as corrected': '⇄',
  refuted: '✗',
  undecided: '?',
  vacuous: '∅',
};

export const OUTCOME_SIGN: Readonly<Record<ReadingRecord['outcome'], string>> = {
  held: '✓',
  refuted: '✗',
  undecided: '?',
  vacuous: '∅',
};

/** "as printed", "in the fair reading": a reading within a sentence. */
export function readingInWords(reading: ReadingName): string {
  return reading === 'fair reading' ? 'in the fair reading' : reading;
}

/** What of a counterexample is wrong, or of a witness right: under a title, and in a sentence. */
export function whatDiffers({
  quantity,
  sides,
  order,
  holds,
}: Pick<ShownExample, 'quantity' | 'sides' | 'order' | 'holds'>): {
  readonly title: string;
  readonly what: string;
  readonly sentence: string;
} {
  if (holds && order === undefined) {
    const verb = sides === undefined ? 'agrees' : 'agree';
    return { title: 'What agrees', what: quantity, sentence: `${quantity} ${verb}` };
  }
  if (sides === undefined)
    return { title: 'First quantity that differs', what: quantity, sentence: `${quantity} differs` };
  if (order === undefined) return { title: 'What differs', what: quantity, sentence: `${quantity} differ` };
  const what = `${sides?.[0]} ${order} ${sides?.[1]}`;
  if (holds) return { title: 'What holds', what, sentence: `${what} holds` };
  return { title: 'What fails', what, sentence: `${what} fails` };
}

/** "3.1e-5 of the sides, on 1-1-1, lambda = 0, tau = 1, t = 1/4" */
export function marginInWords({ value, where }: NonNullable<ReadingRecord['leastMargin']>): string {
  return `${value === '0' ? '0' : `${value} of the sides`}, on ${where}`;
}

/** "sizes: Ni 1 to 3, Nh 1 to 3, No 1 to 3; λ: 0; …" */
export function rangesInWords(ranges: readonly CaseRange[]): string {
  return ranges.map(({ what, range }) => `${what}: ${range}`).join('; ');
}

/** Said before the verdict of the printed reading where a fair one holds. */
export const FAIR_READING_HOLDS = 'The fair reading holds: only the print, taken to the letter, fails.';

/** A kind of evidence in plain words. */
export const EVIDENCE_MEANING: Readonly<Record<Evidence, string>> = {
  exact: 'computed in rational arithmetic, nothing rounded',
  enclosed: 'rigorous bounds, every rounding directed outward',
  'high-precision': 'compared to digits that are certain on both sides',
  trend: 'a limit or an order measured along a sequence of at least five members',
  simulated: 'compared with gradient descent on the weights',
  statistical: 'sampled, with a bounded probability of a false alarm',
  witness: 'one case that shows it',
};
