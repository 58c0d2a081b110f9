import { DloError } from '../../errors.ts';
import type { Matrix } from '../matrix.ts';
import { type Decimal, type DecimalField, decimalField } from './decimalField.ts';

/**
 * Decimal digits to which two matrices of one shape agree: −log10(‖a − b‖_F / ‖b‖_F), b being the better one. The entries
 * may come from different decimal fields. Infinity where a equals b, zero matrices included; −Infinity where b is zero
 * and a is not; negative where they differ by more than ‖b‖_F. Throws SHAPE, and NOT_A_NUMBER for entries that are not
 * finite.
 */
export function agreedDigits(a: Matrix<Decimal>, b: Matrix<Decimal>): number {
  if (a.rows !== b.rows || a.cols !== b.cols)
    throw new DloError('SHAPE', 'a', `must be ${b.shape} like the matrix it is compared with`, a.shape);
  const wide = decimalField(Math.max(5, ...a.data.map(significantDigits), ...b.data.map(significantDigits)));
  const narrow = decimalField(20);
  const error = frobeniusNorm(
    narrow,
    a.data.map((entry, index) => narrow.cross(wide.sub(wide.cross(entry), wide.cross(b.data[index]!)))),
  );
  if (error.isZero()) return Number.POSITIVE_INFINITY;
  return log10Norm(b) - log10(error);
}

/** log10 of the Frobenius norm, to float64 digits; −Infinity for a zero matrix. */
export function log10Norm(a: Matrix<Decimal>): number {
  const parts = a.data.filter(entry => !entry.isZero()).map(scientific);
  const most = Math.max(...parts.map(([, exponent]) => exponent));
  const squares = parts.reduce((sum, [mantissa, exponent]) => sum + (mantissa * 10 ** (exponent - most)) ** 2, 0);
  return parts.length === 0 ? Number.NEGATIVE_INFINITY : most + Math.log10(squares) / 2;
}

function frobeniusNorm(field: DecimalField, entries: readonly Decimal[]): Decimal {
  return field.sqrt(entries.reduce((sum, entry) => field.add(sum, field.mul(entry, entry)), field.zero));
}

function significantDigits(entry: Decimal): number {
  if (!entry.isFinite()) throw new DloError('NOT_A_NUMBER', 'matrix', 'must have finite entries', entry.toString());
  return entry.precision();
}

/** log10 of a positive number of any exponent. */
export function log10(value: Decimal): number {
  const [mantissa, exponent] = scientific(value);
  return exponent + Math.log10(mantissa);
}

/** Mantissa, rounded to a float64, and decimal exponent. */
function scientific(value: Decimal): [number, number] {
  // Both parts from one text: 0.99…9 rounds up to a power of ten, and its own exponent would be one too small.
  const [mantissa, exponent] = value.toExponential(16).split('e');
  return [Number(mantissa), Number(exponent)];
}
