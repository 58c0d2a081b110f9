import { Rational } from '../rational.ts';
import { power2 } from './power2.ts';

/**
 * A real number known up to an error: it lies within radius·2^exponent of mantissa·2^exponent. A radius of 0 means that
 * the number is exactly this. Made by a `binaryField`, never changed.
 *
 * All but the mantissa are whole numbers below 2^31, which V8 stores without a heap object of their own.
 */
export class Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
  /** 0 to about MAX_RADIUS, in units of 2^exponent. */
  readonly radius: number;
  /** About the bits of the mantissa; 0 for a mantissa of 0 only. */
  readonly width: number;
  /** |mantissa| ≤ head·2^(width − HEAD_BITS): its leading bits, rounded up. */
  readonly head: number;

  constructor(mantissa: bigint, exponent: number, radius: number, width: number, head: number) {
    this.mantissa = mantissa;
    this.exponent = exponent;
    this.radius = radius;
    this.width = width;
    this.head = head;
  }
}

/** Heads lie between 2^29 and a little above 2^30, or are 0. */
export const HEAD_BITS = 30;

/** A mantissa is cut where its radius would exceed this by more than 2: the bits below say nothing. */
export const MAX_RADIUS: number = 2 ** 29;

/** Where a mantissa is cut for its radius, the radius keeps about this many bits. */
export const NOISE_BITS = 24;

/** |mantissa|·2^(HEAD_BITS − width) to the last digits of float64; of more than 900 bits the leading ones are read. */
export function leadOf(mantissa: bigint, width: number): number {
  const above = width > 900 ? width - 900 : 0;
  const lead = Number(above === 0 ? mantissa : mantissa >> BigInt(above));
  return Math.abs(lead) * power2(HEAD_BITS - width + above);
}

/** The midpoint as an exact number. */
export function withoutRadius({ mantissa, exponent, width, head }: Binary): Binary {
  return new Binary(mantissa, exponent, 0, width, head);
}

/** The midpoint as a fraction. */
export function midpointOf({ mantissa, exponent }: Binary): Rational {
  return scaled(mantissa, exponent);
}

export function radiusOf({ radius, exponent }: Binary): Rational {
  return scaled(BigInt(radius), exponent);
}

function scaled(n: bigint, exponent: number): Rational {
  return exponent >= 0 ? Rational.ratio(n << BigInt(exponent), 1n) : Rational.ratio(n, 1n << BigInt(-exponent));
}

/** Whether zero is one of the numbers that this may be. */
export function containsZero({ mantissa, radius }: Binary): boolean {
  return (mantissa < 0n ? -mantissa : mantissa) <= BigInt(radius);
}

/** log10 of the bound of the error; −Infinity for exact numbers. */
export function log10Radius({ radius, exponent }: Binary): number {
  return Math.log10(radius) + exponent * Math.log10(2);
}

/** How many leading decimal digits are known: log10 |midpoint|/radius, Infinity for exact numbers, at least 0. */
export function knownDigits(value: Binary): number {
  if (value.radius === 0) return Number.POSITIVE_INFINITY;
  if (containsZero(value)) return 0;
  return Math.max(0, Math.log10(value.head) + (value.width - HEAD_BITS) * Math.log10(2) - Math.log10(value.radius));
}

/** The number as it stands in an error message. */
export function aboutBinary(value: Binary): string {
  const { mantissa, radius, exponent } = value;
  return `(${mantissa} ± ${radius})·2^${exponent}`;
}
