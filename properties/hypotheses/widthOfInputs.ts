import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofSizes } from './ofSizes.ts';

export const widthOfInputs: KnownHypothesis = ofSizes(
  { id: 'width-of-inputs', name: 'Nh = Ni', meaning: 'as many hidden units as inputs' },
  ({ Ni, Nh }) => Nh === Ni,
);
