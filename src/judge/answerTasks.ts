import type { MessagePort } from 'node:worker_threads';
import { DloError } from '../errors.ts';
import type { Truth } from '../network/truth.ts';
import type { Arithmetic } from '../numbers/decimal/arithmetic.ts';
import type { Claim } from './claim.ts';
import { Interrupted } from './drawCases.ts';
import { judgeOne, type RunSurroundings, type WorkerAnswer, type WorkerTask } from './judgeClaims.ts';

/** What a judging thread does: one claim at a time, named by its id, for claims hold functions and cannot be sent. */
export function answerTasks(port: MessagePort, claims: readonly Claim[], surroundings: RunSurroundings): void {
  const truths = new Map<Arithmetic, Truth>();
  const truthIn = (arithmetic: Arithmetic): Truth => {
    const truth = truths.get(arithmetic) ?? surroundings.truthIn(arithmetic);
    truths.set(arithmetic, truth);
    return truth;
  };
  port.on('message', async ({ id, options, stop }: WorkerTask) => {
    const answer = (message: WorkerAnswer): void => port.postMessage(message);
    const flag = new Uint8Array(stop);
    try {
      const claim = claims.find(candidate => candidate.id === id)!;
      const timed = await judgeOne(claim, {
        ...surroundings,
        ...options,
        truth: truthIn(options.arithmetic ?? 'bigint'),
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
