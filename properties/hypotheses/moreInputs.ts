import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofSizes } from './ofSizes.ts';

export const moreInputs: KnownHypothesis = ofSizes(
  { id: 'more-inputs', name: 'more inputs', meaning: 'Ni > No' },
  ({ Ni, No }) => Ni > No,
);
