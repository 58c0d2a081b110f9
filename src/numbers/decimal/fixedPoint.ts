import { bitLength, type Rational } from '../rational.ts';
import type { Decimal, DecimalField } from './decimalField.ts';

/** The integer nearest to value·2^scaleBits. */
export function toFixedPoint(value: Rational, scaleBits: bigint): bigint {
  const twice = (value.n << (scaleBits + 1n)) / value.d;
  return (twice + (twice < 0n ? -1n : 1n)) / 2n;
}

/** value·2^−fractionBits, rounded once into the field. */
export function fixedPointToDecimal(field: DecimalField, value: bigint, fractionBits: number): Decimal {
  const size = value < 0n ? -value : value;
  const length = bitLength(size);
  // As many bits and decimal places as the field holds and a few more; then one digit that says whether anything was cut.
  const cut = Math.max(0, Math.min(fractionBits, length - Math.ceil((field.digits + 4) * Math.log2(10))));
  const kept = size >> BigInt(cut);
  const places = Math.max(0, field.digits + 3 - Math.floor((length - fractionBits) * Math.log10(2)));
  const scaled = kept * 10n ** BigInt(places);
  const digits = scaled >> BigInt(fractionBits - cut);
  const isCut = kept << BigInt(cut) !== size || digits << BigInt(fractionBits - cut) !== scaled;
  return field.cross(field.parse(`${value < 0n ? '-' : ''}${digits}${isCut ? 1 : 0}e-${places + 1}`));
}

/** log2 |value| to float64 digits; −Infinity for 0. */
export function log2Abs(value: bigint): number {
  if (value === 0n) return Number.NEGATIVE_INFINITY;
  const size = value < 0n ? -value : value;
  const cut = Math.max(0, bitLength(size) - 64);
  return Math.log2(Number(size >> BigInt(cut))) + cut;
}
