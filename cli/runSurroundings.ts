import { Worker } from 'node:worker_threads';
import { truthIn } from '../oracles/truth.ts';
import { VIOLATING } from '../properties/hypotheses/violations.ts';
import { plotOf } from '../properties/plots/plotOf.ts';
import type { RunSurroundings } from '../src/judge/judgeOne.ts';
import { PACKAGE_ROOT } from '../src/packageRoot.ts';

/** What the command hands to a run over claims. */
export const RUN_SURROUNDINGS: RunSurroundings = {
  truthIn,
  plotOf,
  violations: VIOLATING,
  // With 48 MB for what is new, as is usual, two threads come near to 512 MB in all.
  startThread: () =>
    new Worker(new URL('cli/judgeThread.mjs', PACKAGE_ROOT), { resourceLimits: { maxYoungGenerationSizeMb: 16 } }),
};
