import type { KnownHypothesis } from './knownHypothesis.ts';
import { ofSizes } from './ofSizes.ts';

export const twoByTwo: KnownHypothesis = {
  ...ofSizes({ id: 'two-by-two', name: 'two by two', meaning: 'Ni = No = 2' }, ({ Ni, No }) => Ni === 2 && No === 2),
  violation: { others: 'sizes beside two' },
};
