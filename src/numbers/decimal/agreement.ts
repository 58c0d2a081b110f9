import { DloError } from '../../errors.ts';
import type { Matrix } from '../matrix.ts';
import { type Decimal, decimalField } from './decimalField.ts';
import { leadingPart, WORD_DIGITS } from './words.ts';

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
  const error = log10Norm(a.map((entry, i, j) => wide.sub(wide.cross(entry), wide.cross(b.at(i, j)))));
  return error === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : log10Norm(b) - error;
}

/** log10 of the Frobenius norm, to float64 digits; −Infinity for a zero matrix. */
export function log10Norm(a: Matrix<Decimal>): number {
  const [norm, exponent] = normInFloat64(a);
  return norm === 0 ? Number.NEGATIVE_INFINITY : exponent + Math.log10(norm);
}

/** The Frobenius norm to the digits of float64: a number from 1 on, or 0, and the power of ten by which it is multiplied. */
export function normInFloat64({ data }: Matrix<Decimal>): readonly [number: number, exponent: number] {
  const parts = data.filter(entry => !entry.isZero()).map(inTwoParts);
  const most = parts.reduce((largest, [, exponent]) => Math.max(largest, exponent), Number.NEGATIVE_INFINITY);
  const squares = parts.reduce((sum, [number, exponent]) => sum + (number * 10 ** (exponent - most)) ** 2, 0);
  return parts.length === 0 ? [0, 0] : [Math.sqrt(squares), most];
}

function significantDigits(entry: Decimal): number {
  if (!entry.isFinite()) throw new DloError('NOT_A_NUMBER', 'matrix', 'must have finite entries', entry.toString());
  return entry.precision();
}

/** log10 of a positive number of any exponent. */
export function log10(value: Decimal): number {
  const [number, exponent] = inTwoParts(value);
  return exponent + Math.log10(number);
}

function inTwoParts(value: Decimal): [number, number] {
  const [number, power] = leadingPart(value);
  return [number, WORD_DIGITS * power];
}
