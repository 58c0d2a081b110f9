import { DloError } from '../src/errors.ts';
import type { Field } from '../src/numbers/field.ts';
import { integerSqrt, Rational } from '../src/numbers/rational.ts';
import type { Decimal, DecimalField } from './decimalField.ts';
import { fixedPointToDecimal, toFixedPoint } from './fixedPoint.ts';

/** Fixed-point integers n for n·2^−fractionBits, as a field. Results are rounded to nearest, with an absolute error. */
export interface FixedPointField extends Field<bigint> {
  readonly fractionBits: number;
  toDecimal(field: DecimalField, value: bigint): Decimal;
}

/** `exp` and `log` are absent and throw PRECISION; `digits` are those of a number near 1. */
export function fixedPointField(fractionBits: number): FixedPointField {
  if (!Number.isInteger(fractionBits) || fractionBits < 1)
    throw new DloError('RANGE', 'fractionBits', 'must be a whole number of at least 1', fractionBits);
  const bits = BigInt(fractionBits);
  const one = 1n << bits;
  const half = one >> 1n;
  return {
    name: 'fixed-point',
    digits: Math.floor(fractionBits * Math.log10(2)),
    fractionBits,
    zero: 0n,
    one,
    of: value => toFixedPoint(Rational.of(value), bits),
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => (a * b + half) >> bits,
    div(a, b) {
      if (b === 0n) throw new DloError('RANGE', 'divisor', 'must not be zero', 0);
      return toFixedPoint(Rational.ratio(a, b), bits);
    },
    neg: a => -a,
    abs: a => (a < 0n ? -a : a),
    sqrt(a) {
      if (a < 0n) throw new DloError('RANGE', 'sqrt', 'must have an argument with a real value', a);
      return integerSqrt(a << bits);
    },
    exp: a => absent('exp', a),
    log: a => absent('log', a),
    compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
    isZero: a => a === 0n,
    isFinite: () => true,
    toNumber: a => Rational.ratio(a, one).toNumber(),
    toString: a => Rational.ratio(a, one).toString(),
    toDecimal: (field, value) => fixedPointToDecimal(field, value, fractionBits),
  };
}

function absent(name: string, argument: bigint): never {
  throw new DloError('PRECISION', name, 'is not offered by fixed-point numbers', argument);
}
