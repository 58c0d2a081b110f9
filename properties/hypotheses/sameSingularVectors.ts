import { aligned } from './aligned.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

/** What `aligned` says, under a name that says it. */
export const sameSingularVectors: KnownHypothesis = {
  id: 'same-singular-vectors',
  name: 'same singular vectors',
  meaning:
    'W2(0)W1(0) = ŨAṼᵀ with A diagonal, its values of either sign and in any order, and both layers have these vectors',
  holds: aligned.holds,
  narrows: { aligned: 'any' },
  violation: { instead: [{}] },
};
