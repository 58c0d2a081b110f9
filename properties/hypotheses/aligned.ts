import { isAligned } from '../../src/judge/regime.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const aligned: KnownHypothesis = {
  id: 'aligned',
  name: 'aligned',
  meaning: 'weights and task have the same singular vectors',
  holds: ({ problem }) => isAligned(problem),
  narrows: { aligned: 'any' },
  violation: { instead: [{}] },
};
