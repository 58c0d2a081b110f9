import { multiply, stackCols } from '../../src/numbers/linearAlgebra.ts';
import { rank } from '../../src/numbers/rank.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

/**
 * For |λ| → ∞ one layer becomes √|λ| times an isometry; its span is what has to turn. λ > 0: the columns of W2 under
 * ΣyxΣyxᵀ; λ < 0: the rows of W1 under ΣyxᵀΣyx. A span that the task maps into itself stays where it is.
 */
export const startNotInvariant: KnownHypothesis = {
  id: 'start-not-invariant',
  name: 'start not invariant',
  meaning: 'ΣyxΣyxᵀ (λ > 0; ΣyxᵀΣyx for λ < 0) does not map the columns of W2 (the rows of W1) into their own span',
  holds: ({ problem: { sigmaYX, W1, W2 }, lambda }) => {
    const [span, task] = lambda.sign() > 0 ? [W2, sigmaYX] : [W1.transpose(), sigmaYX.transpose()];
    const image = multiply(rationalField, multiply(rationalField, task, task.transpose()), span);
    return rank(rationalField, stackCols(span, image)) > rank(rationalField, span);
  },
  violation: { change: 'task doubles the start' },
};
