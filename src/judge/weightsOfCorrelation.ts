import { balance } from '../network/balance.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { equal } from '../numbers/equal.ts';
import { identity, multiply, scale, stackRows } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { eigenOf } from '../numbers/semidefinitePower.ts';
import type { Case } from './case.ts';
import { caseHash } from './caseJson.ts';
import type { Effort } from './claim.ts';
import { remember } from './remember.ts';
import { type TrueWeights, trueCorrelation } from './truth.ts';

/** Whether the Riccati flow speaks of a case: white inputs and weights that are exactly λ-balanced. */
export function hasRiccatiFlow({ problem, lambda }: Case): boolean {
  if (problem.sigmaXX !== undefined) return false;
  return equal(balance(rationalField, problem), scale(rationalField, lambda, identity(rationalField, problem.W1.rows)));
}

const remembered = remember<TrueWeights>(400);

/**
 * Weights with the true QQᵀ at the time of a case that `hasRiccatiFlow`, Q = [W1ᵀ; W2]: those of the gradient flow but for a turn of the hidden
 * units. By the Riccati flow, which is quick late in training. `digits` are those of QQᵀ: only what is made of it is known to so many.
 */
export function weightsOfCorrelation(given: Case, { digits, working, ...look }: Effort): TrueWeights {
  const key = `${caseHash({ ...given, extra: {} })} ${digits} ${working}`;
  return remembered(look, key, heard => {
    const { problem, time } = given;
    const precision = { digits: Math.min(digits + 6, working), maxDigits: 4 * working };
    const { QQ, agreedDigits } = trueCorrelation(problem, time, precision, heard);
    const field = decimalField(working + 20);
    const { values, V } = eigenOf(field, QQ.map(field.cross));
    const [Ni, Nh] = [problem.W1.cols, problem.W1.rows];
    // Of rank Nh at most; what rounding leaves below zero is zero.
    const Q = Matrix.generate(V.rows, Nh, (i, j) => {
      const value = values[j];
      return value === undefined || value.isNegative() ? field.zero : field.mul(V.at(i, j), field.sqrt(value));
    });
    return {
      W1: Q.slice(0, Ni, 0, Nh).transpose(),
      W2: Q.slice(Ni, Q.rows, 0, Nh),
      digits: Math.min(agreedDigits, working),
    };
  });
}

/** QQᵀ: unlike the layers it knows no turn of the hidden units. */
export function correlationOfWeights(digits: number, { W1, W2 }: TrueWeights): Matrix<Decimal> {
  const field = decimalField(digits);
  const Q = stackRows(W1.transpose(), W2).map(field.cross);
  return multiply(field, Q, Q.transpose());
}
