import { equal } from '../../src/numbers/equal.ts';
import { identity } from '../../src/numbers/linearAlgebra.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

export const whitened: KnownHypothesis = {
  id: 'whitened',
  isKept: true,
  name: 'whitened',
  meaning: 'Σxx = I',
  holds: ({ problem }) =>
    problem.sigmaXX === undefined ? true : equal(problem.sigmaXX, identity(rationalField, problem.sigmaXX.rows)),
  violation: { change: 'inputs' },
};
