import type { KnownHypothesis } from './knownHypothesis.ts';

export const lambdaNegative: KnownHypothesis = {
  id: 'lambda-negative',
  isKept: true,
  name: 'λ < 0',
  meaning: 'the balance is negative',
  holds: given => given.lambda.sign() < 0,
  narrows: { balanced: true, lambda: 'negative' },
  violation: {
    instead: [
      { balanced: true, lambda: 'positive' },
      { balanced: true, lambda: 'zero' },
    ],
  },
};
