import type { KnownHypothesis } from './knownHypothesis.ts';

export const twoByTwo: KnownHypothesis = {
  id: 'two-by-two',
  name: 'two by two',
  meaning: 'Ni = No = 2',
  holds: ({ problem: { sigmaYX } }) => {
    return sigmaYX.rows === 2 && sigmaYX.cols === 2;
  },
  narrows: { suits: ({ Ni, No }) => Ni === 2 && No === 2 },
  violation: { others: 'sizes beside two' },
};
