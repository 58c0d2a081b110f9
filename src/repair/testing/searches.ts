import { exactVelocity } from '../../../oracles/taylor/exactVelocity.ts';
import { TRUTH } from '../../../oracles/testing/truth.ts';
import { caseArbitrary } from '../../../properties/arbitraries/caseArbitrary.ts';
import { plus, T, times } from '../../../properties/claims/_exact.ts';
import { FormulaError } from '../../formula/formulaError.ts';
import { type Formula, parseFormula } from '../../formula/parseFormula.ts';
import type { Case } from '../../judge/case.ts';
import { compare, failure } from '../../judge/compare.ts';
import { exactAnswer } from '../../judge/exactAnswer.ts';
import { valueAt } from '../../judge/valueOfFormula.ts';
import { float64Field } from '../../numbers/float64Field.ts';
import { convert, stackRows } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import type { Rational } from '../../numbers/rational.ts';
import type { RepairOptions } from '../repairSearch.ts';

/** τ times the rate of QQᵀ at the initial weights, a formula whose truth is exact and cheap; λ of any sign, any widths. */
export const RATE = `
F = [-lambda/2*I(Ni), Syx'; Syx, lambda/2*I(No)]
Q = [W1'; W2]
X = Q*Q'
(F*X + X*F - X^2)/tau
`;

export function rateFormula(...slips: readonly (readonly [string, string])[]): Formula {
  const text = slips.reduce((wrong, [from, to]) => {
    if (!wrong.includes(from)) throw new Error(`${from} is not in the formula`);
    return wrong.replace(from, to);
  }, RATE.trim());
  return parseFormula(text, { name: 'rate' });
}

function exactRate({ problem }: Case): Matrix<Rational> {
  const Q = stackRows(T(problem.W1), problem.W2);
  const velocity = exactVelocity(problem);
  const dQ = stackRows(T(velocity.W1), velocity.W2);
  return plus(times(dQ, T(Q)), times(Q, T(dQ)));
}

/** All that a search for a formula of the rate needs but the formula. */
export const RATE_CHECK: Pick<RepairOptions, 'judgeOf' | 'cases' | 'hypotheses' | 'truthOf' | 'digits' | 'truth'> = {
  judgeOf: formula => (given, effort) => {
    const truth = exactAnswer(exactRate(given), effort);
    try {
      const stated = { value: valueAt(formula(), given, effort.working + 10), digits: effort.working };
      return compare([{ quantity: 'rate', stated, truth }], effort);
    } catch (error) {
      if (error instanceof FormulaError) return failure('rate', error.message, truth.value);
      throw error;
    }
  },
  cases: caseArbitrary({ task: 'non-zero' }),
  hypotheses: [],
  truthOf: given => convert(float64Field, exactRate(given)),
  digits: 30,
  truth: TRUTH,
};

/** X = QQᵀ squared, and τ, of the initial weights. */
export function productsOf({ problem }: Case): { readonly squared: Matrix<number>; readonly tau: number } {
  const Q = stackRows(T(problem.W1), problem.W2);
  const X = times(Q, T(Q));
  return { squared: convert(float64Field, times(X, X)), tau: problem.tau.toNumber() };
}
