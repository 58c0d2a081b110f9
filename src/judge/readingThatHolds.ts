import type { ReadingName, ReadingRecord, Verdict } from './runRecord.ts';

/** The reading of a claim that its verdict says holds; undefined where none does. */
export function readingThatHolds(verdict: Verdict | undefined): ReadingName | undefined {
  if (verdict === 'holds') return 'as printed';
  if (verdict === 'refuted as printed, holds as corrected') return 'as corrected';
  return verdict === 'holds with an extra hypothesis' ? 'with an extra hypothesis' : undefined;
}

/** Whether a verdict says that the printed reading is wrong; one that lacks a hypothesis is not. */
export function isRefuted(verdict: Verdict | undefined): boolean {
  return verdict === 'refuted' || verdict === 'refuted as printed, holds as corrected';
}

/** Whether the printed reading fails on some case that its hypotheses admit. */
export function failsAsPrinted(verdict: Verdict | undefined): boolean {
  return isRefuted(verdict) || verdict === 'holds with an extra hypothesis';
}

/** What became of the fair reading of a judged claim; undefined where it has none. */
export function fairOutcome({
  readings,
}: {
  readonly readings: readonly Pick<ReadingRecord, 'reading' | 'outcome'>[];
}): ReadingRecord['outcome'] | undefined {
  return readings.find(({ reading }) => reading === 'fair reading')?.outcome;
}
