import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofSizes } from './ofSizes.ts';

export const equalDimensions: KnownHypothesis = ofSizes(
  { id: 'equal-dimensions', name: 'equal dimensions', meaning: 'Ni = No' },
  ({ Ni, No }) => Ni === No,
);
