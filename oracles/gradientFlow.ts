import { DloError } from '../src/errors.ts';
import type { Problem } from '../src/network/problem.ts';
import { convert, multiply, subtract } from '../src/numbers/linearAlgebra.ts';
import { Matrix } from '../src/numbers/matrix.ts';
import type { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { log10Norm } from './agreement.ts';
import { type Decimal, type DecimalField, decimalField } from './decimalField.ts';
import { climb, type PrecisionOptions, readPrecision } from './precisionLadder.ts';
import { requireTimes } from './requireTimes.ts';
import { bigintKernel } from './taylor/bigintKernel.ts';
import { decimalKernel } from './taylor/decimalKernel.ts';
import { affordableSteps, fractionBits, type IntegrateOptions, integrate } from './taylor/integrate.ts';
import type { TaylorKernel } from './taylor/kernel.ts';
import { trustedDigits } from './trustedDigits.ts';

/** The weights at one time, W1 Nh×Ni and W2 No×Nh, and the digits to which two runs of the oracle agree. */
export interface OracleAnswer {
  readonly time: Rational;
  readonly W1: Matrix<Decimal>;
  readonly W2: Matrix<Decimal>;
  /** The worst of W1, W2 and W2W1, each relative to its own Frobenius norm; Infinity where both runs are equal. */
  readonly agreedDigits: number;
}

export interface GradientFlowOptions extends PrecisionOptions {
  /** `bigint` fixed point (default) or decimal.js, slower and independent of it. */
  readonly arithmetic?: 'bigint' | 'decimal';
  /** Taylor steps per run before the oracle gives up; by default what takes about a minute, 100 to 20000. */
  readonly maxSteps?: number;
}

interface Snapshot {
  readonly W1: Matrix<Decimal>;
  readonly W2: Matrix<Decimal>;
  readonly output: Matrix<Decimal>;
  /** log10 of the absolute error that rounding to the last place makes; undefined for exact weights rounded once. */
  readonly log10Resolution: number | undefined;
}

/**
 * The raw gradient flow τ dW1/dt = W2ᵀ(Σyx − W2W1Σxx), τ dW2/dt = (Σyx − W2W1Σxx)W1ᵀ of any weights, balanced or not, at
 * the given times, by Taylor series in the weights alone. Every answer comes from two runs at different digits, order
 * and steps. Time 0 and stationary starts give the exact weights, rounded once.
 *
 * `times` are rising and ≥ 0, in the same units as τ. Throws RANGE for bad times, digits or maxSteps, and PRECISION where
 * maxDigits or maxSteps do not suffice: fast directions (|λ|t/τ or ‖W‖²t/τ beyond a few thousand) take too many steps,
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
    const field = decimalField(digits + 10);
    const start = startSnapshot(field, problem);
    // Every other rung has an order of its own, so that two runs in a row share neither series length nor steps.
    const order = Math.ceil(1.2 * digits) + (rung % 2 === 0 ? 2 : 7);
    const settings = {
      order,
      toleranceBits: digits * Math.log2(10),
      maxSteps: maxSteps ?? affordableSteps(problem, order),
    };
    const moved =
      arithmetic === 'bigint'
        ? snapshots(field, bigintKernel(fractionBits(problem, digits, order)), problem, scaled, settings)
        : snapshots(field, decimalKernel(digits + 10), problem, scaled, settings);
    return [...Array.from({ length: exactAnswers }, () => start), ...moved];
  };
  const agreement = (worse: Snapshot[], better: Snapshot[]): number[] =>
    better.map((snapshot, index) => snapshotAgreement(worse[index]!, snapshot));
  const { best, agreed } = climb(precision, run, agreement);
  return times.map((time, index) => ({
    time,
    W1: best[index]!.W1,
    W2: best[index]!.W2,
    agreedDigits: agreed[index]!,
  }));
}

/** Whether both derivatives are exactly zero at the start, so that the flow never leaves it. */
function isStationary({ W1, W2, sigmaYX, sigmaXX }: Problem): boolean {
  const exact = rationalField;
  const output = multiply(exact, W2, sigmaXX === undefined ? W1 : multiply(exact, W1, sigmaXX));
  const error = subtract(exact, sigmaYX, output);
  const slopes = [multiply(exact, W2.transpose(), error), multiply(exact, error, W1.transpose())];
  return slopes.every(slope => slope.data.every(entry => entry.sign() === 0));
}

function startSnapshot(field: DecimalField, { W1, W2 }: Problem): Snapshot {
  return {
    W1: convert(field, W1),
    W2: convert(field, W2),
    output: convert(field, multiply(rationalField, W2, W1)),
    log10Resolution: undefined,
  };
}

function snapshots<T>(
  field: DecimalField,
  kernel: TaylorKernel<T>,
  problem: Problem,
  times: readonly Rational[],
  { order, toleranceBits, maxSteps }: IntegrateOptions,
): Snapshot[] {
  const [Ni, Nh, No] = [problem.W1.cols, problem.W1.rows, problem.W2.rows];
  return integrate(kernel, problem, times, { order, toleranceBits, maxSteps }).map(raw => {
    const W1 = new Matrix(
      Nh,
      Ni,
      raw.W1.map(entry => kernel.toDecimal(field, entry)),
    );
    const W2 = new Matrix(
      No,
      Nh,
      raw.W2.map(entry => kernel.toDecimal(field, entry)),
    );
    return { W1, W2, output: multiply(field, W2, W1), log10Resolution: kernel.log10Resolution };
  });
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
