import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofSizes } from './ofSizes.ts';

export const widthOfOutputs: KnownHypothesis = ofSizes(
  { id: 'width-of-outputs', name: 'Nh = No', meaning: 'as many hidden units as outputs' },
  ({ Nh, No }) => Nh === No,
);
