import { performance } from 'node:perf_hooks';
import type { BuildInfo } from '../buildInfo.ts';
import { bundlesOf } from './bundles.ts';
import type { Claim } from './claim.ts';
import { judgeInThreads, type ThreadedOptions } from './judgeInThreads.ts';
import { secondsSince, type TimedRecord } from './judgeOne.ts';
import { readLedger } from './ledger.ts';
import type { RunRecord } from './runRecord.ts';

export interface RunOptions extends ThreadedOptions {
  readonly version: string;
  /** What besides the version the record says it was made by; by default nothing. */
  readonly build?: BuildInfo;
  /** What claims took in an earlier run, by id: those that take longest are handed out first. */
  readonly secondsBefore?: Readonly<Record<string, number>>;
  /** Claims judged before, of which nothing has changed since: they are taken over. */
  readonly unchanged?: readonly TimedRecord[];
}

/** Judges claims. A stop request keeps what was judged so far and marks the record. */
export async function judgeClaims(claims: readonly Claim[], options: RunOptions): Promise<RunRecord> {
  const { verdicts, fairReadings } = await readLedger();
  const started = new Date().toISOString();
  const begin = performance.now();
  const judged = new Map((options.unchanged ?? []).map(timed => [timed.record.id, timed]));
  const open = claims.filter(({ id }) => !judged.has(id));
  const bundles = bundlesOf(open, options);
  const complete = await judgeInThreads(bundles, options, timed => judged.set(timed.record.id, timed));
  const done = claims.flatMap(({ id }) => judged.get(id) ?? []);
  return {
    schema: 'deep-linear-oracle/run/1',
    version: options.version,
    seed: options.seed,
    runs: options.runs,
    digits: options.digits,
    ...(options.arithmetic === 'decimal' && { arithmetic: 'decimal' as const }),
    interrupted: !complete,
    requested: claims.map(({ id }) => id),
    claims: done.map(({ record }) => {
      const [ledgerVerdict, ledgerFairReading] = [verdicts[record.id], fairReadings[record.id]];
      return {
        ...record,
        ...(ledgerVerdict !== undefined && { ledgerVerdict }),
        ...(ledgerFairReading !== undefined && { ledgerFairReading }),
      };
    }),
    timing: {
      started,
      node: process.version,
      ...options.build,
      seconds: secondsSince(begin),
      secondsByClaim: Object.fromEntries(done.map(({ record, seconds }) => [record.id, seconds])),
    },
  };
}
