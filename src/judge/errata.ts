import type { Truth } from '../network/truth.ts';
import type { Claim, Reading } from './claim.ts';
import type { Refutation } from './confirm.ts';
import { readCounterexamples } from './counterexample.ts';
import { describe } from './judgeClaim.ts';
import { firstConfirmed, runsOf } from './judgeReading.ts';
import type { Ledger } from './ledger.ts';
import type { Looking } from './lookAt.ts';
import { meets } from './meets.ts';
import { failsAsPrinted, readingThatHolds } from './readingThatHolds.ts';
import {
  type CounterexampleRecord,
  type ErrataRecord,
  type Erratum,
  type ErratumReading,
  type ReadingName,
  restingOn,
} from './runRecord.ts';

/**
 * What the ledger says against the statements of one paper. Nothing is judged again but the stored counterexample of each
 * printed statement, and confirmed, for its stated and true values.
 */
export async function errataOf(
  paper: string,
  claims: readonly Claim[],
  ledger: Ledger,
  truth: Truth,
): Promise<ErrataRecord> {
  const { seed, runs, digits } = ledger.defaults;
  const own = claims.filter(({ id }) => paperOf(id) === paper && ledger.verdicts[id] !== undefined);
  const errata: Erratum[] = [];
  const failing = own.filter(({ id }) => failsAsPrinted(ledger.verdicts[id]));
  for (const claim of failing.filter(({ notAsserted }) => notAsserted === undefined)) {
    const { id, title, section, place, note, grade, restsOn = [], readings } = claim;
    const verdict = ledger.verdicts[id]!;
    const right = readings.find(({ name }) => name === readingThatHolds(verdict));
    const fair = readings.find(({ name }) => name === 'fair reading');
    const outcome = ledger.fairReadings[id];
    const counterexample = await counterexampleOf(claim, { digits, truth });
    errata.push({
      id,
      title,
      source: { paper, section, place },
      ...(note !== undefined && { note }),
      verdict,
      ...(grade !== undefined && { grade }),
      restsOn,
      restedOnBy: restingOn(id, own).map(other => other.id),
      printed: readingOf(readings[0], runs),
      ...(fair !== undefined && outcome !== undefined && { fair: { ...readingOf(fair, runs), outcome } }),
      ...(right !== undefined && { right: readingOf(right, runs) }),
      ...(counterexample !== undefined && { counterexample }),
    });
  }
  const notAsserted = failing.flatMap(({ id, title, notAsserted: why }) =>
    why === undefined ? [] : [{ id, title, why }],
  );
  return { paper, statements: own.length, seed, digits, errata, notAsserted };
}

/** "domine2025" of "domine2025/eq-2". */
export function paperOf(id: string): string {
  return id.split('/')[0]!;
}

/** A stored case that still refutes the printed reading; where that has no value, one with a wrong value of a kinder reading. */
async function counterexampleOf(claim: Claim, looking: Looking): Promise<CounterexampleRecord | undefined> {
  const stored = await readCounterexamples(claim.id);
  const refutationOf = (name: ReadingName): Refutation | undefined => {
    const reading = claim.readings.find(candidate => candidate.name === name);
    if (reading === undefined) return undefined;
    const within = (stored.get(name) ?? []).filter(given => meets(reading, given));
    return firstConfirmed(reading, within, looking);
  };
  const printed = refutationOf('as printed');
  if (printed === undefined) return undefined;
  const { stated, truth } = printed.judgement;
  if (stated === undefined && truth === undefined) {
    for (const name of ['fair reading', 'with earlier definitions mended'] as const) {
      const kinder = refutationOf(name);
      if (kinder?.judgement.stated !== undefined) return describe(claim, name, kinder);
    }
  }
  return describe(claim, 'as printed', printed);
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
