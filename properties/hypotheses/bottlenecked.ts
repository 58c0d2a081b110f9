import { architectureOf } from '../../src/network/problem.ts';
import { isNarrow } from './isNarrow.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const bottlenecked: KnownHypothesis = {
  id: 'bottlenecked',
  name: 'bottlenecked',
  meaning: 'Nh < min(Ni, No)',
  holds: ({ problem }) => {
    const { Ni, Nh, No } = architectureOf(problem);
    return Nh < Math.min(Ni, No);
  },
  narrows: { suits: isNarrow },
  violation: { instead: [{ suits: widths => !isNarrow(widths) }] },
};
