import { DloError } from '../errors.ts';
import { logResidual } from '../judge/residual.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { convert, frobeniusNorm, subtract, zeros } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';

/** What was received and what it must be: one quantity in one place, such as "W2W1" and " at t = 0.5". */
export interface MatchedPair {
  readonly quantity: string;
  readonly at: string;
  /** Where it is about one time. */
  readonly time?: Rational;
  readonly received: Matrix<Rational>;
  readonly expected: Matrix<Rational>;
  /** The norm that errors are measured against; default that of `expected`. */
  readonly size?: Decimal;
}

/** Enough to measure differences that were taken exactly. */
const MEASURE = decimalField(30);

/**
 * Digits to which the two agree: −log10 of ‖received − expected‖_F relative to `pairSize`, to 1 where that is zero; Infinity
 * where they are equal. SHAPE where they have two shapes.
 */
export function pairDigits(pair: MatchedPair): number {
  const { quantity, at, received, expected } = pair;
  if (received.rows !== expected.rows || received.cols !== expected.cols)
    throw new DloError('SHAPE', `${quantity}${at}`, `must be ${expected.shape}`, received.shape);
  const error = pairError(pair);
  return -logResidual(error, zeros(MEASURE, error.rows, error.cols), pairSize(pair));
}

/** received − expected, taken in fractions: rounded once, never cancelled. */
export function pairError({ received, expected }: MatchedPair): Matrix<Decimal> {
  return convert(MEASURE, subtract(rationalField, received, expected));
}

export function pairSize({ size, expected }: MatchedPair): Decimal {
  return size ?? exactNorm(expected);
}

/** A matrix below this part of the whole state is measured against the part: float64 arithmetic resolves no less. */
const PART = MEASURE.of(1e-5);

/** What errors of one matrix of a state are measured against: its own Frobenius norm or, where larger, 1e-5 of the whole's. */
export function partSize(expected: Matrix<Rational>, whole: Decimal): Decimal {
  const [own, least] = [exactNorm(expected), MEASURE.mul(PART, whole)];
  return MEASURE.compare(own, least) < 0 ? least : own;
}

/** ‖a‖_F, to 30 digits. */
export function exactNorm(a: Matrix<Rational>): Decimal {
  return frobeniusNorm(MEASURE, convert(MEASURE, a));
}
