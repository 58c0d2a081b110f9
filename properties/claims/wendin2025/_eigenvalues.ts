import { type Inertia, inertia } from '../../../src/numbers/inertia.ts';
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
  const shifted = (x: Rational): Inertia => inertia(S.map((entry, i, j) => (i === j ? entry.sub(x) : entry)));
  const isAtLeast = (x: Rational): boolean => shifted(x).negative < k;
  /** x is the k-th: fewer than k lie below it, and k or more below it or at it. */
  const isIt = (x: Rational): boolean => {
    const { negative, zero } = shifted(x);
    return negative < k && negative + zero >= k;
  };
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
  // A person reads a whole number more easily.
  const whole = Rational.of(Math.round(low.add(high).div(Rational.of(2)).toNumber()));
  return whole.compare(low) >= 0 && whole.compare(high) <= 0 && isIt(whole)
    ? { low: whole, high: whole }
    : { low, high };
}

/** Products of numbers of any sign; 1 of none. */
export const timesBounds = (bounds: readonly Between[]): Between =>
  bounds.reduce<Between>(
    (one, other) => {
      const ends = [one.low, one.high].flatMap(end => [end.mul(other.low), end.mul(other.high)]);
      ends.sort((a, b) => a.compare(b));
      return { low: ends[0]!, high: ends[3]! };
    },
    { low: Rational.ONE, high: Rational.ONE },
  );

export const plusBounds = (bounds: readonly Between[]): Between => ({
  low: bounds.reduce((sum, { low }) => sum.add(low), Rational.ZERO),
  high: bounds.reduce((sum, { high }) => sum.add(high), Rational.ZERO),
});
