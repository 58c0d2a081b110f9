import { performance } from 'node:perf_hooks';
import type { Worker } from 'node:worker_threads';
import { DloError } from '../errors.ts';
import type { Truth } from '../network/truth.ts';
import type { Arithmetic } from '../numbers/decimal/arithmetic.ts';
import type { Claim } from './claim.ts';
import { keepCounterexample, readCounterexamples } from './counterexample.ts';
import { DROP_SETTINGS, dropHypotheses } from './dropHypotheses.ts';
import { judgeClaim } from './judgeClaim.ts';
import type { JudgeOptions } from './judgeReading.ts';
import type { ClaimRecord, PlotRecord } from './runRecord.ts';
import type { Violations } from './vocabulary.ts';

/** What a run is given besides the claims, by whoever puts it together. */
export interface RunSurroundings {
  /** A trajectory that shows what a claim says; undefined where there is none to show. */
  readonly plotOf: (claim: Claim, record: Omit<ClaimRecord, 'plot'>, truth: Truth) => PlotRecord | undefined;
  readonly violations: Violations;
  /** The oracles in an arithmetic, with nothing kept yet. */
  readonly truthIn: (arithmetic: Arithmetic) => Truth;
  /** A thread that runs `judgeBeside` in the same surroundings; where it is left out, all is done in this thread. */
  readonly startThread?: () => Worker;
}

/** What is done with a claim besides judging it. */
export interface BesideJudging {
  /** Store the counterexample of a reading that has none yet. */
  readonly keep: boolean;
  /** Drop each hypothesis of the last reading that held in turn, too; default false. */
  readonly hypotheses?: boolean;
}

export interface TimedRecord {
  readonly record: ClaimRecord;
  readonly seconds: number;
}

/** Judges one claim, stored counterexamples first, and keeps the new ones. */
export async function judgeOne(
  claim: Claim,
  options: JudgeOptions & RunSurroundings & BesideJudging,
): Promise<TimedRecord> {
  const start = performance.now();
  const { truth, plotOf, violations } = options;
  const stored = await readCounterexamples(claim.id);
  const { record, refutations } = await judgeClaim(claim, options, stored).catch(error => {
    throw error instanceof DloError ? DloError.revive({ ...error, message: `${claim.id}: ${error.message}` }) : error;
  });
  if (options.keep) {
    for (const [reading, given] of refutations) {
      if (!stored.has(reading)) await keepCounterexample({ claim: claim.id, reading, given });
    }
  }
  const held = options.hypotheses ? record.readings.findLast(({ outcome }) => outcome === 'held') : undefined;
  const hypothesesDropped =
    held && (await dropHypotheses(claim, held.reading, { ...options, ...violations, ...DROP_SETTINGS }));
  const plot = truth.arithmetic === 'bigint' ? plotOf(claim, record, truth) : undefined;
  return {
    record: { ...record, ...(hypothesesDropped && { hypothesesDropped }), ...(plot && { plot }) },
    seconds: secondsSince(start),
  };
}

export function secondsSince(start: number): number {
  return Math.round(performance.now() - start) / 1000;
}
