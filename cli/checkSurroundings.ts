import { Worker } from 'node:worker_threads';
import { truthIn } from '../oracles/truth.ts';
import { VOCABULARY } from '../properties/vocabulary.ts';
import type { CheckSurroundings } from '../src/check/checkThread.ts';
import { PACKAGE_ROOT } from '../src/packageRoot.ts';

/** What the command hands to a check of a formula file. */
export function checkSurroundings(): Required<CheckSurroundings> {
  return {
    vocabulary: VOCABULARY,
    truth: truthIn('bigint'),
    startThread: options => new Worker(new URL('cli/checkThread.mjs', PACKAGE_ROOT), options),
  };
}
