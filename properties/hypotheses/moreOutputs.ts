import type { KnownHypothesis } from './knownHypothesis.ts';

export const moreOutputs: KnownHypothesis = {
  id: 'more-outputs',
  name: 'more outputs',
  meaning: 'Ni < No',
  holds: ({ problem: { sigmaYX } }) => {
    return sigmaYX.cols < sigmaYX.rows;
  },
  narrows: { suits: ({ Ni, No }) => Ni < No },
  violation: { instead: [{ suits: ({ Ni, No }) => Ni >= No }] },
};
