import type { MessagePort, Worker } from 'node:worker_threads';
import { DloError } from '../errors.ts';
import type { Arithmetic } from '../numbers/decimal/arithmetic.ts';
import type { Claim } from './claim.ts';
import { Interrupted } from './drawCases.ts';
import { type BesideJudging, judgeOne, type RunSurroundings, type TimedRecord } from './judgeOne.ts';
import type { JudgeOptions } from './judgeReading.ts';

export interface ThreadedOptions extends Omit<JudgeOptions, 'truth'>, BesideJudging, RunSurroundings {
  /** Of all oracles and stated values; with `decimal` nothing is drawn. Default `bigint`. */
  readonly arithmetic?: Arithmetic;
  /** Claims judged at the same time: by this thread, and others beside it. The record is the same. */
  readonly workers: number;
  /** What this thread does before it judges; others have begun by then. */
  readonly meanwhile?: () => Promise<void>;
  readonly onClaim?: (id: string) => void;
}

/** What a thread is told once. Claims hold functions and cannot be sent: they are named. */
export interface ThreadTask {
  /** Claims by id, in bundles. */
  readonly bundles: readonly (readonly string[])[];
  readonly options: Pick<ThreadedOptions, 'seed' | 'runs' | 'digits' | 'keep' | 'hypotheses' | 'arithmetic'>;
  readonly shared: SharedCounters;
}

/** Two whole numbers that all threads see: the bundle that is taken next, and whether the run is to stop. */
type SharedCounters = Int32Array<SharedArrayBuffer>;

const [NEXT, STOP] = [0, 1];

type ThreadAnswer =
  | { readonly kind: 'case' }
  | { readonly kind: 'begun'; readonly id: string }
  | { readonly kind: 'judged'; readonly timed: TimedRecord }
  | { readonly kind: 'ended' }
  | { readonly kind: 'refused'; readonly error: Pick<DloError, 'code' | 'argument' | 'message'> }
  | { readonly kind: 'error'; readonly error: unknown };

type Hearing = Pick<ThreadedOptions, 'onCase' | 'onClaim'> & { readonly onJudged: (timed: TimedRecord) => void };

/**
 * Judges bundles of claims, by this thread and, up to the number of `workers`, others beside it: each takes the next bundle when
 * it is done with one, so that no thread waits for another. False where a stop request came before the end.
 */
export async function judgeInThreads(
  bundles: readonly (readonly Claim[])[],
  options: ThreadedOptions,
  onJudged: (timed: TimedRecord) => void,
): Promise<boolean> {
  const { seed, runs, digits, keep, hypotheses = false, arithmetic = 'bigint', startThread } = options;
  const shared: SharedCounters = new Int32Array(new SharedArrayBuffer(8));
  const stop = (): void => void Atomics.store(shared, STOP, 1);
  let judged = 0;
  const hearing: Hearing = {
    ...(options.onCase && { onCase: options.onCase }),
    ...(options.onClaim && { onClaim: options.onClaim }),
    onJudged: timed => {
      judged += 1;
      onJudged(timed);
    },
  };
  const task: ThreadTask = {
    bundles: bundles.map(bundle => bundle.map(({ id }) => id)),
    options: { seed, runs, digits, keep, hypotheses, arithmetic },
    shared,
  };
  const others = startThread === undefined ? 0 : Math.min(options.workers, bundles.length) - 1;
  const threads = Array.from({ length: Math.max(0, others) }, () => startThread!());
  const watch = setInterval(() => options.shouldStop?.() && stop(), 50);
  const judgeHere = async (): Promise<void> => {
    await options.meanwhile?.();
    await takeBundles(bundles, { ...options, ...task.options }, shared, {
      ...hearing,
      shouldStop: () => {
        if (options.shouldStop?.()) stop();
        return Atomics.load(shared, STOP) !== 0;
      },
    });
  };
  try {
    // What fails in one thread ends the others, at their next case.
    const ends = await Promise.allSettled(
      [...threads.map(thread => follow(thread, task, hearing)), judgeHere()].map(end =>
        end.catch(error => {
          stop();
          throw error;
        }),
      ),
    );
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  } finally {
    clearInterval(watch);
    await Promise.all(threads.map(thread => thread.terminate()));
  }
  return judged === bundles.reduce((sum, bundle) => sum + bundle.length, 0);
}

/** Takes bundles until none is left or the run is to stop. */
async function takeBundles(
  bundles: readonly (readonly Claim[])[],
  options: ThreadTask['options'] & RunSurroundings,
  shared: SharedCounters,
  { onCase, onClaim, onJudged, shouldStop }: Hearing & { readonly shouldStop: () => boolean },
): Promise<void> {
  // The memory is that of this thread: claims of a bundle ask for the same answers.
  const truth = options.truthIn(options.arithmetic ?? 'bigint');
  try {
    for (let at = Atomics.add(shared, NEXT, 1); at < bundles.length; at = Atomics.add(shared, NEXT, 1)) {
      for (const claim of bundles[at]!) {
        if (shouldStop()) return;
        onClaim?.(claim.id);
        onJudged(await judgeOne(claim, { ...options, truth, shouldStop, ...(onCase && { onCase }) }));
      }
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
}

/** Hears what another thread does until it has ended. */
function follow(thread: Worker, task: ThreadTask, { onCase, onClaim, onJudged }: Hearing): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.on('error', reject).on('message', (answer: ThreadAnswer) => {
      if (answer.kind === 'case') onCase?.();
      else if (answer.kind === 'begun') onClaim?.(answer.id);
      else if (answer.kind === 'judged') onJudged(answer.timed);
      else if (answer.kind === 'refused') reject(DloError.revive(answer.error));
      else if (answer.kind === 'error') reject(answer.error);
      else resolve();
    });
    thread.postMessage(task);
  });
}

/** What a thread beside the main one does: it takes bundles of the task that it is sent, and says how they went. */
export function judgeBeside(port: MessagePort, claims: readonly Claim[], surroundings: RunSurroundings): void {
  const byId = new Map(claims.map(claim => [claim.id, claim]));
  const answer = (message: ThreadAnswer): void => port.postMessage(message);
  port.once('message', async ({ bundles, options, shared }: ThreadTask) => {
    try {
      await takeBundles(
        bundles.map(bundle => bundle.map(id => byId.get(id)!)),
        { ...surroundings, ...options },
        shared,
        {
          onCase: () => answer({ kind: 'case' }),
          onClaim: id => answer({ kind: 'begun', id }),
          onJudged: timed => answer({ kind: 'judged', timed }),
          shouldStop: () => Atomics.load(shared, STOP) !== 0,
        },
      );
      answer({ kind: 'ended' });
    } catch (error) {
      if (error instanceof DloError)
        answer({ kind: 'refused', error: { code: error.code, argument: error.argument, message: error.message } });
      else answer({ kind: 'error', error });
    }
  });
}
