import { Worker } from 'node:worker_threads';
import { VOCABULARY } from '../properties/vocabulary.ts';
import type { CheckSurroundings } from '../src/check/checkThread.ts';
import { PACKAGE_ROOT } from '../src/packageRoot.ts';

/** What the command hands to a check of a formula file. */
export const CHECK_SURROUNDINGS: Required<CheckSurroundings> = {
  vocabulary: VOCABULARY,
  startThread: options => new Worker(new URL('cli/checkThread.mjs', PACKAGE_ROOT), options),
};
