import type { Case } from '../../src/judge/case.ts';
import type { Judge, Mutant } from '../../src/judge/claim.ts';
import { compare } from '../../src/judge/compare.ts';
import { exactAnswer } from '../../src/judge/exactAnswer.ts';
import { trueWeights } from '../../src/judge/truth.ts';
import { decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { add, frobeniusNorm, multiply, scale } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { I, plus, scaled, T, times } from './_exact.ts';

/**
 * Compares what a statement says of W2ᵀW2 + f·W1W1ᵀ (f = −1: the balance) at the time of the case with the raw flow. Both
 * terms may be large and their difference zero, so errors count against ‖W2ᵀW2‖ + ‖W1W1ᵀ‖.
 */
export function balanceAt(stated: (given: Case) => Matrix<Rational>, factor = -1): Judge {
  return (given, effort) => {
    const weights = trueWeights(given, effort);
    const field = decimalField(effort.working + 10);
    const { W1, W2 } = { W1: weights.W1.map(field.cross), W2: weights.W2.map(field.cross) };
    const grams = { first: multiply(field, W1, W1.transpose()), second: multiply(field, W2.transpose(), W2) };
    return compare(
      [
        {
          quantity: 'W2ᵀW2 − W1W1ᵀ',
          stated: exactAnswer(stated(given), effort),
          truth: {
            value: add(field, grams.second, scale(field, field.of(factor), grams.first)),
            digits: weights.digits - 1,
          },
          size: field.add(frobeniusNorm(field, grams.first), frobeniusNorm(field, grams.second)),
        },
      ],
      effort,
    );
  };
}

export const lambdaIdentity = ({ problem, lambda }: Case): Matrix<Rational> => scaled(lambda, I(problem.W1.rows));

/** W2ᵀW2 + f·W1W1ᵀ of the initial weights. */
export const initially =
  (factor: number) =>
  ({ problem: { W1, W2 } }: Case): Matrix<Rational> =>
    plus(times(T(W2), W2), scaled(factor, times(W1, T(W1))));

/** Combinations of the two Gram matrices that the flow does not conserve. */
export const unconserved: readonly Mutant[] = [
  { name: 'sum instead of difference', judge: balanceAt(initially(1), 1) },
  { name: 'W2ᵀW2 alone', judge: balanceAt(initially(0), 0) },
  { name: '½ W1W1ᵀ', judge: balanceAt(initially(-0.5), -0.5) },
];
