import { inertia } from '../../../src/numbers/inertia.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import type { M } from './_network.ts';

export interface Between {
  readonly low: Rational;
  readonly high: Rational;
}

/** Halvings: an interval a millionth as long as the first one. */
const HALVINGS = 24;

/**
 * The k-th smallest eigenvalue of a symmetric matrix, k from 1, between two fractions: how many eigenvalues lie below x is the number of
 * negative ones of S − xI, decided exactly. A size below 1 or above that of the matrix has no eigenvalue: undefined.
 */
export function eigenvalue(S: M, k: number): Between | undefined {
  if (k < 1 || k > S.rows) return undefined;
  const size = S.data.reduce((sum, entry) => sum.add(entry.abs()), Rational.ONE);
  const isAtLeast = (x: Rational): boolean =>
    inertia(S.map((entry, i, j) => (i === j ? entry.sub(x) : entry))).negative < k;
  // 0 first: it is what most statements ask about; where it is an eigenvalue it is known to be one.
  const { negative, zero } = inertia(S);
  const isPositive = negative < k;
  if (isPositive && negative + zero >= k) return { low: Rational.ZERO, high: Rational.ZERO };
  let [low, high] = isPositive ? [Rational.ZERO, size] : [size.neg(), Rational.ZERO];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = low.add(high).div(Rational.of(2));
    if (isAtLeast(middle)) low = middle;
    else high = middle;
  }
  return { low, high };
}

/** Products of numbers that are not negative. */
export const timesBounds = (bounds: readonly Between[]): Between => ({
  low: bounds.reduce((product, { low }) => product.mul(low), Rational.ONE),
  high: bounds.reduce((product, { high }) => product.mul(high), Rational.ONE),
});

export const plusBounds = (bounds: readonly Between[]): Between => ({
  low: bounds.reduce((sum, { low }) => sum.add(low), Rational.ZERO),
  high: bounds.reduce((sum, { high }) => sum.add(high), Rational.ZERO),
});
