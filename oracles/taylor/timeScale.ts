import { Rational } from '../../src/numbers/rational.ts';

/** A length of time mantissa·2^−exponent, 1 ≤ mantissa < 32. */
export interface TimeScale {
  readonly mantissa: number;
  readonly exponent: number;
}

/** The shortest scale of five bits that is no shorter than 2^log2Width. */
export function scaleOf(log2Width: number): TimeScale {
  const whole = Math.floor(log2Width);
  const mantissa = Math.ceil(2 ** (log2Width - whole + 4));
  return mantissa === 32 ? { mantissa: 16, exponent: 3 - whole } : { mantissa, exponent: 4 - whole };
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
