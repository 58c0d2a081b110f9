import { afterAll } from 'vitest';
import { readArithmetic } from '../../../cli/readArithmetic.ts';
import { truthIn } from '../../../oracles/truth.ts';
import type { AnyCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import { readCounterexamples } from '../../../src/judge/counterexample.ts';
import { judgeClaim } from '../../../src/judge/judgeClaim.ts';
import { MINIMUM_CASES, refutes } from '../../../src/judge/judgeReading.ts';
import { type Ledger, readLedger } from '../../../src/judge/ledger.ts';
import { fairOutcome } from '../../../src/judge/readingThatHolds.ts';
import type { MutantRecord, ReadingName, ReadingRecord } from '../../../src/judge/runRecord.ts';
import { CLAIMS } from '../index.ts';
import { unlessUnchanged } from './unchangedCheck.ts';

// What the tests of the claims share: some files of tests for each paper, so that they run side by side.

/** `DLO_ARITHMETIC=decimal npx vitest run properties/claims` judges all claims without the kernel. */
const TRUTH = truthIn(readArithmetic('DLO_ARITHMETIC', process.env.DLO_ARITHMETIC));

let read: Promise<Ledger> | undefined;

/** Read once: no test writes it. */
function ledger(): Promise<Ledger> {
  read ??= readLedger();
  return read;
}

/** The claims of a paper's sections and of what these hold (of all of them where none is named), as rows of a table of tests, the id in front. */
export function claimsOf(paper: string, ...sections: readonly string[]): readonly (readonly [string, Claim])[] {
  return CLAIMS.filter(claim => isJudgedBy(claim, paper, sections)).map(claim => [claim.id, claim]);
}

export function isJudgedBy({ id, section }: Claim, paper: string, sections: readonly string[]): boolean {
  const isIn = (outer: string): boolean => section === outer || section.startsWith(`${outer}.`);
  return id.startsWith(`${paper}/`) && (sections.length === 0 || sections.some(isIn));
}

/** What is committed of a claim, and what judging it again finds. */
export interface ClaimCheck {
  readonly verdict: string;
  readonly fairReading: ReadingRecord['outcome'] | undefined;
  /** Stored counterexamples that no longer refute their reading at twice the digits: "as printed 059a240b76db". */
  readonly stale: readonly string[];
  /** Mutants that survive without a proof or a reason that they hold, and those said to hold that die. */
  readonly unexplained: readonly string[];
}

export async function asCommitted({ id }: Claim): Promise<ClaimCheck> {
  const { verdicts, fairReadings } = await ledger();
  const verdict = verdicts[id] ?? 'no entry in fixtures/ledger.json';
  return { verdict, fairReading: fairReadings[id], stale: [], unexplained: [] };
}

/**
 * By the runner of `dlo verify` with the ledger's settings, on as few cases as a verdict takes. A claim that passed before, and of
 * which nothing has changed since, is not judged again, but on a build machine (unchangedCheck.ts); how many were not is said.
 */
export async function judgedAgain(claim: Claim): Promise<ClaimCheck> {
  const { defaults } = await ledger();
  const settings = { ...defaults, runs: MINIMUM_CASES, arithmetic: TRUTH.arithmetic };
  const committed = JSON.stringify(await asCommitted(claim));
  const { found, unchanged } = await unlessUnchanged(
    claim,
    settings,
    () => judgedNow(claim),
    check => JSON.stringify(check) === committed,
  );
  checked.all += 1;
  if (unchanged) checked.unchanged += 1;
  return found;
}

/** In one file of tests. */
const checked = { all: 0, unchanged: 0 };
afterAll(() => {
  if (checked.unchanged > 0)
    process.stdout.write(`${checked.unchanged} of ${checked.all} claims unchanged and not judged again\n`);
});

async function judgedNow(claim: Claim): Promise<ClaimCheck> {
  const { defaults } = await ledger();
  const stored = await readCounterexamples(claim.id);
  const options = { ...defaults, runs: MINIMUM_CASES, truth: TRUTH };
  const { record, refutations } = await judgeClaim(claim, options, stored);
  return {
    verdict: record.verdict,
    fairReading: fairOutcome(record),
    stale: staleOf(claim, stored, refutations, 2 * defaults.digits),
    unexplained: unexplainedIn(claim, record.mutants),
  };
}

export function unexplainedIn({ alsoTrue = {} }: Claim, mutants: readonly MutantRecord[]): string[] {
  const survived = mutants.filter(({ killed, same }) => !killed && same !== true);
  const refuted = mutants.filter(({ name, killed }) => killed && alsoTrue[name] !== undefined);
  return [
    ...(mutants.some(({ killed }) => killed) ? [] : ['no mutant dies']),
    ...survived.map(({ name, why }) => `${name}: survives, ${why}`),
    ...refuted.map(({ name }) => `${name}: said to hold, and refuted`),
  ];
}

/** A refutation that was just found has been confirmed at so many digits already. */
function staleOf(
  claim: Claim,
  stored: ReadonlyMap<ReadingName, readonly AnyCase[]>,
  confirmed: ReadonlyMap<ReadingName, AnyCase>,
  digits: number,
): string[] {
  return [...stored].flatMap(([name, cases]) => {
    const reading = claim.readings.find(candidate => candidate.name === name);
    return cases
      .filter(given => given !== confirmed.get(name))
      .filter(given => reading === undefined || !refutes(reading, given, { digits, truth: TRUTH }))
      .map(given => `${name} ${caseHash(given)}`);
  });
}
