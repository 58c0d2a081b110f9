import type { CaseRange, Evidence, ReadingName, ReadingRecord, Verdict } from '../src/judge/runRecord.ts';

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

/** "sizes: Ni 1 to 3, Nh 1 to 3, No 1 to 3; λ: 0; …" */
export function rangesInWords(ranges: readonly CaseRange[]): string {
  return ranges.map(({ what, range }) => `${what}: ${range}`).join('; ');
}

/** Said before the verdict of the printed reading where a fair one holds. */
export const FAIR_READING_HOLDS = 'The fair reading holds: the printed one fails by sizes or notation alone.';

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
