import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { drawRecord, draws, indexInto, table } from './table.ts';

const DIAGONAL = table('2', '1/2', '3', '1');

/** Cases with a Σxx of small fractions: diagonal, or with 1/8 beside the diagonal, which leaves it positive; I by accident. */
export function nonWhiteInputs(own: fc.Arbitrary<Case>): fc.Arbitrary<Case> {
  return drawRecord({ given: own, diagonal: draws(8, indexInto(DIAGONAL)), beside: fc.boolean() }).map(
    ({ given, diagonal, beside }) => {
      const size = given.problem.W1.cols;
      const off = beside ? Rational.of(1, 8) : Rational.ZERO;
      const sigmaXX = Matrix.generate(size, size, (i, j) => (i === j ? DIAGONAL[diagonal[i % 8]!]! : off));
      return { ...given, problem: { ...given.problem, sigmaXX } };
    },
  );
}
