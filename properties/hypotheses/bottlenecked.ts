import { isNarrow } from './isNarrow.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofSizes } from './ofSizes.ts';

export const bottlenecked: KnownHypothesis = ofSizes(
  { id: 'bottlenecked', name: 'bottlenecked', meaning: 'Nh < min(Ni, No)' },
  isNarrow,
);
