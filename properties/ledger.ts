import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DloError } from '../src/errors.ts';
import { writeAtomically } from './counterexample.ts';
import type { ClaimRecord, Verdict } from './runRecord.ts';

/** The committed table of all claims and their verdicts, with the settings that every run of the judge starts from. */
export interface Ledger {
  readonly schema: 'deep-linear-oracle/ledger/1';
  readonly defaults: { readonly seed: number; readonly runs: number; readonly digits: number };
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

export const LEDGER_FILE: string = fileURLToPath(new URL('../fixtures/ledger.json', import.meta.url));

export async function readLedger(file: string = LEDGER_FILE): Promise<Ledger> {
  const text = await readFile(file, 'utf8');
  const ledger = JSON.parse(text) as Ledger;
  if (ledger.schema !== 'deep-linear-oracle/ledger/1')
    throw new DloError('FORMAT', file, 'must be a ledger of version 1', ledger.schema);
  return ledger;
}

/** The ledger with the verdicts of a run written over the old ones; claims that were not judged keep theirs. */
export async function acceptVerdicts(claims: readonly ClaimRecord[], file: string = LEDGER_FILE): Promise<void> {
  const old = await readLedger(file);
  const merged = { ...old.verdicts, ...Object.fromEntries(claims.map(({ id, verdict }) => [id, verdict])) };
  const verdicts = Object.fromEntries(
    Object.keys(merged)
      .sort()
      .map(id => [id, merged[id]!]),
  );
  await writeAtomically(file, `${JSON.stringify({ ...old, verdicts }, null, 2)}\n`);
}
