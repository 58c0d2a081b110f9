import { scalar } from '../../src/gate/split.ts';
import { anyOutput, type SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { judged, worstOf } from '../../src/gate/subjectJudgement.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import { convert, multiply } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { equalDimensions } from '../hypotheses/equalDimensions.ts';
import { lambdaBalanced } from '../hypotheses/lambdaBalanced.ts';
import { notBottlenecked } from '../hypotheses/notBottlenecked.ts';
import { lambdaZero } from './lambdaZero.ts';

// Ni = No and λ = 0: the output moves by τ dM/dt = (MMᵀ)^½E + E(MᵀM)^½, so that det M obeys a linear equation and keeps its sign. An
// error smaller than the smallest singular value of M cannot change the sign of the stated determinant.

export const signOfDeterminant: SubjectClaim = {
  id: 'flow:sign-of-determinant',
  title: 'det W2W1 keeps its sign (Ni = No, λ = 0)',
  needs: anyOutput,
  hypotheses: [lambdaZero, equalDimensions, notBottlenecked, lambdaBalanced],
  judge: (_, trial) => {
    const { W1, W2 } = trial.given.problem;
    const start = determinant(convert(float64Field, multiply(rationalField, W2, W1)));
    return worstOf(
      trial.stated.map(({ seen: { map } }, moment) => {
        if (map === undefined) return undefined;
        const { parts, time } = trial.moments[moment]!;
        const { size, truth } = parts.W2W1;
        const asked = trial.asked(moment, 'W2W1');
        const resolved = (a: Matrix<number>) => Math.min(...float64Svd(a).s) > 10 * 10 ** -asked * size;
        if (asked <= 0 || !resolved(truth.hi) || !resolved(map)) return undefined;
        const now = determinant(map);
        return judged({
          time,
          since: Rational.ZERO,
          digits: Math.sign(now) === Math.sign(start) ? Number.POSITIVE_INFINITY : 0,
          asked,
          quantity: 'sign of det W2W1',
          stated: scalar(now),
          truth: scalar(start),
        });
      }),
    );
  },
};

/** By the first row, for the few rows of a small network. */
function determinant(a: Matrix<number>): number {
  if (a.rows === 1) return a.at(0, 0);
  const minor = (without: number) =>
    Matrix.generate(a.rows - 1, a.cols - 1, (i, j) => a.at(i + 1, j < without ? j : j + 1));
  return Array.from({ length: a.cols }, (_, j) => (j % 2 === 0 ? 1 : -1) * a.at(0, j) * determinant(minor(j))).reduce(
    (sum, term) => sum + term,
    0,
  );
}
