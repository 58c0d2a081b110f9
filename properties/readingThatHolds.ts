import type { ReadingName, Verdict } from './runRecord.ts';

/** The reading of a claim that its verdict says holds; undefined where none does. */
export function readingThatHolds(verdict: Verdict | undefined): ReadingName | undefined {
  if (verdict === 'holds') return 'as printed';
  if (verdict === 'refuted as printed, holds as corrected') return 'as corrected';
  return verdict === 'holds with an extra hypothesis' ? 'with an extra hypothesis' : undefined;
}

/** Whether a verdict says that the printed reading is wrong. */
export function isRefuted(verdict: Verdict | undefined): boolean {
  return verdict === 'refuted' || (verdict !== 'holds' && readingThatHolds(verdict) !== undefined);
}
