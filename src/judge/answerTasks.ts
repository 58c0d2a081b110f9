import type { MessagePort } from 'node:worker_threads';
import { DloError } from '../errors.ts';
import type { Claim } from './claim.ts';
import { Interrupted } from './drawCases.ts';
import { judgeOne, type RunSurroundings, type WorkerAnswer, type WorkerTask } from './judgeClaims.ts';

/** What a judging thread does: one claim at a time, named by its id, for claims hold functions and cannot be sent. */
export function answerTasks(port: MessagePort, claims: readonly Claim[], surroundings: RunSurroundings): void {
  port.on('message', async ({ id, options, stop }: WorkerTask) => {
    const answer = (message: WorkerAnswer): void => port.postMessage(message);
    const flag = new Uint8Array(stop);
    try {
      const claim = claims.find(candidate => candidate.id === id)!;
      const timed = await judgeOne(claim, {
        ...surroundings,
        ...options,
        shouldStop: () => flag[0] !== 0,
        onCase: () => answer({ kind: 'case' }),
      });
      answer({ kind: 'judged', timed });
    } catch (error) {
      if (error instanceof Interrupted) answer({ kind: 'interrupted' });
      else if (error instanceof DloError)
        answer({ kind: 'refused', error: { code: error.code, argument: error.argument, message: error.message } });
      else answer({ kind: 'error', error });
    }
  });
}
