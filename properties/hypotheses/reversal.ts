import { equal } from '../../src/numbers/equal.ts';
import { multiply, scale } from '../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

/** A network that has learned a task and is now taught its negative. */
export const reversal: KnownHypothesis = {
  id: 'reversal',
  name: 'reversal',
  meaning: 'W2(0)W1(0) = −Σyx',
  holds: ({ problem: { W1, W2, sigmaYX } }) =>
    equal(multiply(rationalField, W2, W1), scale(rationalField, Rational.of(-1), sigmaYX)),
  narrows: { aligned: 'any' },
};
