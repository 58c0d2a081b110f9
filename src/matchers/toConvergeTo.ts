import { DloError } from '../errors.ts';
import { SlowApproach } from '../judge/limit.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { type MatrixLike, type NumberLike, readMatrix, readScalar } from '../numbers/readMatrix.ts';
import type { MatcherResult } from './matcherResult.ts';
import { readDigits, readFunction } from './matchOptions.ts';
import { matchPairs } from './matchPairs.ts';
import { exactNorm, type MatchedPair, pairDigits } from './pair.ts';

export interface LimitMatchOptions {
  /** Decimal digits: above 0, at most 100, default 10. */
  readonly digits?: number;
  /**
   * The norm that errors are measured against, above 0; default the Frobenius norm of the limit, where the limit is zero
   * that of the value at time 0, and 1 where both are zero.
   */
  readonly size?: number;
  /** The first time at which the function is called, beyond its first motion. Above 0, default 64. */
  readonly from?: number;
  /** The factor in time for which it must rest, from 4 on; default 64. */
  readonly rest?: number;
  /** How far it is followed before it is given up; at least `rest` times `from`, default 64 times that. */
  readonly until?: number;
}

/**
 * Whether a function of time, t ↦ number or matrix, tends to a limit as t → ∞. It is called at `from`, twice that, and so on
 * until each doubling has changed it by less than a tenth of the error allowed for a factor `rest` in time, and then compared.
 *
 * A function that has not settled by `until` is refused (PRECISION) with or without `.not`, since nothing is known of its
 * limit: an approach like 1/t, as beside a singular value of zero, or no approach at all. A flow that passes a saddle rests
 * there for ln(1/distance) of its times, at most 37 for a start that float64 tells from the saddle: with `rest` at 64 it is
 * seen to move on where `from` is at least one of these times. One that starts nearer still, of which `from` is too early,
 * or for which a smaller `rest` was asked for (a function that overflows at late times, say) is taken at its word where it
 * rests. Also refused: FORMAT, SHAPE and NOT_A_NUMBER for what is no function, or not finite and of the limit's shape; RANGE
 * for bad options.
 */
export function toConvergeTo(
  received: unknown,
  limit: NumberLike | MatrixLike,
  options: LimitMatchOptions = {},
): MatcherResult {
  const subject = readFunction(received);
  const digits = readDigits(options.digits);
  const span = readSpan(options);
  const expected = readValue('limit', limit);
  const valueAt = (time: number): Matrix<Rational> => {
    const value = readValue(`received(${time})`, subject(time));
    if (value.rows === expected.rows && value.cols === expected.cols) return value;
    throw new DloError('SHAPE', `received(${time})`, `must be ${expected.shape} like the limit`, value.shape);
  };
  const size = readSize(options.size) ?? nonZero(exactNorm(expected)) ?? exactNorm(valueAt(0));
  const { time, value } = settle(valueAt, span, digits, size);
  const pair: MatchedPair = { quantity: 'value', at: ` at t = ${time}`, received: value, expected, size };
  return matchPairs([pair], digits, {
    subject: 'the function',
    deed: 'converge to the limit',
    labels: ['function', 'limit'],
  });
}

/** More than ln(2⁵³) = 37. */
const REST = 64;

interface TimeSpan {
  readonly from: number;
  /** In doublings of the time. */
  readonly rest: number;
  readonly until: number;
}

interface Settled {
  readonly time: number;
  readonly value: Matrix<Rational>;
}

function settle(
  valueAt: (time: number) => Matrix<Rational>,
  { from, rest, until }: TimeSpan,
  digits: number,
  size: Decimal,
): Settled {
  let [time, value] = [from, valueAt(from)];
  let still = 0;
  let kept = 0;
  while (2 * time <= until) {
    const next = valueAt(2 * time);
    kept = pairDigits({ quantity: 'value', at: '', received: next, expected: value, size });
    still = kept >= digits + 1 ? still + 1 : 0;
    [time, value] = [2 * time, next];
    if (still === rest) return { time, value };
  }
  throw new SlowApproach(
    'PRECISION',
    'limit',
    `must be reached to ${digits} digits by t = ${time}, the function doing so slowly or not at all`,
    `${Math.max(0, kept).toFixed(1)} digits that do not change from t = ${time / 2} on`,
  );
}

function readSpan({ from = 64, rest = REST, until = 64 * rest * from }: LimitMatchOptions): TimeSpan {
  if (!(Number.isFinite(from) && from > 0)) throw new DloError('RANGE', 'from', 'must be a time above 0', from);
  if (!(Number.isFinite(rest) && rest >= 4)) throw new DloError('RANGE', 'rest', 'must be a factor of 4 or more', rest);
  if (!(Number.isFinite(until) && until >= rest * from))
    throw new DloError('RANGE', 'until', `must be a time of at least ${rest} times from = ${from}`, until);
  return { from, rest: Math.ceil(Math.log2(rest)), until };
}

function readSize(size: number | undefined): Decimal | undefined {
  if (size === undefined) return undefined;
  if (!(Number.isFinite(size) && size > 0)) throw new DloError('RANGE', 'size', 'must be a number above 0', size);
  return exactNorm(new Matrix(1, 1, [Rational.of(size)]));
}

function nonZero(size: Decimal): Decimal | undefined {
  return size.isZero() ? undefined : size;
}

function readValue(name: string, value: unknown): Matrix<Rational> {
  const isScalar = typeof value === 'number' || typeof value === 'string' || value instanceof Rational;
  return isScalar ? new Matrix(1, 1, [readScalar(name, value)]) : readMatrix(name, value);
}
