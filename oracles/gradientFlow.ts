import { DloError } from '../src/errors.ts';
import type { Problem } from '../src/network/problem.ts';
import { log10Norm } from '../src/numbers/decimal/agreement.ts';
import type { Arithmetic } from '../src/numbers/decimal/arithmetic.ts';
import { type Decimal, type DecimalField, decimalField } from '../src/numbers/decimal/decimalField.ts';
import { convert, multiply } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { exactForce } from './exactVelocity.ts';
import { climb, type PrecisionOptions, readPrecision } from './precisionLadder.ts';
import { requireTimes } from './requireTimes.ts';
import { type Evaluation, evaluateFlow } from './taylor/evaluateFlow.ts';
import { trustedDigits } from './trustedDigits.ts';

/** The weights at one time, W1 Nh×Ni and W2 No×Nh, and the digits that are certain. */
export interface OracleAnswer {
  readonly time: Rational;
  readonly W1: Matrix<Decimal>;
  readonly W2: Matrix<Decimal>;
  /**
   * The worst of W1, W2 and W2W1, each relative to its own Frobenius norm: from a bound on the error that the run has carried
   * along, or the digits to which two runs agree where those are more. Infinity where the weights are exact.
   */
  readonly agreedDigits: number;
}

export interface GradientFlowOptions extends PrecisionOptions {
  readonly arithmetic?: Arithmetic;
  /** Taylor steps per run before the oracle gives up; by default what takes some seconds, 100 to 20000. */
  readonly maxSteps?: number;
}

/** One run's answer at one time. */
type Snapshot = Omit<Evaluation, 'log10Resolution'> & {
  /** log10 of the absolute error that rounding to the last place makes; undefined for exact weights rounded once. */
  readonly log10Resolution: number | undefined;
};

/**
 * The raw gradient flow τ dW1/dt = W2ᵀ(Σyx − W2W1Σxx), τ dW2/dt = (Σyx − W2W1Σxx)W1ᵀ of any weights, balanced or not, at
 * the given times, by Taylor series in the weights alone. A run bounds its own error (errorBound.ts) and checks every step
 * (checks.ts). Where the bound leaves too few digits, and always with decimal.js, runs at different digits, order and steps
 * are compared. Time 0 and stationary starts give the exact weights, rounded once.
 *
 * `times` are rising and ≥ 0, in the same units as τ. Throws RANGE for bad times, digits or maxSteps, and PRECISION where
 * maxDigits or maxSteps do not suffice: fast directions (|λ|t/τ or ‖W‖²t/τ beyond a few thousand) take too many steps, also
 * of a flow at rest (see `restingFlow`),
 * and a matrix that decays far below the other or is exactly zero at a later time has no relative digits.
 */
export function gradientFlow(
  problem: Problem,
  times: readonly Rational[],
  options: GradientFlowOptions = {},
): OracleAnswer[] {
  const precision = readPrecision(options);
  const { arithmetic = 'bigint', maxSteps } = options;
  requireTimes(times);
  if (maxSteps !== undefined && (!Number.isInteger(maxSteps) || maxSteps < 1))
    throw new DloError('RANGE', 'maxSteps', 'must be a whole number of at least 1', maxSteps);
  if (times.length === 0) return [];
  const stationary = isStationary(problem);
  const scaled = times.filter(time => !stationary && time.sign() > 0).map(time => time.div(problem.tau));
  const exactAnswers = times.length - scaled.length;

  const run = (digits: number, rung: number): Snapshot[] => {
    const start = startSnapshot(decimalField(digits + 10), problem);
    // Every other rung has an order of its own, so that two runs in a row share neither series length nor steps.
    const extraOrder = rung % 2 === 0 ? 0 : 5;
    const moved = evaluateFlow(problem, scaled, { digits, extraOrder, arithmetic, maxSteps });
    return [...Array.from({ length: exactAnswers }, () => start), ...moved];
  };
  const agreement = (worse: Snapshot[], better: Snapshot[]): number[] =>
    better.map((snapshot, index) => snapshotAgreement(worse[index]!, snapshot));
  const certain = arithmetic === 'bigint' ? (run: Snapshot[]) => run.map(snapshot => snapshot.certain) : undefined;
  const { best, agreed } = climb(precision, run, agreement, certain);
  return times.map((time, index) => ({
    time,
    W1: best[index]!.W1,
    W2: best[index]!.W2,
    agreedDigits: agreed[index]!,
  }));
}

/** Whether both derivatives are exactly zero at the start, so that the flow never leaves it. */
function isStationary(problem: Problem): boolean {
  const { W1, W2 } = exactForce(problem);
  return [W1, W2].every(slope => slope.data.every(entry => entry.sign() === 0));
}

function startSnapshot(field: DecimalField, { W1, W2 }: Problem): Snapshot {
  const exact = [W1, W2].every(matrix =>
    matrix.data.every(entry => Rational.of(field.of(entry).toFixed()).equals(entry)),
  );
  return {
    W1: convert(field, W1),
    W2: convert(field, W2),
    output: convert(field, multiply(rationalField, W2, W1)),
    log10Resolution: undefined,
    certain: exact ? Number.POSITIVE_INFINITY : field.digits - 2,
  };
}

function snapshotAgreement(worse: Snapshot, better: Snapshot): number {
  const resolution = worse.log10Resolution;
  // An error in the last place of one factor of W2W1 is multiplied by the other.
  const factor = Math.max(log10Norm(better.W1), log10Norm(better.W2));
  return Math.min(
    trustedDigits(worse.W1, better.W1, resolution),
    trustedDigits(worse.W2, better.W2, resolution),
    trustedDigits(worse.output, better.output, resolution === undefined ? undefined : resolution + factor),
  );
}
