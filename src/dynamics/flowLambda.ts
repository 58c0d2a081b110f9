import { DloError } from '../errors.ts';
import { balanceDigits, nearestLambda } from '../network/balance.ts';
import type { Weights } from '../network/problem.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { frobeniusNorm } from '../numbers/linearAlgebra.ts';
import { requireNumber } from './flowInput.ts';

/**
 * Weights count as λ-balanced with at least this many digits: ‖W2ᵀW2 − W1W1ᵀ − λI‖ at most 1e-12 of
 * ‖W2ᵀW2‖ + ‖W1W1ᵀ‖ + |λ|√Nh. Entries rounded to float64 leave 15 to 16, a chain of float64 operations 13 to 14.
 */
export const BALANCE_DIGITS = 12;

/**
 * The λ of the flow: the stated one, or the nearest one to the weights. A nearest one within rounding of 0 (16 ulp of the
 * squared weights) is 0. NOT_BALANCED where the weights are not λ-balanced with it.
 */
export function flowLambda(weights: Weights<number>, stated?: number): number {
  if (stated !== undefined) requireNumber('lambda', stated);
  const lambda = stated ?? readLambda(weights);
  const digits = balanceDigits(float64Field, weights, lambda);
  if (!(digits >= BALANCE_DIGITS)) {
    const rule = `must be λ-balanced with λ = ${lambda}: relative residual at most 1e-${BALANCE_DIGITS}`;
    throw new DloError('NOT_BALANCED', 'weights', rule, 10 ** -digits);
  }
  return lambda + 0; // −0 is 0
}

function readLambda(weights: Weights<number>): number {
  const lambda = nearestLambda(float64Field, weights);
  const size = frobeniusNorm(float64Field, weights.W1) ** 2 + frobeniusNorm(float64Field, weights.W2) ** 2;
  return Math.abs(lambda) * weights.W1.rows <= 16 * Number.EPSILON * size ? 0 : lambda;
}
