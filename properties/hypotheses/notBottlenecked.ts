import { isNarrow } from './isNarrow.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofSizes } from './ofSizes.ts';

export const notBottlenecked: KnownHypothesis = ofSizes(
  { id: 'not-bottlenecked', name: 'not bottlenecked', meaning: 'Nh ≥ min(Ni, No)' },
  widths => !isNarrow(widths),
);
