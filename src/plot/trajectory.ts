import { DloError } from '../errors.ts';
import type { Problem, Weights } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import { type Decimal, type DecimalField, decimalField } from '../numbers/decimal/decimalField.ts';
import type { Rational } from '../numbers/rational.ts';

/** Digits to which the oracle's curves are right: far more than a drawing shows, enough to draw errors down to here. */
export const ORACLE_DIGITS = 20;

/** Digits of a formula that are certain where its error is drawn: enough to show ten of an error as small as those that are drawn. */
export const FORMULA_CERTAIN_DIGITS: number = ORACLE_DIGITS + 11;

/** The arithmetic of everything that is drawn from the oracle or a formula. */
export const plotField: DecimalField = decimalField(2 * ORACLE_DIGITS);

/** Weights of the raw gradient flow at times in units of τ. PRECISION where the oracle does not reach that far. */
export function flowAt(
  truth: Truth,
  problem: Problem,
  times: readonly Rational[],
  digits: number = ORACLE_DIGITS,
): Weights<Decimal>[] {
  const clock = times.map(time => time.mul(problem.tau));
  return truth.weights(problem, clock, { digits, maxDigits: 200, maxSteps: MOST_STEPS }).map(({ W1, W2 }) => ({
    W1: W1.map(plotField.cross),
    W2: W2.map(plotField.cross),
  }));
}

/** A plot is a picture: what takes longer is not drawn. */
export const MOST_STEPS = 600;

export function outOfReach(error: unknown): boolean {
  return error instanceof DloError && error.code === 'PRECISION';
}
