import { architectureOf } from '../../src/network/problem.ts';
import { multiply } from '../../src/numbers/linearAlgebra.ts';
import { rank } from '../../src/numbers/rank.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { isNarrow } from './isNarrow.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const fullRank: KnownHypothesis = {
  id: 'full-rank',
  name: 'full rank',
  meaning: 'rank Σyx = rank W2(0)W1(0) = min(Ni, No)',
  holds: ({ problem }) => {
    const { Ni, No } = architectureOf(problem);
    const m = Math.min(Ni, No);
    return (
      rank(rationalField, problem.sigmaYX) === m &&
      rank(rationalField, multiply(rationalField, problem.W2, problem.W1)) === m
    );
  },
  narrows: { rank: 'full', suits: widths => !isNarrow(widths) },
  violation: { change: 'rank of the task', instead: [{ rank: 'deficient' }] },
};
