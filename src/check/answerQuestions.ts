import type { MessagePort } from 'node:worker_threads';
import { DloError } from '../errors.ts';
import type { CheckQuestion, CheckReply, CheckSurroundings, CheckWorkerData } from './checkThread.ts';
import { openFormula } from './openFormula.ts';
import { answerer } from './tasks.ts';

/** What a thread of a check does: it answers the questions that come through its port, one at a time. */
export function answerQuestions(
  port: MessagePort,
  { text, name, settings }: CheckWorkerData,
  { vocabulary, truth }: Omit<CheckSurroundings, 'startThread'>,
): void {
  const ask = answerer(openFormula(text, name, vocabulary), { ...settings, truth });
  port.on('message', async ({ kind, task }: CheckQuestion) => {
    const reply = (message: CheckReply): void => port.postMessage(message);
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
}
