import { parentPort, workerData } from 'node:worker_threads';
import { DloError, type PlainDloError } from '../errors.ts';
import { openFormula } from './openFormula.ts';
import { answerer, type CheckSettings, type Task, type TaskKind } from './tasks.ts';

/** What a thread is started with. */
export interface CheckWorkerData {
  readonly text: string;
  readonly name: string;
  readonly settings: CheckSettings;
}

export interface CheckQuestion {
  readonly kind: TaskKind;
  readonly task: Task[TaskKind];
}

export type CheckReply =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'answer so far'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly error: PlainDloError }
  | { readonly kind: 'error'; readonly error: unknown };

const { text, name, settings } = workerData as CheckWorkerData;
const ask = answerer(openFormula(text, name), settings);

parentPort!.on('message', async ({ kind, task }: CheckQuestion) => {
  const reply = (message: CheckReply): void => parentPort!.postMessage(message);
  try {
    reply({
      kind: 'answer',
      answer: await ask(kind, task as never, soFar => reply({ kind: 'answer so far', answer: soFar })),
    });
  } catch (error) {
    if (!(error instanceof DloError)) return reply({ kind: 'error', error });
    const { code, argument, message, picture } = error;
    reply({ kind: 'refused', error: { code, argument, message, ...(picture !== undefined && { picture }) } });
  }
});
