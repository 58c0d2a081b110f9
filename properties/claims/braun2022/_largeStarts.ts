import type fc from 'fast-check';
import type { Case } from '../../../src/judge/case.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { float64Svd } from '../../../src/numbers/float64Svd.ts';
import { convert } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { type TaskBasisOptions, taskBasisCaseArbitrary } from '../../arbitraries/taskBasisCaseArbitrary.ts';
import { scaled, T, times } from '../_exact.ts';

/** Starts in the basis of the task with A(0) four times as large as usual: then about every second one is large. */
export function largeStarts(options: TaskBasisOptions): fc.Arbitrary<Case> {
  const four = (a: Matrix<Rational>): Matrix<Rational> => scaled(4, a);
  return taskBasisCaseArbitrary(options).map(given => {
    const { problem, extra } = given;
    return {
      ...given,
      problem: { ...problem, W1: four(problem.W1), W2: four(problem.W2) },
      extra: { ...extra, A0: four(extra.A0!) },
    };
  });
}

/** M = A(0)ᵀA(0) ≥ S̃: the smallest eigenvalue of M − S̃, found as the smallest singular value of M − S̃ + cI less c. */
export const largeStart: Hypothesis = {
  name: 'large start',
  meaning: 'A(0)ᵀA(0) ≥ S̃',
  holds: ({ problem: { sigmaYX }, extra }) => {
    const M = convert(float64Field, times(T(extra.A0!), extra.A0!));
    const { s: values } = float64Svd(convert(float64Field, sigmaYX));
    const shift = Math.max(...values);
    const shifted = M.map((entry, i, j) => (i === j ? entry - values[i]! + shift : entry));
    return Math.min(...float64Svd(shifted).s) - shift >= -1e-12 * shift;
  },
};
