import fc from 'fast-check';
import type { Problem } from '../../src/network/problem.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { balancedProblem, scalarProblem } from './testProblems.ts';

// For the tests of the Riccati route.

/** Symmetric matrices of size 1 to 4 of small fractions, many of them with zeros or repeated eigenvalues. */
export const symmetricMatrix: fc.Arbitrary<Matrix<Rational>> = fc
  .record({
    size: fc.integer({ min: 1, max: 4 }),
    entries: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 16, maxLength: 16 }),
    denominator: fc.constantFrom(1, 2, 3, 12, 100),
  })
  .map(({ size, entries, denominator }) =>
    Matrix.generate(size, size, (i, j) => Rational.of(entries[4 * Math.min(i, j) + Math.max(i, j)]!, denominator)),
  );

/** Balanced problems, one in five with large weights and a weak task: there X0 says more than F. */
export const startOfAnySize: fc.Arbitrary<Problem> = fc.oneof(
  { weight: 4, arbitrary: balancedProblem },
  { weight: 1, arbitrary: fc.constant(scalarProblem('1/1000', 1000, 1000)) },
);
