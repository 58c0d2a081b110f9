import fc from 'fast-check';
import type { Case } from '../../src/judge/case.ts';
import type { Answer, Effort, Judge } from '../../src/judge/claim.ts';
import { compare } from '../../src/judge/compare.ts';
import { exactAnswer } from '../../src/judge/exactAnswer.ts';
import { AT_THE_END } from '../../src/judge/instant.ts';
import { limitEffort, limitOfFlow } from '../../src/judge/limit.ts';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { convert, multiply, squaredNorm, subtract } from '../../src/numbers/linearAlgebra.ts';
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

export function hadamardInputs(Ni: number): Matrix<Rational> {
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

/** ½/P·‖WX − Y‖² with the network function W at the end of training on the case's task: the loss on the other task. */
function lossOnOtherTask(given: Case, effort: Effort): Answer & { readonly size: Answer['value'] } {
  const { map } = limitOfFlow(given, effort);
  const field = decimalField(effort.working + 10);
  const X = convert(field, given.extra.X!);
  const Y = convert(field, given.extra.Y!);
  const error = subtract(field, multiply(field, map.value.map(field.cross), X), Y);
  const perSample = field.of(Rational.of(1, 2 * X.cols));
  const loss = field.mul(perSample, squaredNorm(field, error));
  const size = field.add(loss, field.mul(perSample, squaredNorm(field, Y)));
  return { value: new Matrix(1, 1, [loss]), digits: map.digits - 1, size: new Matrix(1, 1, [size]) };
}

/** Compares a statement of the loss on the other task after training to convergence with the loss on its data. */
export function lossAfterTraining(
  quantity: string,
  stated: (given: Case) => Rational,
  subtracted?: (given: Case) => Rational,
): Judge {
  return (given, effort) => {
    const loss = lossOnOtherTask(given, effort);
    const field = decimalField(effort.working + 10);
    const before = subtracted ? field.of(subtracted(given)) : field.zero;
    const comparison = {
      quantity,
      stated: exactAnswer(stated(given), effort),
      truth: { value: loss.value.map(entry => field.sub(field.cross(entry), before)), digits: loss.digits },
      size: field.add(field.cross(loss.size.at(0, 0)), field.one),
    };
    return { ...compare([comparison], limitEffort(effort)), at: AT_THE_END };
  };
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
