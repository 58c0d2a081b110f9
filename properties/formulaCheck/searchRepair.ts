import { DloError } from '../../src/errors.ts';
import { Interrupted } from '../drawCases.ts';
import type { RepairRecord, RunRecord } from '../runRecord.ts';
import { openPool } from './pool.ts';
import type { CheckSettings } from './tasks.ts';

export interface SearchRepairOptions extends CheckSettings {
  readonly seconds: number;
  readonly stop?: AbortSignal;
}

/**
 * Formulas near one that fails and that hold, looked for in a thread of its own. Undefined where the search was stopped or
 * meets complex numbers.
 */
export async function searchRepair(
  text: string,
  name: string,
  { seconds, stop, ...settings }: SearchRepairOptions,
): Promise<RepairRecord | undefined> {
  const pool = openPool(1, { text, name, settings });
  const onStop = (): void => void pool.close();
  stop?.addEventListener('abort', onStop, { once: true });
  try {
    return stop?.aborted ? undefined : await pool.ask('repair', { seconds });
  } catch (error) {
    if (error instanceof Interrupted || (error instanceof DloError && error.code === 'NOT_REAL')) return undefined;
    throw error;
  } finally {
    stop?.removeEventListener('abort', onStop);
    await pool.close();
  }
}

/** The record of a check with the corrections that were found. */
export function withRepair(record: RunRecord, repair: RepairRecord): RunRecord {
  const claims = record.claims.map(claim =>
    claim.check === undefined ? claim : { ...claim, check: { ...claim.check, repair } },
  );
  return { ...record, claims };
}
