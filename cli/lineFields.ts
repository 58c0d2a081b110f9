import { DloError } from '../src/errors.ts';
import { nearestName } from '../src/formula/nearestName.ts';
import { multiply, scale } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { readScalar } from '../src/numbers/readMatrix.ts';

// What lines of `dlo solve` have in common, of two layers and of any number of them.

/** The longest answer to one line, in characters: far below the longest string of the engine. */
const LONGEST_ANSWER = 200_000_000;

/** Widths that the closed form answers in a minute or so, and the oracle. */
const WIDEST = 256;
const WIDEST_IN_DIGITS = 40;

const MOST_SAMPLES = 10_000;

export interface Times {
  /** As given, and as numbers; undefined stands for the limit t → ∞. */
  readonly typedTimes: readonly (number | string)[];
  readonly times: readonly (Rational | undefined)[];
}

export function readDigits(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const rule = 'must be a whole number from 10 to 500';
  const digits = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value;
  if (typeof digits !== 'number') throw new DloError('NOT_A_NUMBER', 'digits', rule, value);
  if (!Number.isInteger(digits) || digits < 10 || digits > 500) throw new DloError('RANGE', 'digits', rule, value);
  return digits;
}

/** Names among those `known`, in their order. */
export function readQuantities<Name extends string>(
  value: unknown,
  known: readonly Name[],
  byDefault: readonly Name[],
): readonly Name[] {
  if (value === undefined) return byDefault;
  const rule = `must be a non-empty array of names among ${known.join(', ')}`;
  if (!Array.isArray(value) || value.length === 0) throw new DloError('FORMAT', 'quantities', rule, value);
  const odd = value.find(name => typeof name !== 'string');
  if (odd !== undefined) throw new DloError('FORMAT', 'quantities', rule, odd);
  requireKnown('quantity', value as string[], known);
  return known.filter(name => value.includes(name));
}

export function readTimes(value: unknown, digits: number | undefined): Times {
  if (!Array.isArray(value) || value.length === 0)
    throw new DloError('FORMAT', 'times', 'must be a non-empty array of times', value);
  const times = value.map((typed: unknown, index) => {
    const name = `times[${index + 1}]`;
    if (typed === 'Infinity') {
      if (digits === undefined) return undefined;
      throw new DloError('RANGE', name, 'must be finite where digits are asked for', typed);
    }
    if (typeof typed === 'string' && /^[+]?inf(inity)?$/i.test(typed.trim()))
      throw new DloError('NOT_A_NUMBER', name, 'must be a number, or "Infinity" for the limit t → ∞', typed);
    const time = readScalar(name, typed);
    if (time.sign() < 0) throw new DloError('RANGE', name, 'must not be negative', typed);
    if (time.toNumber() === Number.POSITIVE_INFINITY)
      throw new DloError('RANGE', name, `must be below 1.8e308${digits === undefined ? ', or "Infinity"' : ''}`, typed);
    return time;
  });
  return { typedTimes: value as (number | string)[], times };
}

export function requireKnown(argument: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find(name => !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  const rule = `must be one of ${known.join(', ')}${nearest === undefined ? '' : ` (nearest: ${nearest})`}`;
  throw new DloError('UNKNOWN_NAME', argument, rule, unknown);
}

/** Σyx = YXᵀ/P and Σxx = XXᵀ/P, which is left out where it is the identity exactly. */
export function correlationsOf(
  X: Matrix<Rational>,
  Y: Matrix<Rational>,
): { readonly sigmaYX: Matrix<Rational>; readonly sigmaXX?: Matrix<Rational> } {
  const perSample = Rational.of(1, X.cols);
  const correlation = (left: Matrix<Rational>): Matrix<Rational> =>
    scale(rationalField, perSample, multiply(rationalField, left, X.transpose()));
  const sigmaXX = correlation(X);
  return { sigmaYX: correlation(Y), ...(!isIdentity(sigmaXX) && { sigmaXX }) };
}

export function isIdentity(a: Matrix<Rational>): boolean {
  return a.data.every((entry, at) => entry.equals(at % (a.cols + 1) === 0 ? Rational.ONE : Rational.ZERO));
}

/** Seen before a number is read. */
export function requireWidth(name: string, width: number, digits: number | undefined): void {
  const most = digits === undefined ? WIDEST : WIDEST_IN_DIGITS;
  const rule = `must have at most ${most} rows and columns${digits === undefined ? '' : ' where digits are asked for'}`;
  if (width > most) throw new DloError('RANGE', name, rule, width);
}

export function requireSamples(P: number): void {
  if (P > MOST_SAMPLES) throw new DloError('RANGE', 'X', `must have at most ${MOST_SAMPLES} columns`, P);
}

/** What cannot be written as one line is refused before it is computed. */
export function requireWritable(name: string, numbers: number, digits: number): void {
  const most = Math.floor(LONGEST_ANSWER / (digits + 8));
  if (numbers > most) throw new DloError('RANGE', name, `must come to at most ${most} numbers over all times`, numbers);
}

export function lengthOf(rows: unknown): number {
  return Array.isArray(rows) ? rows.length : 0;
}

export function firstOf(rows: unknown): unknown {
  return Array.isArray(rows) ? rows[0] : undefined;
}
