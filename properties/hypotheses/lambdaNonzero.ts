import type { KnownHypothesis } from './knownHypothesis.ts';

export const lambdaNonzero: KnownHypothesis = {
  id: 'lambda-nonzero',
  isKept: true,
  name: 'λ ≠ 0',
  meaning: 'the balance is not zero',
  holds: ({ lambda }) => lambda.sign() !== 0,
  narrows: { balanced: true },
  violation: { instead: [{ balanced: true, lambda: 'zero' }] },
};
