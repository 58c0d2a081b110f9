import { equal } from '../../src/numbers/equal.ts';
import { identity, multiply, scale } from '../../src/numbers/linearAlgebra.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const equalTaskValues: KnownHypothesis = {
  id: 'equal-task-values',
  isKept: true,
  name: 'equal singular values',
  meaning: 'all min(Ni, No) singular values of Σyx are equal',
  holds: ({ problem: { sigmaYX } }) => {
    const task = sigmaYX.rows <= sigmaYX.cols ? sigmaYX : sigmaYX.transpose();
    const gram = multiply(rationalField, task, task.transpose());
    return equal(gram, scale(rationalField, gram.at(0, 0), identity(rationalField, gram.rows)));
  },
  narrows: { equalValues: true },
  violation: { others: 'values apart' },
};
