import { rank } from '../../src/numbers/rank.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { isNarrow } from './isNarrow.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const taskBeyondWidth: KnownHypothesis = {
  id: 'task-beyond-width',
  isKept: true,
  name: 'task beyond the width',
  meaning: 'rank Σyx > Nh',
  holds: ({ problem }) => rank(rationalField, problem.sigmaYX) > problem.W1.rows,
  narrows: { suits: isNarrow },
  violation: { instead: [{ rank: 'deficient', suits: isNarrow }] },
};
