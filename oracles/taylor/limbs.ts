import { DloError } from '../../src/errors.ts';
import { toFixedPoint } from '../../src/numbers/decimal/fixedPoint.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { LIMB_BITS, SMALL_DIVISOR } from './limbPrograms.ts';
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

/** Multiplies the limbs from `start` on and brings each into range again; returns what is carried out of them. */
function settleLimbs(limbs: Float64Array, start: number, factor: number): number {
  let carry = 0;
  for (let w = limbs.length - 1; w >= start; w--) {
    const limb = limbs[w]! * factor + carry;
    carry = limb * INVERSE_BASE + ROUNDER - ROUNDER;
    limbs[w] = limb - carry * BASE;
  }
  return carry;
}

/** Towards lower places, or to higher ones where `places` is negative. */
export function moveLimbs(limbs: Float64Array, places: number): void {
  for (let w = 0; w < Math.min(-places, limbs.length); w++) requireNone(limbs[w]!);
  const moved = Float64Array.from(limbs, (_, w) => limbs[w - places] ?? 0);
  limbs.set(moved);
}

/** Long division from the highest place down to `end`, each quotient to nearest. */
function divideLimbs(limbs: Float64Array, end: number, divisor: number): void {
  const inverse = 1 / divisor;
  let remainder = 0;
  for (let w = 0; w < end; w++) {
    const dividend = remainder * BASE + limbs[w]!;
    if (dividend === 0) continue;
    const quotient = dividend * inverse + ROUNDER - ROUNDER;
    remainder = dividend - quotient * divisor;
    limbs[w] = quotient;
  }
  if (divisor < SMALL_DIVISOR) settleLimbs(limbs, 0, 1);
}

/** mantissa·2^−exponent = factor·2^(−24 moved) with a whole factor below 2^28: one short product, then whole limbs. */
export function inLimbs({ mantissa, exponent }: TimeScale): { factor: number; moved: number } {
  const moved = Math.ceil(exponent / LIMB_BITS);
  return { factor: mantissa * 2 ** (LIMB_BITS * moved - exponent), moved };
}

/**
 * Multiplies by the scale of time and divides. `start` is the first place that holds anything, `sums` the place of limb 0, and `rows` limbs
 * from there are wanted. Returns the place of limb 0 thereafter.
 */
export function scaleAndDivide(
  limbs: Float64Array,
  {
    start,
    sums,
    rows,
    divisor,
    scale,
  }: {
    start: number;
    sums: number;
    rows: number;
    divisor: number;
    scale: TimeScale | undefined;
  },
): number {
  let top = sums;
  if (scale !== undefined) {
    const { factor, moved } = inLimbs(scale);
    requireNone(settleLimbs(limbs, Math.max(0, start - 2), factor));
    if (moved >= 0 && moved <= sums) top -= moved;
    else moveLimbs(limbs, moved);
  }
  if (divisor !== 1) divideLimbs(limbs, top + rows, divisor);
  for (let i = 0; i < top; i++) requireNone(limbs[i]!);
  requireRange(limbs[top]!);
  return top;
}
