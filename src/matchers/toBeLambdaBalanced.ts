import { balance, balanceSize, nearestLambda } from '../network/balance.ts';
import { exactWeights, type WeightsLike } from '../network/exactProblem.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { convert, identity, scale } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { type NumberLike, readScalar } from '../numbers/readMatrix.ts';
import type { MatcherResult } from './matcherResult.ts';
import { readDigits } from './matchOptions.ts';
import { matchPairs } from './matchPairs.ts';
import { exactNumber } from './problemLines.ts';

export interface BalanceMatchOptions {
  /**
   * Decimal digits to which the balance must be λI, relative to ‖W2ᵀW2‖ + ‖W1W1ᵀ‖ + |λ|√Nh: above 0, at most 100. Default
   * 12, and equality for weights without a float64: fractions, or strings such as "1/3".
   */
  readonly digits?: number;
}

/**
 * Whether weights W1 (Nh×Ni) and W2 (No×Nh) are λ-balanced: W2ᵀW2 − W1W1ᵀ = λI. Without `lambda`: with any λ, the nearest
 * one being taken. All-zero weights are balanced with λ = 0.
 *
 * Refuses, with or without `.not`: FORMAT, SHAPE and NOT_A_NUMBER for what are no finite matrices that follow each other;
 * RANGE for bad digits.
 */
export function toBeLambdaBalanced(
  received: unknown,
  lambda?: NumberLike,
  options: BalanceMatchOptions = {},
): MatcherResult {
  const weights = exactWeights(received);
  const asked = lambda === undefined ? undefined : readScalar('lambda', lambda);
  const digits =
    options.digits === undefined && !hasFloat64(received as WeightsLike)
      ? Number.POSITIVE_INFINITY
      : readDigits(options.digits ?? 12);
  const nearest = asked ?? nearestLambda(rationalField, weights);
  const field = decimalField(30);
  const inField = { W1: convert(field, weights.W1), W2: convert(field, weights.W2) };
  const pair = {
    quantity: 'W2ᵀW2 − W1W1ᵀ',
    at: '',
    received: balance(rationalField, weights),
    expected: scale(rationalField, nearest, identity(rationalField, weights.W1.rows)),
    size: balanceSize(field, inField, field.of(nearest)),
  };
  return matchPairs([pair], digits, {
    subject: 'the weights',
    deed:
      asked === undefined ? `be λ-balanced (nearest: λ = ${nearest.toNumber()})` : `be λ-balanced with λ = ${lambda}`,
    labels: ['received', 'λI'],
    about: () => [
      `weights: ${JSON.stringify({ W1: weights.W1.map(exactNumber).toRows(), W2: weights.W2.map(exactNumber).toRows() })}`,
    ],
  });
}

function hasFloat64({ W1, W2 }: WeightsLike): boolean {
  return [W1, W2].some(matrix =>
    (matrix instanceof Matrix ? [matrix.data] : matrix).some(row => Array.from<unknown>(row).some(isFloat64)),
  );
}

function isFloat64(entry: unknown): boolean {
  return typeof entry === 'number';
}
