import { equal } from '../numbers/equal.ts';
import type { Field } from '../numbers/field.ts';
import { frobeniusNorm, identity, multiply, scale, subtract, trace } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import type { Weights } from './problem.ts';

/** The balance W2ᵀW2 − W1W1ᵀ (Nh×Nh), which gradient flow conserves. */
export function balance<T>(field: Field<T>, { W1, W2 }: Weights<T>): Matrix<T> {
  return balances(field, [W1, W2])[0]!;
}

/**
 * The balances W_(j+1)ᵀW_(j+1) − W_jW_jᵀ (d_j×d_j) of layers W_1 … W_h, j = 1 … h − 1. Gradient flow conserves each of them;
 * with decay γ they fall like e^(−2γt/τ); of weights that are held in part, not all entries are kept.
 */
export function balances<T>(field: Field<T>, layers: readonly Matrix<T>[]): Matrix<T>[] {
  return layers.slice(1).map((next, index) => {
    const layer = layers[index]!;
    return subtract(field, multiply(field, next.transpose(), next), multiply(field, layer, layer.transpose()));
  });
}

/** Whether weights in exact fractions are λ-balanced with this λ. */
export function isBalanced(weights: Weights<Rational>, lambda: Rational): boolean {
  return equal(balance(rationalField, weights), scale(rationalField, lambda, identity(rationalField, weights.W1.rows)));
}

/** The λ that comes nearest in Frobenius norm: the mean of the balance's diagonal. */
export function nearestLambda<T>(field: Field<T>, weights: Weights<T>): T {
  return field.div(trace(field, balance(field, weights)), field.of(weights.W1.rows));
}

/**
 * How λ-balanced weights are, in decimal digits: −log10 of ‖balance − λI‖ relative to `balanceSize`. Infinity for exactly
 * balanced weights (all-zero ones with λ = 0 among them).
 */
export function balanceDigits<T>(field: Field<T>, weights: Weights<T>, lambda: T): number {
  const off = subtract(field, balance(field, weights), scale(field, lambda, identity(field, weights.W1.rows)));
  const error = frobeniusNorm(field, off);
  if (field.isZero(error)) return Number.POSITIVE_INFINITY;
  return -Math.log10(field.toNumber(field.div(error, balanceSize(field, weights, lambda))));
}

/** The sizes that cancel in balance − λI: ‖W2ᵀW2‖ + ‖W1W1ᵀ‖ + |λ|√Nh. */
export function balanceSize<T>(field: Field<T>, { W1, W2 }: Weights<T>, lambda: T): T {
  return [multiply(field, W2.transpose(), W2), multiply(field, W1, W1.transpose())]
    .map(gram => frobeniusNorm(field, gram))
    .reduce(field.add, field.mul(field.abs(lambda), field.sqrt(field.of(W1.rows))));
}
