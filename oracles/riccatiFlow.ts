import { DloError } from '../src/errors.ts';
import { BLOCKS, blocksOfQqt } from '../src/network/observables/blocks.ts';
import type { Problem } from '../src/network/problem.ts';
import type { TruthRoute } from '../src/network/truth.ts';
import { log10Norm } from '../src/numbers/decimal/agreement.ts';
import type { Arithmetic } from '../src/numbers/decimal/arithmetic.ts';
import { type Decimal, decimalField } from '../src/numbers/decimal/decimalField.ts';
import { fixedPointToDecimal } from '../src/numbers/decimal/fixedPoint.ts';
import { outOfDigits } from '../src/numbers/decimal/outOfDigits.ts';
import { add, convert, multiply, solve } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { expHamiltonian } from './hamiltonianExponential.ts';
import { climb, type Precision, type PrecisionOptions, readPrecision } from './precisionLadder.ts';
import { requireTimes } from './requireTimes.ts';
import { type BoundedMatrix, correlationAt } from './riccati/correlationAt.ts';
import { log2Norm, toRationals } from './riccati/integerMatrix.ts';
import { linearFlow } from './riccati/linearFlow.ts';
import { isStationary, type RiccatiEquation, riccatiEquation } from './riccati/riccatiEquation.ts';
import { spectralBound } from './riccati/spectralBound.ts';
import { trustedDigits } from './trustedDigits.ts';

/** QQᵀ at one time, (Ni+No)×(Ni+No), and the digits that are certain. */
export interface RiccatiAnswer {
  readonly time: Rational;
  readonly QQ: Matrix<Decimal>;
  /**
   * The worst of the blocks W1ᵀW1, W2W1 and W2W2ᵀ, each relative to its own Frobenius norm: from a proven bound of the error,
   * or with decimal.js the digits to which two runs agree.
   */
  readonly agreedDigits: number;
  readonly route: Extract<TruthRoute, 'start' | 'linear-flow'>;
}

export interface RiccatiFlowOptions extends PrecisionOptions {
  readonly arithmetic?: Arithmetic;
  /**
   * Take weights that are not exactly λ-balanced as if they were, with the nearest λ: the answer then solves the Riccati
   * equation but not the gradient flow. Default false.
   */
  readonly allowUnbalanced?: boolean;
}

/** Beyond this growth e^(2‖F‖t/τ), in bits, the numbers are too wide to be worth it. */
const MOST_GROWTH_BITS = 100_000;

/**
 * QQᵀ of the gradient flow of white inputs and λ-balanced weights, from the linear flow behind the Riccati equation
 * τ dX/dt = FX + XF − X², F = [[−λ/2 I, Σyxᵀ],[Σyx, λ/2 I]]: with [Z;Y] = exp([[−F, I],[0, F]] t/τ) [I; Q0Q0ᵀ] it is
 * X = YZ⁻¹. A second route to what `gradientFlow` integrates, sharing no code with its integrator; the time costs little,
 * since it is reached by squaring.
 *
 * `times` are rising and ≥ 0, in the same units as τ; time 0 and stationary starts give the exact QQᵀ, rounded once.
 * `maxDigits` counts digits beyond those that the growth e^(2‖F‖t/τ) takes. Throws RANGE for bad times or digits,
 * NOT_WHITE, NOT_BALANCED (unless allowed), and PRECISION where maxDigits do not suffice or the growth is out of reach.
 */
export function riccatiFlow(
  problem: Problem,
  times: readonly Rational[],
  options: RiccatiFlowOptions = {},
): RiccatiAnswer[] {
  const precision = readPrecision(options);
  requireTimes(times);
  requireWhite(problem);
  const equation = riccatiEquation(problem, options.allowUnbalanced ?? false);
  const stationary = isStationary(equation);
  const norm = spectralBound(equation.F);
  const correlation =
    options.arithmetic === 'decimal' ? agreedCorrelation(equation, norm) : certainCorrelation(equation);
  return times.map(time => {
    if (stationary || time.sign() === 0) {
      const QQ = convert(decimalField(precision.digits + 10), toRationals(equation.X0));
      return { time, QQ, agreedDigits: Number.POSITIVE_INFINITY, route: 'start' };
    }
    const span = time.div(problem.tau);
    const growthBits = Math.ceil(2 * norm * span.toNumber() * Math.LOG2E);
    if (growthBits > MOST_GROWTH_BITS)
      throw new DloError('PRECISION', 'times', `must keep 2‖F‖t/τ·log2(e) below ${MOST_GROWTH_BITS}`, growthBits);
    return { time, ...correlation(span, problem.W1.cols, precision), route: 'linear-flow' };
  });
}

