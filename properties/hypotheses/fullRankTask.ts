import { rank } from '../../src/numbers/rank.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const fullRankTask: KnownHypothesis = {
  id: 'full-rank-task',
  isKept: true,
  name: 'full-rank task',
  meaning: 'rank Σyx = min(Ni, No)',
  holds: ({ problem: { sigmaYX } }) => rank(rationalField, sigmaYX) === Math.min(sigmaYX.rows, sigmaYX.cols),
  narrows: { rank: 'full' },
  violation: { change: 'rank of the task', instead: [{ rank: 'deficient' }] },
};
