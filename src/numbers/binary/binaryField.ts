import { DloError } from '../../errors.ts';
import { type Decimal, type DecimalField, decimalField } from '../decimal/decimalField.ts';
import type { ErrorBounds, Field } from '../field.ts';
import { bitLength, Rational } from '../rational.ts';
import { type Binary, containsZero, HEAD_BITS, knownDigits } from './binary.ts';
import { binaryArithmetic } from './binaryArithmetic.ts';
import { binaryFunctions } from './binaryFunctions.ts';
import { binaryToDecimal } from './binaryToDecimal.ts';
import { power2 } from './power2.ts';

/** Binary floating point on BigInt mantissas. Values of several such fields may meet: precision is the field's alone. */
export interface BinaryField extends Field<Binary> {
  /** Bits of a full mantissa. */
  readonly bits: number;
  readonly dot: NonNullable<Field<Binary>['dot']>;
  /** Absent in plain fields, whose radii are 0 whatever the error. */
  readonly bounds?: ErrorBounds<Binary>;
  toDecimal(field: DecimalField, value: Binary): Decimal;
}

export interface BinaryFieldOptions {
  /** Carry error bounds, default true. */
  readonly bounds?: boolean;
}

/**
 * Numbers with `digits` significant digits, 5 to 100000, on a mantissa of at least 96 bits, every one with a bound of
 * its error: the result holds what the operation makes of any numbers that the operands may be. With the relative errors
 * ρ = radius/|value| of the operands and u < 10^−digits/100 the relative error of the result is, besides rounding of the
 * bound itself (below 10^−5 of it),
 *
 * - add, sub: (ra + rb)/|a ± b| + u; exact where exact operands leave the result short enough;
 * - mul: ρa + ρb + ρaρb + u, exact as add; dot: Σ of the errors of its products, and u of the largest product;
 * - div: (ρa + ρb)/(1 − ρb) + u, exact where the quotient is short; sqrt: ρ/(1 + √(1 − ρ)) + u, exact for squares;
 * - exp: e^r − 1 + u with the absolute radius r; log: ρ/(1 − ρ)/|ln a| + u.
 *
 * `compare`, and with it the choice of a pivot, looks at midpoints; `isZero` means known to be exactly zero. Errors:
 * PRECISION for a division by, or the logarithm of, what may be zero, the exponential of what is not known to within 64,
 * and numbers beyond 2^(2^30); RANGE for a division by exactly zero and the root or logarithm of what is negative
 * throughout. The root of what may be zero takes its argument to be no less than that. Numbers below 2^(−2^30) become zero
 * with a radius.
 */
export function binaryField(digits: number, { bounds = true }: BinaryFieldOptions = {}): BinaryField {
  const fields = bounds ? WITH_BOUNDS : PLAIN;
  const known = fields.get(digits);
  if (known !== undefined) return known;
  const field = fieldOf(digits, bounds);
  fields.set(digits, field);
  return field;
}

/** A field never changes: there is one for each number of digits, so that what is kept for a field is found again. */
const WITH_BOUNDS = new Map<number, BinaryField>();
const PLAIN = new Map<number, BinaryField>();

function fieldOf(digits: number, bounds: boolean): BinaryField {
  if (!Number.isInteger(digits) || digits < 5 || digits > 100_000)
    throw new DloError('RANGE', 'digits', 'must be a whole number from 5 to 100000', digits);
  const bits = Math.max(96, Math.ceil(digits * Math.log2(10)) + 11);
  const arithmetic = binaryArithmetic(bits, bounds);
  const { settle, neg, add } = arithmetic;
  const { exp, log } = binaryFunctions(bits, bounds, arithmetic);

  function of(value: Rational | number | bigint): Binary {
    if (typeof value === 'bigint') return settle(value, 0, 0, lengthOf(value));
    const { n, d } = Rational.of(value);
    const [top, bottom] = [lengthOf(n), lengthOf(d)];
    if ((d & (d - 1n)) === 0n) return settle(n, 1 - bottom, 0, top);
    const shift = bits + 1 - top + bottom;
    const quotient = shift >= 0 ? (n << BigInt(shift)) / d : n / (d << BigInt(-shift));
    return settle(quotient, -shift, bounds ? 1 : 0, bits + 3);
  }

  return {
    ...arithmetic,
    name: 'binary',
    digits,
    bits,
    one: of(1n),
    of,
    abs: a => (a.mantissa < 0n ? neg(a) : a),
    exp,
    log,
    isZero: a => (a.width | a.radius) === 0,
    isFinite: () => true,
    toNumber,
    toString: a => {
      const shown = Math.floor(Math.min(digits, Math.max(5, knownDigits(a))));
      const field = decimalField(shown);
      return field.toString(binaryToDecimal(field, a));
    },
    toDecimal: binaryToDecimal,
    ...(bounds && {
      bounds: {
        upper,
        widen: (a, by) => add(a, asError(upper(by))),
        signIsKnown: a => a.radius === 0 || !containsZero(a),
      },
    }),
  };

  /** A number of a float64's length that |a| does not exceed. */
  function upper({ radius, exponent, width, head }: Binary): Binary {
    const lead = Math.ceil((head + radius * power2(HEAD_BITS - width)) * (1 + 2 ** -48));
    return settle(BigInt(lead), exponent + width - HEAD_BITS, 0, 64);
  }

  /** Zero, known to within the given number of less than 64 bits. */
  function asError({ mantissa, exponent, radius }: Binary): Binary {
    return settle(0n, exponent, Math.ceil(Number(mantissa) * (1 + 2 ** -48)) + radius, 0);
  }

  function toNumber({ mantissa, exponent, width }: Binary): number {
    if (mantissa === 0n) return 0;
    const cut = Math.max(0, width - 900);
    const lead = Number(cut === 0 ? mantissa : mantissa >> BigInt(cut));
    // In two factors: the power alone may overflow where the number does not.
    const half = Math.trunc((exponent + cut) / 2);
    return lead * 2 ** half * 2 ** (exponent + cut - half);
  }
}

function lengthOf(value: bigint): number {
  return bitLength(value < 0n ? -value : value);
}
