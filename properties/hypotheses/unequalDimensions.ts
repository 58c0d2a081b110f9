import { equalDimensions } from './equalDimensions.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const unequalDimensions: KnownHypothesis = {
  id: 'unequal-dimensions',
  name: 'unequal dimensions',
  meaning: 'Ni ≠ No',
  holds: given => !equalDimensions.holds(given),
  narrows: { suits: ({ Ni, No }) => Ni !== No },
  violation: { instead: [{ suits: ({ Ni, No }) => Ni === No }] },
};
