import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofSizes } from './ofSizes.ts';

export const unequalDimensions: KnownHypothesis = ofSizes(
  { id: 'unequal-dimensions', name: 'unequal dimensions', meaning: 'Ni ≠ No' },
  ({ Ni, No }) => Ni !== No,
);
