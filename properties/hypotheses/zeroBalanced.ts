import { Rational } from '../../src/numbers/rational.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';
import { lambdaBalanced } from './lambdaBalanced.ts';

export const zeroBalanced: KnownHypothesis = {
  id: 'zero-balanced',
  isKept: true,
  name: 'zero-balanced',
  meaning: 'W1(0)W1(0)ᵀ = W2(0)ᵀW2(0)',
  holds: given => lambdaBalanced.holds({ ...given, lambda: Rational.ZERO }),
  narrows: { balanced: true, lambda: 'zero' },
  violation: {
    change: 'weights',
    instead: [
      { balanced: true, lambda: 'positive' },
      { balanced: true, lambda: 'negative' },
    ],
  },
};
