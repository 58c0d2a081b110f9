import { DloError } from '../../src/errors.ts';
import { toFixedPoint } from '../../src/numbers/decimal/fixedPoint.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { LIMB_BITS } from './limbPrograms.ts';
import type { TimeScale } from './timeScale.ts';

// Numbers as rows of limbs of 24 bits and either sign, kept as float64, the highest first.

export const BASE: number = 2 ** LIMB_BITS;
export const INVERSE_BASE: number = 2 ** -LIMB_BITS;
/** x + ROUNDER − ROUNDER is the integer nearest to x, ties to even, for |x| < 2^51. */
export const ROUNDER: number = 1.5 * 2 ** 52;

/** Limbs of a number with so many fraction bits, with one for ones. */
export function rowsFor(fractionBits: number): number {
  return Math.ceil((fractionBits + 1) / LIMB_BITS) + 1;
}

/** Limb 0 of the value for ones, and `rows` − 1 below it; the limbs of −x are those of x with the other sign, here as everywhere. */
export function limbsOf(value: Rational, rows: number, limbs: Float64Array): void {
  const sign = value.sign();
  splitLimbs(toFixedPoint(value.abs(), BigInt(LIMB_BITS * (rows - 1))), rows, limbs);
  if (sign < 0) for (let i = 0; i < rows; i++) limbs[i] = -limbs[i]!;
  requireRange(limbs[0]!);
}

/** The limbs of an integer, of which the first takes all that the others leave. */
export function splitLimbs(value: bigint, rows: number, limbs: Float64Array): void {
  let rest = value;
  for (let i = rows - 1; i > 0; i--) {
    const limb = BigInt.asIntN(LIMB_BITS, rest);
    limbs[i] = Number(limb);
    rest = (rest - limb) >> BigInt(LIMB_BITS);
  }
  limbs[0] = Number(rest);
}

function requireRange(limb: number): void {
  if (Math.abs(limb) >= BASE / 2) throw tooLarge();
}

/** Above limb 0 there may be nothing. */
function requireNone(limb: number): void {
  if (limb !== 0) throw tooLarge();
}

export function tooLarge(): DloError {
  return new DloError(
    'PRECISION',
    'weights',
    'must not outgrow the fixed-point numbers, as where the flow blows up',
    'more than 2^23',
  );
}

/** Towards lower places, or to higher ones where `places` is negative. */
export function moveLimbs(limbs: Float64Array, places: number): void {
  for (let w = 0; w < Math.min(-places, limbs.length); w++) requireNone(limbs[w]!);
  const moved = Float64Array.from(limbs, (_, w) => limbs[w - places] ?? 0);
  limbs.set(moved);
}

/** mantissa·2^−exponent = factor·2^(−24 moved) with a whole factor below 2^28: one short product, then whole limbs. */
export function inLimbs({ mantissa, exponent }: TimeScale): { factor: number; moved: number } {
  const moved = Math.ceil(exponent / LIMB_BITS);
  return { factor: mantissa * 2 ** (LIMB_BITS * moved - exponent), moved };
}
