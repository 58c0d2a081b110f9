import { truthIn } from '../oracles/truth.ts';
import { mutantShare } from '../reports/summary.ts';
import type { Claim } from '../src/judge/claim.ts';
import { judgeMutant, MUTANT_RUNS } from '../src/judge/judgeClaim.ts';
import { MINIMUM_CASES } from '../src/judge/judgeReading.ts';
import { readLedger } from '../src/judge/ledger.ts';
import type { MutantRecord } from '../src/judge/runRecord.ts';
import { EXIT } from './exit.ts';
import { findClaims } from './findClaims.ts';
import { wholeNumber } from './options.ts';
import { progressLine } from './progress.ts';

export interface MutantsOptions {
  readonly seed?: string;
  readonly runs?: string;
  readonly digits?: string;
}

/**
 * `dlo mutants [CLAIM…]`: every wrong version of a statement that is known, for formulas all near-misses, against the check
 * of the reading that holds; names the survivors. A claim at a time, as it goes; always 0.
 */
export async function mutants(names: readonly string[], options: MutantsOptions): Promise<number> {
  const claims = findClaims(names);
  const { defaults } = await readLedger();
  const settings = {
    seed: wholeNumber('seed', options.seed, defaults.seed, -(2 ** 31), 2 ** 31 - 1),
    runs: defaults.runs,
    truth: truthIn('bigint'),
    digits: wholeNumber('digits', options.digits, defaults.digits, 10, 100),
  };
  const runs = wholeNumber('runs', options.runs, MUTANT_RUNS, MINIMUM_CASES, 100_000);
  const progress = progressLine(process.stderr, claims.length);
  const all: MutantRecord[] = [];
  for (const claim of claims) {
    progress.claim(claim.id);
    const records: MutantRecord[] = [];
    for (const mutant of versionsOf(claim)) {
      records.push(await judgeMutant(claim, mutant, settings, runs));
      progress.step();
    }
    all.push(...records);
    process.stdout.write(`${textOf(claim.id, records)}\n`);
  }
  progress.end();
  process.stdout.write(`${mutantShare(all)}\n`);
  return EXIT.ok;
}

/** Those made by hand and the near-misses, each once. */
function versionsOf({ mutants: few, nearMisses = [] }: Claim): Claim['mutants'] {
  const named = new Map([...few, ...nearMisses].map(mutant => [mutant.name, mutant]));
  return [...named.values()];
}

function textOf(id: string, records: readonly MutantRecord[]): string {
  const survivors = records.filter(({ killed, same }) => !killed && same !== true);
  return [`${id}: ${mutantShare(records)}`, ...survivors.map(({ name, why }) => `    ${name} – ${why}`)].join('\n');
}
