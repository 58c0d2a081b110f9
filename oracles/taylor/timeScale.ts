import { Rational } from '../../src/numbers/rational.ts';

/** A length of time mantissa·2^−exponent, 1 ≤ mantissa < 32. */
export interface TimeScale {
  readonly mantissa: number;
  readonly exponent: number;
}

/** One as the scale of the step that is taken, which changes from step to step. */
export type ScaleOfStep = { -readonly [part in keyof TimeScale]: number };

/** The shortest scale of five bits that is no shorter than 2^log2Width. */
export function scaleOf(log2Width: number): TimeScale {
  const whole = Math.floor(log2Width);
  const mantissa = Math.ceil(2 ** (log2Width - whole + 4));
  return mantissa === 32 ? { mantissa: 16, exponent: 3 - whole } : { mantissa, exponent: 4 - whole };
}

export interface SplitScale {
  readonly inner: TimeScale;
  readonly outer?: TimeScale | undefined;
}

/** log2 of the largest scale by which an error is multiplied: kernels hold numbers up to 2^23. */
const MOST_INNER = 16;

/**
 * A scale as inner·outer, of which the error Σyx − W_(1:h)Σxx (and γ) takes the first and the force that is made of it the second, a
 * power of two. Next to a saddle of three layers or more the force is far smaller than the error, by the product of h − 1 small
 * layers, and steps are long in proportion: the error times a whole step would outgrow the kernel. `outer` is left out where it is
 * 1, as with one layer or two always: theirs are no longer than a few times 1/‖Σxx‖ or 1/‖Σyx‖.
 */
export function splitScale(scale: TimeScale, depth: number): SplitScale {
  if (depth < 3) return { inner: scale };
  const beyond = Math.ceil(log2Length(scale)) - MOST_INNER;
  if (beyond <= 0) return { inner: scale };
  const { mantissa, exponent } = scale;
  return { inner: { mantissa, exponent: exponent + beyond }, outer: { mantissa: 16, exponent: 4 - beyond } };
}

export function log2Length({ mantissa, exponent }: TimeScale): number {
  return Math.log2(mantissa) - exponent;
}

export function lengthOf({ mantissa, exponent }: TimeScale): Rational {
  return dyadic(mantissa, -exponent);
}

/** mantissa · 2^exponent. */
export function dyadic(mantissa: number, exponent: number): Rational {
  return exponent >= 0
    ? Rational.of(BigInt(mantissa) << BigInt(exponent))
    : Rational.ratio(BigInt(mantissa), 1n << BigInt(-exponent));
}
