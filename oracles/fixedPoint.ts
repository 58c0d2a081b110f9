import { bitLength, type Rational } from '../src/numbers/rational.ts';
import type { Decimal, DecimalField } from './decimalField.ts';

/** The integer nearest to value·2^scaleBits. */
export function toFixedPoint(value: Rational, scaleBits: bigint): bigint {
  const twice = (value.n << (scaleBits + 1n)) / value.d;
  return (twice + (twice < 0n ? -1n : 1n)) / 2n;
}

/** n·2^−fractionBits, rounded once into the field. */
export function fixedPointToDecimal(field: DecimalField, value: bigint, fractionBits: number): Decimal {
  // Cut to the bits that the field can hold: a shorter power of two is much cheaper to divide by.
  const spare = Math.max(0, Math.min(fractionBits, bitLength(value < 0n ? -value : value) - keptBits(field)));
  return field.div(
    field.parse((value >> BigInt(spare)).toString()),
    field.parse((1n << BigInt(fractionBits - spare)).toString()),
  );
}

function keptBits(field: DecimalField): number {
  return Math.ceil((field.digits + 3) * Math.log2(10));
}
