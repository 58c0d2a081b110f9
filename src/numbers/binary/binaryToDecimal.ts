import { type Decimal, type DecimalField, decimalField } from '../decimal/decimalField.ts';
import { power } from '../linearAlgebra.ts';
import { type Binary, NOISE_BITS } from './binary.ts';

/** Exponents of ten up to here are written out as integers. */
const MOST_ZEROS = 5000;

/** The midpoint, rounded into a decimal field. */
export function binaryToDecimal(field: DecimalField, { mantissa, exponent, width }: Binary): Decimal {
  if (mantissa === 0n) return field.zero;
  // Three digits more than the field has, cut off and then rounded.
  const places = field.digits + 3 - Math.floor((width + exponent) * Math.log10(2));
  if (Math.abs(places) <= MOST_ZEROS) {
    const scaled = places >= 0 ? mantissa * 10n ** BigInt(places) : mantissa;
    const integer = exponent >= 0 ? scaled << BigInt(exponent) : scaled >> BigInt(-exponent);
    const digits = places >= 0 ? integer : integer / 10n ** BigInt(-places);
    return field.cross(field.parse(`${digits}e${-places}`));
  }
  const wide = decimalField(field.digits + NOISE_BITS);
  const scale = power(wide, wide.of(2), exponent);
  return field.cross(wide.mul(wide.cross(wide.parse(mantissa.toString())), scale));
}
