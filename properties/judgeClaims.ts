import { performance } from 'node:perf_hooks';
import type { Claim } from './claim.ts';
import { keepCounterexample, readCounterexamples } from './counterexample.ts';
import { Interrupted } from './drawCases.ts';
import { judgeClaim } from './judgeClaim.ts';
import type { JudgeOptions } from './judgeReading.ts';
import { readLedger } from './ledger.ts';
import { plotOf } from './plot.ts';
import type { ClaimRecord, RunRecord } from './runRecord.ts';

export interface RunOptions extends JudgeOptions {
  readonly version: string;
  /** Store the counterexample of a reading that has none yet. */
  readonly keep: boolean;
  readonly onClaim?: (id: string) => void;
}

/** Judges claims one after the other. A stop request keeps what was judged so far and marks the record. */
export async function judgeClaims(claims: readonly Claim[], options: RunOptions): Promise<RunRecord> {
  const ledger = await readLedger();
  const started = new Date().toISOString();
  const begin = performance.now();
  const records: ClaimRecord[] = [];
  const secondsByClaim: Record<string, number> = {};
  let interrupted = false;
  for (const claim of claims) {
    options.onClaim?.(claim.id);
    const start = performance.now();
    try {
      const stored = await readCounterexamples(claim.id);
      const { record, refutations } = await judgeClaim(claim, options, stored);
      if (options.keep) {
        for (const [reading, given] of refutations) {
          if (!stored.has(reading)) await keepCounterexample({ claim: claim.id, reading, given });
        }
      }
      const ledgerVerdict = ledger.verdicts[claim.id];
      const plot = plotOf(claim, record);
      records.push({ ...record, ...(ledgerVerdict && { ledgerVerdict }), ...(plot && { plot }) });
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      interrupted = true;
      break;
    } finally {
      secondsByClaim[claim.id] = seconds(start);
    }
  }
  return {
    schema: 'deep-linear-oracle/run/1',
    version: options.version,
    seed: options.seed,
    runs: options.runs,
    digits: options.digits,
    interrupted,
    requested: claims.map(({ id }) => id),
    claims: records,
    timing: { started, node: process.version, seconds: seconds(begin), secondsByClaim },
  };
}

function seconds(since: number): number {
  return Math.round(performance.now() - since) / 1000;
}
