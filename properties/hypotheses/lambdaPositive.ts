import type { KnownHypothesis } from './knownHypothesis.ts';

export const lambdaPositive: KnownHypothesis = {
  id: 'lambda-positive',
  isKept: true,
  name: 'λ > 0',
  meaning: 'the balance is positive',
  holds: given => given.lambda.sign() > 0,
  narrows: { balanced: true, lambda: 'positive' },
  violation: {
    instead: [
      { balanced: true, lambda: 'negative' },
      { balanced: true, lambda: 'zero' },
    ],
  },
};
