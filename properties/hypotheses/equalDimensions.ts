import { architectureOf } from '../../src/network/problem.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const equalDimensions: KnownHypothesis = {
  id: 'equal-dimensions',
  name: 'equal dimensions',
  meaning: 'Ni = No',
  holds: ({ problem }) => {
    const { Ni, No } = architectureOf(problem);
    return Ni === No;
  },
  narrows: { suits: ({ Ni, No }) => Ni === No },
  violation: { instead: [{ suits: ({ Ni, No }) => Ni !== No }] },
};
