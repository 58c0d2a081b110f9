import { DloError } from '../../../src/errors.ts';
import { flow } from '../../../src/network/flow.ts';
import { power } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { velocity } from './_descent.ts';

/** dz/dt of h scalar layers that are all z, by the force on the layers. */
export function velocityOfEqual(h: number, z: Rational, sigma: Rational): Rational {
  const one = (value: Rational): Matrix<Rational> => new Matrix(1, 1, [value]);
  return velocity(flow({ layers: Array.from({ length: h }, () => one(z)), sigmaYX: one(sigma) }))[0]!.at(0, 0);
}

/** A time in units of τ lies between two fractions. */
export interface TimeBounds {
  readonly least: Rational;
  readonly most: Rational;
}

/** Times are told in units of 1/2^50, points in as small ones of the start. */
const SCALE = 1n << 50n;

/** When half of σ is learned, as `shareLearned`. */
export const halfLearned = (h: number, sigma: Rational, start: Rational, fineness: number): TimeBounds =>
  shareLearned(h, sigma, start, Rational.of(1, 2), fineness);

/**
 * When h ≥ 2 scalar layers that all start at z > 0 have learned a share of σ, z^h = share·σ: the integral of dz / (z^{h−1}(σ − z^h)) by equation 61, enclosed by sums over
 * cells [p, q], q ≈ p(1 + 2^−fineness), in which the integrand lies between 1/(q^{h−1}(σ − p^h)) and 1/(p^{h−1}(σ − q^h)). 0 from where the share is learned already.
 * RANGE for fewer layers, for a start or σ that is not above 0, and for a share that is not between 0 and 1.
 */
export function shareLearned(
  h: number,
  sigma: Rational,
  start: Rational,
  share: Rational,
  fineness: number,
): TimeBounds {
  if (!(Number.isInteger(h) && h >= 2)) throw new DloError('RANGE', 'h', 'must be a whole number of at least 2', h);
  for (const [name, value] of [
    ['sigma', sigma],
    ['start', start],
  ] as const)
    if (value.sign() <= 0) throw new DloError('RANGE', name, 'must be above 0', `${value}`);
  if (share.sign() <= 0 || share.compare(Rational.ONE) >= 0)
    throw new DloError('RANGE', 'share', 'must be between 0 and 1', `${share}`);
  const [order, unit] = [BigInt(h), start.d << 40n];
  // P stands for P/unit; the end is the last P with P^h ≤ share·σ, or the one after it.
  const isWithin = (P: bigint): boolean => share.d * sigma.d * P ** order <= share.n * sigma.n * unit ** order;
  const first = start.n << 40n;
  if (!isWithin(first)) return { least: Rational.ZERO, most: Rational.ZERO };
  let [end, beyond] = [first, 2n * first];
  while (isWithin(beyond)) [end, beyond] = [beyond, 2n * beyond];
  while (beyond - end > 1n) {
    const middle = (end + beyond) / 2n;
    if (isWithin(middle)) end = middle;
    else beyond = middle;
  }
  /** (Q − P)/unit by 1/(z^{h−1}(σ − w^h)), times SCALE: numerator and denominator. */
  const cell = (P: bigint, Q: bigint, z: bigint, w: bigint): readonly [bigint, bigint] => [
    SCALE * (Q - P) * sigma.d * unit ** (2n * order - 2n),
    z ** (order - 1n) * (sigma.n * unit ** order - sigma.d * w ** order),
  ];
  let [least, most] = [0n, 0n];
  for (let P = first; P < beyond; ) {
    const step = P >> BigInt(fineness);
    const next = P + step < end ? P + step : P < end ? end : beyond;
    if (next <= end) {
      const [n, d] = cell(P, next, next, P);
      least += n / d;
    }
    const [n, d] = cell(P, next, P, next);
    most += n / d + 1n;
    P = next;
  }
  return { least: Rational.ratio(least, SCALE), most: Rational.ratio(most, SCALE) };
}

const COARSEST = 3;
const FINEST = 10;

/** What bounds decide, asked with finer and finer ones; undefined where the finest do not. */
export function decidedByBounds(decide: (fineness: number) => boolean | undefined): boolean | undefined {
  for (let fineness = COARSEST; fineness <= FINEST; fineness++) {
    const decided = decide(fineness);
    if (decided !== undefined) return decided;
  }
  return undefined;
}

/** One time is before another; undefined where the bounds overlap. */
export function isBefore(one: TimeBounds, other: TimeBounds): boolean | undefined {
  if (one.most.compare(other.least) < 0) return true;
  return one.least.compare(other.most) >= 0 ? false : undefined;
}

/** Whether of two layers from the same start the mode of `sigma` has half learned before that of `other`, to the very tie: ln((σ − u)/u)/2σ at u = z², compared as powers. */
export function isHalfLearnedBefore(sigma: Rational, other: Rational, start: Rational): boolean {
  const u = start.mul(start);
  const [own, their] = [sigma, other].map(value => {
    const left = value.sub(u).div(u);
    return left.compare(Rational.ONE) > 0 ? left : Rational.ONE;
  });
  // own^(1/σ) against their^(1/σ'), both to the power σ·σ' times the common denominator.
  const [mine, others] = [Number(other.n * sigma.d), Number(sigma.n * other.d)];
  return power(rationalField, own!, mine).compare(power(rationalField, their!, others)) < 0;
}
