import { DloError } from '../errors.ts';
import { Interrupted } from '../judge/drawCases.ts';
import type { RepairRecord, RunRecord } from '../judge/runRecord.ts';
import type { CheckSurroundings } from './checkThread.ts';
import { openPool } from './pool.ts';
import type { CheckSettings } from './tasks.ts';

export interface SearchRepairOptions extends CheckSettings, CheckSurroundings {
  readonly seconds: number;
  readonly stop?: AbortSignal;
  /** Now and then, with what the record would be. */
  readonly onProgress?: (soFar: RepairRecord) => void;
}

/** What is left of the time once a search can be asked for; of the search, to end by itself and tell what it has. */
const LEAST_SECONDS = 1;

/**
 * Formulas near one that fails and that hold, looked for in a thread of its own where one can be started. The record says
 * what was tried and why the search ended, also where that is the clock (the reason of the `stop` is 'time', or no second is
 * left), a signal, complex numbers or memory: then it is what was found until then.
 */
export async function searchRepair(
  text: string,
  name: string,
  { seconds, stop, onProgress, vocabulary, truth, startThread, ...settings }: SearchRepairOptions,
): Promise<RepairRecord> {
  let soFar: RepairRecord = { proposals: [], partial: [], tried: 0, stages: [], stoppedBecause: 'time' };
  const ended = (stoppedBecause: string): RepairRecord => ({ ...soFar, stoppedBecause });
  const whyStopped = (): string => (stop?.reason === 'time' ? 'time' : 'stopped');
  if (stop?.aborted) return ended(whyStopped());
  if (seconds <= LEAST_SECONDS) return ended('time');
  const pool = openPool(1, { text, name, settings }, { vocabulary, truth, startThread });
  const onStop = (): void => void pool.close();
  stop?.addEventListener('abort', onStop, { once: true });
  try {
    const onSoFar = (latest: RepairRecord): void => {
      soFar = latest;
      onProgress?.(latest);
    };
    return await pool.ask('repair', { seconds: seconds - Math.min(LEAST_SECONDS, seconds / 10) }, onSoFar);
  } catch (error) {
    if (error instanceof Interrupted) return ended(whyStopped());
    if (error instanceof DloError && error.code === 'NOT_REAL') return ended('complex numbers');
    if (error instanceof DloError && error.code === 'RANGE') return ended(error.message);
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
