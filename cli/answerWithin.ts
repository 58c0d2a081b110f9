import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { DloError } from '../src/errors.ts';
import { PACKAGE_ROOT } from '../src/packageRoot.ts';
import { idOf, type LineAnswer, type LineError, lineError } from './answerLine.ts';

/** Answers lines in a thread of its own, each within a time. */
export interface TimedAnswers {
  answer(text: string, line: number): Promise<LineAnswer | LineError>;
  close(): Promise<void>;
}

async function readyWorker(): Promise<Worker> {
  const worker = new Worker(new URL('cli/solveWorker.mjs', PACKAGE_ROOT));
  await once(worker, 'message');
  return worker;
}

/** A line not answered within so many seconds answers an error (DEADLINE), and the thread is ended and started anew. */
export function answerWithin(seconds: number): TimedAnswers {
  let worker: Worker | undefined;

  function ask(thread: Worker, text: string, line: number): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => done(() => resolve(undefined)), 1000 * seconds);
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        thread.removeAllListeners('message');
        thread.removeAllListeners('error');
        settle();
      };
      thread.once('message', (answer: string) => done(() => resolve(answer)));
      thread.once('error', error => done(() => reject(error)));
      thread.postMessage({ text, line });
    });
  }

  return {
    async answer(text, line) {
      worker ??= await readyWorker();
      const answer = await ask(worker, text, line);
      if (answer !== undefined) return JSON.parse(answer) as LineAnswer;
      await this.close();
      return lineError(
        new DloError('DEADLINE', 'line', `must be answered within ${seconds} s`, 'no answer'),
        line,
        idOf(text),
      );
    },
    async close() {
      await worker?.terminate();
      worker = undefined;
    },
  };
}
