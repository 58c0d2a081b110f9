import { isBalanced } from '../../src/network/balance.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';
import { hasNoBalance } from './meanBalance.ts';

export const lambdaBalanced: KnownHypothesis = {
  id: 'lambda-balanced',
  isKept: true,
  name: 'λ-balanced',
  meaning: 'W2(0)ᵀW2(0) − W1(0)W1(0)ᵀ = λI',
  holds: ({ problem, lambda }) => isBalanced(problem, lambda),
  narrows: { balanced: true },
  violation: { change: 'weights', violates: hasNoBalance },
};
