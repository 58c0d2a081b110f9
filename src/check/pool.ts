import type { Worker } from 'node:worker_threads';
import { DloError } from '../errors.ts';
import { Interrupted } from '../judge/drawCases.ts';
import type { CheckQuestion, CheckReply, CheckSurroundings, CheckWorkerData } from './checkThread.ts';
import { openFormula } from './openFormula.ts';
import { type Answerer, answerer } from './tasks.ts';

/** Threads that answer questions to one formula, each one at a time, in the order in which they are asked. */
export interface Pool {
  /** Questions that are answered at once. */
  readonly width: number;
  readonly ask: Answerer;
  /** Ends all threads at once; what they have not answered is Interrupted. */
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly question: CheckQuestion;
  readonly onSoFar: ((answer: unknown) => void) | undefined;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A pool of threads; of none, the questions are answered in this one, which then cannot be stopped on the way. */
export function openPool(
  threads: number,
  data: CheckWorkerData,
  { vocabulary, truth, startThread }: CheckSurroundings,
): Pool {
  if (threads === 0 || startThread === undefined) {
    const ask = answerer(openFormula(data.text, data.name, vocabulary), { ...data.settings, truth });
    let closed = false;
    return {
      width: 1,
      ask: async (kind, task, onSoFar) => {
        await new Promise(setImmediate);
        if (closed) throw new Interrupted('stopped');
        return ask(kind, task, onSoFar);
      },
      close: async () => {
        closed = true;
      },
    };
  }
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  let closed = false;
  const next = (worker: Worker): void => {
    busy.delete(worker);
    const waiting = queue.shift();
    if (waiting === undefined) idle.push(worker);
    else start(worker, waiting);
  };
  const start = (worker: Worker, waiting: Waiting): void => {
    busy.set(worker, waiting);
    worker.postMessage(waiting.question);
  };
  const workers = Array.from({ length: threads }, () => {
    const worker = startThread({ workerData: data, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    worker.on('message', (reply: CheckReply) => {
      const { resolve, reject, onSoFar } = busy.get(worker)!;
      if (reply.kind === 'answer so far') return onSoFar?.(reply.answer);
      if (reply.kind === 'answer') resolve(reply.answer);
      else reject(reply.kind === 'refused' ? DloError.revive(reply.error) : reply.error);
      next(worker);
    });
    worker.on('error', error => busy.get(worker)?.reject(brokenDown(error, data.name)));
    idle.push(worker);
    return worker;
  });
  return {
    width: threads,
    ask: (kind, task, onSoFar) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Interrupted('stopped'));
        const waiting: Waiting = {
          question: { kind, task },
          onSoFar: onSoFar as Waiting['onSoFar'],
          resolve: resolve as Waiting['resolve'],
          reject,
        };
        const worker = idle.shift();
        if (worker === undefined) queue.push(waiting);
        else start(worker, waiting);
      }),
    close: async () => {
      closed = true;
      for (const { reject } of [...busy.values(), ...queue.splice(0)]) reject(new Interrupted('stopped'));
      await Promise.all(workers.map(worker => worker.terminate()));
    },
  };
}

/** Of one thread; small networks take a tenth of it. */
const MEMORY_MB = 1024;

function brokenDown(error: unknown, name: string): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new DloError('RANGE', `formula ${name}`, `must have values that fit into ${MEMORY_MB} MB`, 'larger ones');
}
