import { DloError } from '../../errors.ts';
import { aboutBinary, type Binary, containsZero, HEAD_BITS, leadOf, NOISE_BITS } from './binary.ts';
import { type BinaryArithmetic, LARGEST_EXPONENT } from './binaryArithmetic.ts';
import { fixedExp } from './fixedExp.ts';
import { fixedLn2, fixedLog } from './fixedLog.ts';
import { power2 } from './power2.ts';

export interface BinaryFunctions {
  exp(a: Binary): Binary;
  log(a: Binary): Binary;
}

/** ln 2 is multiplied by whole numbers of less than 35 bits. */
const LN2_GUARD = 40;

/** More than the rounding of the few float64 operations in one bound, among them one of `expm1`. */
const UP: number = 1 + 2 ** -40;

/** e^x and ln x on the arithmetic of a field of `bits`, with the ln 2 that they share. */
export function binaryFunctions(bits: number, bounded: boolean, { zero, settle }: BinaryArithmetic): BinaryFunctions {
  const one = settle(1n, 0, 0, 1);
  let ln2: { readonly bits: number; readonly value: bigint } | undefined;

  /** factor·ln 2 in units of 2^−places, off by less than 2. */
  function timesLn2(factor: number, places: number): bigint {
    if (factor === 0) return 0n;
    const wanted = places + LN2_GUARD;
    if (ln2 === undefined || ln2.bits < wanted) ln2 = { bits: wanted, value: fixedLn2(wanted) };
    return (BigInt(factor) * ln2.value) >> BigInt(ln2.bits - places);
  }

  /** (value ± error ± spread·2^spreadShift)·2^exponent, cut to the bits that the spread leaves certain. */
  function settleSpread(
    value: bigint,
    exponent: number,
    width: number,
    error: number,
    spread: number,
    spreadShift: number,
  ): Binary {
    if (!bounded) return settle(value, exponent, 0, width);
    const noise = spread === 0 ? 0 : Math.ceil(Math.log2(spread)) + spreadShift;
    const cut = Math.max(0, noise - NOISE_BITS);
    const radius = Math.ceil(spread * power2(spreadShift - cut)) + error + 1;
    return settle(value >> BigInt(cut), exponent + cut, radius, width);
  }

  function exp(a: Binary): Binary {
    if ((a.width | a.radius) === 0) return one;
    if (a.radius > 0 && (a.exponent > 6 || a.radius * power2(a.exponent) > 64))
      throw new DloError('PRECISION', 'exp', 'must have an argument known to within 64', aboutBinary(a));
    if (a.exponent + a.width > 33) {
      if (a.mantissa > 0n) throw new DloError('PRECISION', 'exp', 'must have a result below 2^(2^30)', aboutBinary(a));
      // Below all numbers of the field: settled as they are.
      return settle(1n, -2 * LARGEST_EXPONENT, bounded ? 1 : 0, 1);
    }
    const places = bits + 8;
    const x = shifted(a.mantissa, a.exponent + places);
    const doublings = Math.round((Number(x >> BigInt(places - 20)) * 2 ** -20) / Math.LN2);
    // |t| < 0.4 is off by less than 1 unit for x and 2 for the multiple of ln 2, so e^t by less than 1.5·3 and its own 2.
    const value = fixedExp(x - timesLn2(doublings, places), places);
    const size = (Number(value >> BigInt(places - HEAD_BITS)) + 1) * 2 ** -HEAD_BITS;
    // e^(x ± r) = e^x·(1 ± (e^r − 1)); of a small r the exponent is kept apart, since float64 would not hold it
    const small = a.exponent < -100;
    const spread = small ? a.radius : Math.expm1(a.radius * power2(a.exponent));
    const shift = small ? a.exponent + places : places;
    return settleSpread(value, doublings - places, places + 2, 7, size * spread * UP, shift);
  }

  function log(given: Binary): Binary {
    if (given.radius > 0 && containsZero(given))
      throw new DloError('PRECISION', 'log', 'must have an argument known to be positive', aboutBinary(given));
    if (given.mantissa <= 0n)
      throw new DloError('RANGE', 'log', 'must have an argument with a real value', aboutBinary(given));
    // With the width of the mantissa as it is: sums may have left it too large.
    const a = settle(given.mantissa, given.exponent, given.radius, given.width);
    const lead = leadOf(a.mantissa, a.width);
    // a = x·2^doublings with x from 0.7 to 1.42, so that nothing cancels near 1
    const point = lead < Math.SQRT1_2 * 2 ** HEAD_BITS ? a.width - 1 : a.width;
    const doublings = a.exponent + point;
    let places = bits + 8;
    if (doublings === 0) {
      // ln x is about x − 1: as many more places as that has leading zeros
      const { width } = settle(a.mantissa - (1n << BigInt(point)), 0, 0, point);
      if (width === 0 && a.radius === 0) return zero;
      places += point - width;
    }
    const value = fixedLog(shifted(a.mantissa, places - point), places) + timesLn2(doublings, places);
    // |ln(1 ± ρ)| ≤ ρ/(1 − ρ) with ρ = r/a; x is off by less than 1 unit, its logarithm by 1.5 and 2, the rest by 2
    const least = lead * (2 - UP) - a.radius * power2(HEAD_BITS - a.width);
    return settleSpread(value, -places, places + 32, 6, (a.radius / least) * UP, HEAD_BITS - a.width + places);
  }

  return { exp, log };
}

/** mantissa·2^shift, off by less than 1. */
function shifted(mantissa: bigint, shift: number): bigint {
  return shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
}
