import type { KnownHypothesis } from './knownHypothesis.ts';

export const widthOfInputs: KnownHypothesis = {
  id: 'width-of-inputs',
  name: 'Nh = Ni',
  meaning: 'as many hidden units as inputs',
  holds: ({ problem: { W1 } }) => W1.rows === W1.cols,
  narrows: { suits: ({ Ni, Nh }) => Nh === Ni },
  violation: { instead: [{ suits: ({ Nh, Ni }) => Nh !== Ni }] },
};
