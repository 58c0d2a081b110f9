import { isAlignedWithPositiveValues } from '../../src/judge/alignment.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const positivelyAligned: KnownHypothesis = {
  id: 'positively-aligned',
  name: 'positively aligned',
  meaning:
    'the same singular vectors, W2(0)W1(0) = ŨAṼᵀ, with a value of A above zero for each non-zero one of the task',
  holds: ({ problem }) => isAlignedWithPositiveValues(problem),
  narrows: { aligned: 'positive' },
  // With the vectors still the same, the sign and the order are what is missing.
  violation: { instead: [{ aligned: 'any' }] },
};
