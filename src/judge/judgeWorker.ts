import { parentPort } from 'node:worker_threads';
import { CLAIMS } from '../../properties/claims/index.ts';
import { DloError } from '../errors.ts';
import { Interrupted } from './drawCases.ts';
import { judgeOne, type WorkerAnswer, type WorkerTask } from './judgeClaims.ts';

// One claim at a time, named by its id: claims hold functions and cannot be sent.
parentPort!.on('message', async ({ id, options, stop }: WorkerTask) => {
  const answer = (message: WorkerAnswer): void => parentPort!.postMessage(message);
  const flag = new Uint8Array(stop);
  try {
    const claim = CLAIMS.find(candidate => candidate.id === id)!;
    const timed = await judgeOne(claim, {
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