/** QQᵀ at a time in units of τ, and its certain digits. */
type Correlation = (time: Rational, Ni: number, precision: Precision) => Omit<RiccatiAnswer, 'time' | 'route'>;

/** One calculation in integers, repeated only where its bound leaves a small block too few digits. */
function certainCorrelation(equation: RiccatiEquation): Correlation {
  const flow = linearFlow(equation);
  return (time, Ni, precision) => {
    const { digits, maxDigits } = precision;
    let reached = 0;
    // Blocks are often smaller than the whole.
    let working = digits + 10;
    while (working <= maxDigits) {
      const X = correlationAt(flow, time, working * Math.log2(10));
      const certain = certainDigits(X, Ni);
      if (certain >= digits) return { QQ: inDecimals(X), agreedDigits: certain };
      reached = Math.max(reached, certain);
      // A block below the last place may be of any size.
      const enough = certain > 1 ? Math.ceil(working + digits - certain) + 1 : 2 * working;
      working = working < maxDigits ? Math.min(enough, maxDigits) : enough;
    }
    throw outOfDigits(precision, reached);
  };
}

function certainDigits({ entries, fractionBits, log2Error }: BoundedMatrix, Ni: number): number {
  const smallest = Math.min(...Object.values(blocksOfQqt(entries, Ni)).map(log2Norm));
  return Math.max(0, smallest - fractionBits - log2Error) * Math.log10(2);
}

function inDecimals({ entries, fractionBits }: BoundedMatrix): Matrix<Decimal> {
  const field = decimalField(Math.max(5, Math.ceil(log2Norm(entries) * Math.log10(2)) + 3));
  return entries.map(entry => fixedPointToDecimal(field, entry, fractionBits));
}

interface DecimalRun {
  readonly QQ: Matrix<Decimal>;
  /** log10 of the absolute error of the working digits. */
  readonly log10Resolution: number;
}

/** Runs in decimal.js at rising precision until two agree. */
function agreedCorrelation(equation: RiccatiEquation, norm: number): Correlation {
  return (time, Ni, precision) => {
    const growthDigits = norm * time.toNumber() * Math.LOG10E;
    const run = (digits: number): DecimalRun => {
      const QQ = inDecimalsAlone(equation, time, digits, growthDigits);
      return { QQ, log10Resolution: Math.max(0, log10Norm(QQ)) - digits };
    };
    const { best, agreed } = climb(precision, run, (worse, better) => {
      const [left, right] = [blocksOfQqt(worse.QQ, Ni), blocksOfQqt(better.QQ, Ni)];
      return [Math.min(...BLOCKS.map(name => trustedDigits(left[name], right[name], worse.log10Resolution)))];
    });
    return { QQ: best.QQ, agreedDigits: agreed[0]! };
  };
}

/**
 * X(t) with `digits` digits and those that the growth of the exponential takes: Y and Z are rounded at e^(‖F‖t), and ‖Z⁻¹‖ ≤ e^(‖F‖t)
 * (correlationAt.ts).
 */
function inDecimalsAlone(
  equation: RiccatiEquation,
  time: Rational,
  digits: number,
  growthDigits: number,
): Matrix<Decimal> {
  const wide = decimalField(digits + Math.ceil(2 * growthDigits) + 15);
  const { decay, mixed, growth } = expHamiltonian(wide, toRationals(equation.F), time);
  const start = convert(wide, toRationals(equation.X0));
  const Z = add(wide, decay, multiply(wide, mixed, start));
  const X = solve(wide, Z.transpose(), multiply(wide, growth, start).transpose()).transpose();
  return X.map(decimalField(digits + 10).cross);
}

function requireWhite({ sigmaXX }: Problem): void {
  const off = sigmaXX?.data.findIndex(
    (entry, index) => !entry.equals(index % (sigmaXX.cols + 1) === 0 ? Rational.ONE : Rational.ZERO),
  );
  if (sigmaXX === undefined || off === undefined || off < 0) return;
  throw new DloError('NOT_WHITE', 'sigmaXX', `must be the identity at entry ${off + 1}`, sigmaXX.data[off]!.toString());
}
