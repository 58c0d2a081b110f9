import type { Worker, WorkerOptions } from 'node:worker_threads';
import type { PlainDloError } from '../errors.ts';
import type { Vocabulary } from '../judge/vocabulary.ts';
import type { Truth } from '../network/truth.ts';
import type { CheckSettings, CheckTask, TaskKind } from './tasks.ts';

// What passes between a check and its threads.

/** What a check is given by whoever puts it together. */
export interface CheckSurroundings {
  readonly vocabulary: Vocabulary;
  readonly truth: Truth;
  /** A thread that runs `answerQuestions` in the same surroundings; where it is left out, all is done in this thread. */
  readonly startThread?: ((options: WorkerOptions) => Worker) | undefined;
}

/** What a thread is started with. */
export interface CheckWorkerData {
  readonly text: string;
  readonly name: string;
  readonly settings: CheckSettings;
}

export interface CheckQuestion {
  readonly kind: TaskKind;
  readonly task: CheckTask[TaskKind];
}

export type CheckReply =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'answer so far'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly error: PlainDloError }
  | { readonly kind: 'error'; readonly error: unknown };
