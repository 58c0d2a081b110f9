import { multiply, subtract } from '../../src/numbers/linearAlgebra.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

/** Decided in fractions, on inputs that are white or not. */
export const criticalPoint: KnownHypothesis = {
  id: 'critical-point',
  name: 'critical point',
  meaning: 'the flow rests at its start: W2(0)ᵀE = 0 and EW1(0)ᵀ = 0, E = Σyx − W2(0)W1(0)Σxx',
  holds: ({ problem: { sigmaYX, sigmaXX, W1, W2 } }) => {
    const map = multiply(rationalField, W2, W1);
    const E = subtract(rationalField, sigmaYX, sigmaXX === undefined ? map : multiply(rationalField, map, sigmaXX));
    const forces = [multiply(rationalField, W2.transpose(), E), multiply(rationalField, E, W1.transpose())];
    return forces.every(({ data }) => data.every(entry => entry.sign() === 0));
  },
  narrows: { critical: true },
  isKept: true,
  violation: { change: 'weights' },
};
