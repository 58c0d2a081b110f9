import { performance } from 'node:perf_hooks';
import type { Worker } from 'node:worker_threads';
import type { BuildInfo } from '../buildInfo.ts';
import { DloError } from '../errors.ts';
import type { Truth } from '../network/truth.ts';
import type { Arithmetic } from '../numbers/decimal/arithmetic.ts';
import type { Claim } from './claim.ts';
import { keepCounterexample, readCounterexamples } from './counterexample.ts';
import { Interrupted } from './drawCases.ts';
import { DROP_SETTINGS, dropHypotheses } from './dropHypotheses.ts';
import { judgeClaim } from './judgeClaim.ts';
import type { JudgeOptions } from './judgeReading.ts';
import { readLedger } from './ledger.ts';
import type { ClaimRecord, PlotRecord, RunRecord } from './runRecord.ts';
import type { Violations } from './vocabulary.ts';

/** What a run is given besides the claims, by whoever puts it together. */
export interface RunSurroundings {
  /** A trajectory that shows what a claim says; undefined where there is none to show. */
  readonly plotOf: (claim: Claim, record: Omit<ClaimRecord, 'plot'>, truth: Truth) => PlotRecord | undefined;
  readonly violations: Violations;
  /** The oracles in an arithmetic, with nothing kept yet. */
  readonly truthIn: (arithmetic: Arithmetic) => Truth;
  /** A thread that runs `answerTasks` in the same surroundings; where it is left out, all is done in this thread. */
  readonly startThread?: () => Worker;
}

export interface RunOptions extends Omit<JudgeOptions, 'truth'>, RunSurroundings {
  readonly version: string;
  /** What besides the version the record says it was made by; by default nothing. */
  readonly build?: BuildInfo;
  /** Store the counterexample of a reading that has none yet. */
  readonly keep: boolean;
  /** Drop each hypothesis of the last reading that held in turn, too; default false. */
  readonly hypotheses?: boolean;
  /** Of all oracles and stated values; with `decimal` nothing is drawn. Default `bigint`. */
  readonly arithmetic?: Arithmetic;
  /** Claims judged at the same time, each by a thread of its own; 1 judges in this one. The record is the same. */
  readonly workers: number;
  readonly onClaim?: (id: string) => void;
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
  const onJudged: OnJudged = timed => judged.set(timed.record.id, timed);
  const { startThread } = options;
  const interrupted = !(startThread !== undefined && options.workers > 1 && open.length > 1
    ? await judgeInThreads(open, options, startThread, onJudged)
    : await judgeInTurn(open, options, onJudged));
  const done = claims.flatMap(({ id }) => judged.get(id) ?? []);
  return {
    schema: 'deep-linear-oracle/run/1',
    version: options.version,
    seed: options.seed,
    runs: options.runs,
    digits: options.digits,
    ...(options.arithmetic === 'decimal' && { arithmetic: 'decimal' as const }),
    interrupted,
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

export interface TimedRecord {
  readonly record: ClaimRecord;
  readonly seconds: number;
}

/** Judges one claim, stored counterexamples first, and keeps the new ones. */
export async function judgeOne(
  claim: Claim,
  options: JudgeOptions & RunSurroundings & Pick<RunOptions, 'keep' | 'hypotheses'>,
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

type OnJudged = (timed: TimedRecord) => void;

/** False where a stop request came before the end. */
async function judgeInTurn(claims: readonly Claim[], options: RunOptions, onJudged: OnJudged): Promise<boolean> {
  const truth = options.truthIn(options.arithmetic ?? 'bigint');
  for (const claim of claims) {
    options.onClaim?.(claim.id);
    try {
      onJudged(await judgeOne(claim, { ...options, truth }));
    } catch (error) {
      if (error instanceof Interrupted) return false;
      throw error;
    }
  }
  return true;
}

/** What the main thread asks of a worker. */
export interface WorkerTask {
  readonly id: string;
  readonly options: Pick<RunOptions, 'seed' | 'runs' | 'digits' | 'keep' | 'hypotheses' | 'arithmetic'>;
  /** One byte, not zero when the run is to stop. */
  readonly stop: SharedArrayBuffer;
}

export type WorkerAnswer =
  | { readonly kind: 'case' }
  | { readonly kind: 'judged'; readonly timed: TimedRecord }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'refused'; readonly error: Pick<DloError, 'code' | 'argument' | 'message'> }
  | { readonly kind: 'error'; readonly error: unknown };

async function judgeInThreads(
  claims: readonly Claim[],
  options: RunOptions,
  startThread: () => Worker,
  onJudged: OnJudged,
): Promise<boolean> {
  const { seed, runs, digits, keep, hypotheses = false, arithmetic = 'bigint' } = options;
  const stop = new SharedArrayBuffer(1);
  const flag = new Uint8Array(stop);
  const watch = setInterval(() => {
    if (options.shouldStop?.()) flag[0] = 1;
  }, 50);
  // Claims whose cases take seconds are handed out first, so that no thread is left with one at the end.
  const waiting = [...claims].sort((a, b) => Number(isCostly(a)) - Number(isCostly(b)));
  let complete = true;
  const threads: Worker[] = [];
  const runThread = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = startThread();
      threads.push(worker);
      const next = (): void => {
        const claim = flag[0] === 0 ? waiting.pop() : undefined;
        if (claim === undefined) {
          complete &&= waiting.length === 0;
          resolve();
          return;
        }
        options.onClaim?.(claim.id);
        worker.postMessage({
          id: claim.id,
          options: { seed, runs, digits, keep, hypotheses, arithmetic },
          stop,
        } satisfies WorkerTask);
      };
      worker.on('message', (answer: WorkerAnswer) => {
        if (answer.kind === 'case') options.onCase?.();
        else if (answer.kind === 'refused') reject(DloError.revive(answer.error));
        else if (answer.kind === 'error') reject(answer.error);
        else {
          if (answer.kind === 'judged') onJudged(answer.timed);
          else complete = false;
          next();
        }
      });
      worker.on('error', reject);
      next();
    });
  try {
    await Promise.all(Array.from({ length: Math.min(options.workers, claims.length) }, runThread));
  } finally {
    clearInterval(watch);
    await Promise.all(threads.map(thread => thread.terminate()));
  }
  return complete;
}

function isCostly({ readings }: Claim): boolean {
  return readings.some(({ costly }) => costly);
}

function secondsSince(start: number): number {
  return Math.round(performance.now() - start) / 1000;
}
