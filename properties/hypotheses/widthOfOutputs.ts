import type { KnownHypothesis } from './knownHypothesis.ts';

export const widthOfOutputs: KnownHypothesis = {
  id: 'width-of-outputs',
  name: 'Nh = No',
  meaning: 'as many hidden units as outputs',
  holds: ({ problem: { W2 } }) => W2.rows === W2.cols,
  narrows: { suits: ({ Nh, No }) => Nh === No },
  violation: { instead: [{ suits: ({ Nh, No }) => Nh !== No }] },
};
