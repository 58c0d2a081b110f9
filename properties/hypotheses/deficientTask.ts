import { fullRankTask } from './fullRankTask.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const deficientTask: KnownHypothesis = {
  id: 'rank-deficient-task',
  isKept: true,
  name: 'task without full rank',
  meaning: 'rank Σyx < min(Ni, No)',
  holds: given => !fullRankTask.holds(given),
  narrows: { rank: 'deficient' },
};
