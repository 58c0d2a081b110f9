import { fairOutcome } from '../src/judge/readingThatHolds.ts';
import type { ClaimRecord, MutantRecord, RunRecord, Verdict } from '../src/judge/runRecord.ts';
import { VERDICTS } from './words.ts';

/** How many claims got each verdict, zeros included, in the order of VERDICTS. */
export function verdictCounts(record: RunRecord): { readonly verdict: Verdict; readonly count: number }[] {
  return VERDICTS.map(verdict => ({
    verdict,
    count: record.claims.filter(claim => claim.verdict === verdict).length,
  }));
}

/** Requested claims that the run did not reach. */
export function missingClaims(record: RunRecord): string[] {
  const judged = new Set(record.claims.map(claim => claim.id));
  return record.requested.filter(id => !judged.has(id));
}

/** Those of its claims that were not judged again: "12 of them unchanged"; empty where all were. */
export function unchangedShare({ timing }: RunRecord): string {
  const count = Object.keys(timing.unchangedSince ?? {}).length;
  return count === 0 ? '' : `${count} of them unchanged and not judged again`;
}

export type LedgerMark = 'same' | 'differs' | 'new';

/** How the verdict stands to the committed ledger. */
export function ledgerMark(claim: ClaimRecord): LedgerMark {
  if (claim.ledgerVerdict === undefined) return 'new';
  return claim.ledgerVerdict === claim.verdict && claim.ledgerFairReading === fairOutcome(claim) ? 'same' : 'differs';
}

/**
 * How sharp a check is: "5 of 6 wrong versions killed (83 %)", those that are right left out, the statement itself in other
 * words for instance, and counted besides. Empty where none was tried.
 */
export function mutantShare(mutants: readonly MutantRecord[]): string {
  if (mutants.length === 0) return '';
  const wrong = mutants.filter(({ same }) => same !== true);
  const killed = wrong.filter(mutant => mutant.killed).length;
  const share = wrong.length === 0 ? '' : ` (${Math.floor((100 * killed) / wrong.length)} %)`;
  const others = mutants.length - wrong.length;
  return `${killed} of ${counted(wrong.length, 'wrong version')} killed${share}${others > 0 ? `, ${others} more right` : ''}`;
}

/** A count with its noun: "1 claim", "3 claims". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A number of the record as text: at most one decimal, a dash where a broken record holds none. */
export function plainNumber(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 10) / 10) : '–';
}
