import { isAlignedInOrder } from '../../src/judge/alignment.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const alignedInOrder: KnownHypothesis = {
  id: 'aligned-in-order',
  name: 'aligned in order',
  meaning:
    'the same singular vectors, W2(0)W1(0) = ŨAṼᵀ, with values of A that are positive as those of the task and fall as they do',
  holds: ({ problem }) => isAlignedInOrder(problem),
  narrows: { aligned: 'in order' },
  violation: { instead: [{ aligned: 'positive' }, { aligned: 'any' }] },
};
