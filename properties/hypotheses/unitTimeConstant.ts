import { Rational } from '../../src/numbers/rational.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const unitTimeConstant: KnownHypothesis = {
  id: 'tau-is-one',
  isKept: true,
  name: 'τ = 1',
  meaning: 'time is measured in units of τ',
  holds: ({ problem }) => problem.tau.equals(Rational.ONE),
  violation: { change: 'clock' },
};
