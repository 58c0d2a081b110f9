import type { Case } from '../../src/judge/case.ts';
import { balance } from '../../src/network/balance.ts';
import { equal } from '../../src/numbers/equal.ts';
import { identity, scale } from '../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';

/** The mean of the diagonal of W2ᵀW2 − W1W1ᵀ: the λ that comes nearest. */
export function meanBalance({ problem }: Case): Rational {
  const matrix = balance(rationalField, problem);
  const trace = Array.from({ length: matrix.rows }, (_, i) => matrix.at(i, i)).reduce((sum, entry) => sum.add(entry));
  return trace.div(Rational.of(matrix.rows));
}

/** A balance that is no multiple of I: with another λ the hypothesis would only be misnamed. */
export function hasNoBalance(given: Case): boolean {
  const matrix = balance(rationalField, given.problem);
  return !equal(matrix, scale(rationalField, meanBalance(given), identity(rationalField, matrix.rows)));
}
