import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { type CaseOptions, caseArbitrary } from '../arbitraries/caseArbitrary.ts';
import { scaled, T, times } from './_exact.ts';

// Tasks i share the white inputs X = the first Ni rows of a 4×4 Hadamard matrix (P = 4, XXᵀ/P = I): exact, and any Y is a
// task. The task being learned (j, or last) is the case's own Σyx; the task looked back at has the targets `Y`.

const HADAMARD = [
  [1, 1, 1, 1],
  [1, -1, 1, -1],
  [1, 1, -1, -1],
  [1, -1, -1, 1],
];

export const SAMPLES = 4;

function hadamardInputs(Ni: number): Matrix<Rational> {
  return Matrix.fromRows(HADAMARD.slice(0, Ni).map(row => row.map(entry => Rational.of(entry))));
}

/** Cases with the targets Y (No×4) of an earlier task, small integers; and those of a second one where asked. */
export function twoTasks(options: CaseOptions): fc.Arbitrary<Case> {
  const targets = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 16, maxLength: 16 });
  return fc.tuple(caseArbitrary(options), targets, targets).map(([given, first, second]) => {
    const No = given.problem.W2.rows;
    const X = hadamardInputs(given.problem.W1.cols);
    const matrix = (entries: readonly number[]): Matrix<Rational> =>
      Matrix.generate(No, SAMPLES, (i, j) => Rational.of(entries[i * SAMPLES + j]!));
    return { ...given, extra: { X, Y: matrix(first), sigmaB: correlation(matrix(second), X) } };
  });
}

/** Σyx = YXᵀ/P. */
export function correlation(Y: Matrix<Rational>, X: Matrix<Rational>): Matrix<Rational> {
  return scaled(Rational.of(1, X.cols), times(Y, T(X)));
}

/** ‖A‖²_F, exactly. */
export function norm2(a: Matrix<Rational>): Rational {
  return a.data.reduce((sum, entry) => sum.add(entry.mul(entry)), Rational.ZERO);
}

/** ½(Tr Σyy − Tr ΣyxΣyxᵀ) of the task looked back at: the loss that no linear map removes. */
export function irreducible({ extra }: Case): Rational {
  const sigma = correlation(extra.Y!, extra.X!);
  return norm2(extra.Y!).div(Rational.of(SAMPLES)).sub(norm2(sigma)).div(Rational.of(2));
}

export const otherTask = ({ extra }: Case): Matrix<Rational> => correlation(extra.Y!, extra.X!);
