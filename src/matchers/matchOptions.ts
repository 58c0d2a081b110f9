import { DloError } from '../errors.ts';
import { timeOfPhase } from '../judge/regime.ts';
import type { Problem } from '../network/problem.ts';
import { squaredNorm } from '../numbers/linearAlgebra.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { readScalar } from '../numbers/readMatrix.ts';

/** How a function of time is compared with an oracle. */
export interface FlowMatchOptions {
  /**
   * Times at which it is called, rising, ≥ 0, in the units of τ; default 0, 1/4, 1 and 4 times τ over about the fastest
   * rate of the flow, √(‖Σyx‖² + (‖W1‖² + ‖W2‖²)²).
   */
  readonly times?: readonly number[];
  /** Decimal digits to which every quantity must agree: above 0, at most 100, default 10. */
  readonly digits?: number;
}

const PHASES = ['0', '1/4', '1', '4'].map(phase => Rational.of(phase));

/** The times as the numbers that the function gets and exactly as these numbers are. RANGE for none at all. */
export function readTimes(problem: Problem, times?: readonly number[]): Rational[] {
  if (times === undefined) {
    // Weights move as fast as those with |λ|/2 = ‖W1‖² + ‖W2‖² would; their own λ may be zero, or what rounding makes of it.
    const size = squaredNorm(rationalField, problem.W1).add(squaredNorm(rationalField, problem.W2));
    return PHASES.map(phase => Rational.of(timeOfPhase(problem, size.add(size), phase).toNumber()));
  }
  if (!Array.isArray(times) || times.length === 0)
    throw new DloError('RANGE', 'times', 'must be an array of at least one time', times);
  return times.map((time, index) => Rational.of(readScalar(`times[${index}]`, time).toNumber()));
}

/** Digits asked for: a number above 0, at most 100, else RANGE. */
export function readDigits(digits: number = 10): number {
  if (typeof digits === 'number' && digits > 0 && digits <= 100) return digits;
  throw new DloError('RANGE', 'digits', 'must be a number above 0, at most 100', digits);
}

/** What an oracle is asked for: enough digits that its own error does not count. */
export function oracleDigits(digits: number): number {
  return Math.max(10, Math.ceil(digits) + 4);
}

export function readFunction(received: unknown): (time: number) => unknown {
  if (typeof received === 'function') return received as (time: number) => unknown;
  throw new DloError('FORMAT', 'received', 'must be a function of the time', received);
}
