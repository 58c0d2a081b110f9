import type { Case } from './case.ts';
import type { Claim, Reading } from './claim.ts';
import { readCounterexamples } from './counterexample.ts';
import { describe } from './judgeClaim.ts';
import { decideCase, refutes, runsOf } from './judgeReading.ts';
import type { Ledger } from './ledger.ts';
import { isRefuted, readingThatHolds } from './readingThatHolds.ts';
import type { CounterexampleRecord, ErrataRecord, Erratum, ErratumReading } from './runRecord.ts';

/**
 * What the ledger says against the statements of one paper. Nothing is judged again but the stored counterexample of each
 * printed statement, at twice the digits of the ledger, for its stated and true values.
 */
export async function errataOf(paper: string, claims: readonly Claim[], ledger: Ledger): Promise<ErrataRecord> {
  const { seed, runs, digits } = ledger.defaults;
  const own = claims.filter(({ id }) => paperOf(id) === paper && ledger.verdicts[id] !== undefined);
  const errata: Erratum[] = [];
  for (const claim of own) {
    const verdict = ledger.verdicts[claim.id]!;
    if (!isRefuted(verdict)) continue;
    const right = claim.readings.find(({ name }) => name === readingThatHolds(verdict));
    const stored = (await readCounterexamples(claim.id)).get('as printed') ?? [];
    const counterexample = counterexampleOf(claim, stored, digits);
    errata.push({
      id: claim.id,
      title: claim.title,
      source: { paper, section: claim.section, place: claim.place },
      ...(claim.note !== undefined && { note: claim.note }),
      verdict,
      printed: readingOf(claim.readings[0], runs),
      ...(right !== undefined && { right: readingOf(right, runs) }),
      ...(counterexample !== undefined && { counterexample }),
    });
  }
  return { paper, statements: own.length, seed, digits, errata };
}

/** "domine2025" of "domine2025/eq-2". */
export function paperOf(id: string): string {
  return id.split('/')[0]!;
}

function counterexampleOf(claim: Claim, stored: readonly Case[], digits: number): CounterexampleRecord | undefined {
  const [printed] = claim.readings;
  const given = stored.find(candidate => refutes(printed, candidate, 2 * digits));
  if (given === undefined) return undefined;
  const judgement = decideCase(printed.judge, given, 2 * digits);
  return describe(claim, 'as printed', { given, judgement, confirmedAtDigits: 2 * digits });
}

function readingOf(reading: Reading, runs: number): ErratumReading {
  const { name, statement, formula, hypotheses, evidence } = reading;
  return {
    reading: name,
    statement,
    ...(formula !== undefined && { formula }),
    hypotheses: hypotheses.map(({ name, meaning }) => ({ name, meaning })),
    evidence,
    cases: runsOf(reading, runs),
  };
}
