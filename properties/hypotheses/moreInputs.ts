import type { KnownHypothesis } from './knownHypothesis.ts';

export const moreInputs: KnownHypothesis = {
  id: 'more-inputs',
  name: 'more inputs',
  meaning: 'Ni > No',
  holds: ({ problem: { sigmaYX } }) => {
    return sigmaYX.cols > sigmaYX.rows;
  },
  narrows: { suits: ({ Ni, No }) => Ni > No },
  violation: { instead: [{ suits: ({ Ni, No }) => Ni <= No }] },
};
