import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofSizes } from './ofSizes.ts';

export const moreOutputs: KnownHypothesis = ofSizes(
  { id: 'more-outputs', name: 'more outputs', meaning: 'Ni < No' },
  ({ Ni, No }) => Ni < No,
);
