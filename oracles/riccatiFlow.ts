import { DloError } from '../src/errors.ts';
import { balance, nearestLambda } from '../src/network/balance.ts';
import type { Problem } from '../src/network/problem.ts';
import {
  add,
  convert,
  identity,
  multiply,
  scale,
  solve,
  stackCols,
  stackRows,
  subtract,
} from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { log10Norm } from './agreement.ts';
import { type Decimal, decimalField } from './decimalField.ts';
import { fixedPointField } from './fixedPointField.ts';
import { expHamiltonian } from './hamiltonianExponential.ts';
import { climb, type PrecisionOptions, readPrecision } from './precisionLadder.ts';
import { requireTimes } from './requireTimes.ts';
import { trustedDigits } from './trustedDigits.ts';

/** QQᵀ at one time, (Ni+No)×(Ni+No), and the digits to which two runs of the oracle agree. */
export interface RiccatiAnswer {
  readonly time: Rational;
  readonly QQ: Matrix<Decimal>;
  /** The worst of the blocks W1ᵀW1, W2W1 and W2W2ᵀ, each relative to its own Frobenius norm. */
  readonly agreedDigits: number;
}

export interface RiccatiFlowOptions extends PrecisionOptions {
  /** `bigint` fixed point (default) or decimal.js, slower and independent of it. */
  readonly arithmetic?: 'bigint' | 'decimal';
  /**
   * Take weights that are not exactly λ-balanced as if they were, with the nearest λ: the answer then solves the Riccati
   * equation but not the gradient flow. Default false.
   */
  readonly allowUnbalanced?: boolean;
}

interface Run {
  readonly QQ: Matrix<Decimal>;
  /** log10 of the absolute error of the working digits; undefined for an exact value rounded once. */
  readonly log10Resolution: number | undefined;
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
  const lambda = readLambda(problem, options.allowUnbalanced ?? false);
  const F = flowMatrix(problem.sigmaYX, lambda);
  const Q0 = stackRows(problem.W1.transpose(), problem.W2);
  const X0 = multiply(rationalField, Q0, Q0.transpose());
  const stationary = isStationary(F, X0);
  const Ni = problem.W1.cols;
  return times.map(time => {
    const run = (digits: number): Run => {
      if (stationary || time.sign() === 0) {
        return { QQ: convert(decimalField(digits + 10), X0), log10Resolution: undefined };
      }
      const QQ = solveAt(F, X0, time.div(problem.tau), digits, options.arithmetic ?? 'bigint');
      return { QQ, log10Resolution: Math.max(0, log10Norm(QQ)) - digits };
    };
    const { best, agreed } = climb(precision, run, (worse, better) => [blockAgreement(worse, better, Ni)]);
    return { time, QQ: best.QQ, agreedDigits: agreed[0]! };
  });
}

/** X(t) with `digits` digits and those that the growth of the exponential takes. */
function solveAt(
  F: Matrix<Rational>,
  X0: Matrix<Rational>,
  time: Rational,
  digits: number,
  arithmetic: 'bigint' | 'decimal',
): Matrix<Decimal> {
  const growthBits = Math.ceil(2 * rowSumNorm(F) * time.toNumber() * Math.LOG2E);
  if (growthBits > MOST_GROWTH_BITS)
    throw new DloError('PRECISION', 'times', `must keep 2‖F‖t/τ·log2(e) below ${MOST_GROWTH_BITS}`, growthBits);
  const bits = Math.ceil(digits * Math.log2(10)) + growthBits + 32;
  const wide = decimalField(Math.ceil((bits + growthBits / 2) * Math.log10(2)) + 5);
  const [Z, Y] = arithmetic === 'bigint' ? linearFlowInBigint() : linearFlowInDecimal();
  const X = solve(wide, Z.transpose(), Y.transpose()).transpose();
  const field = decimalField(digits + 10);
  return X.map(entry => field.cross(entry));

  function linearFlowInBigint(): [Matrix<Decimal>, Matrix<Decimal>] {
    const fixed = fixedPointField(bits);
    const { decay, mixed, growth } = expHamiltonian(fixed, F, time);
    const start = convert(fixed, X0);
    return [add(fixed, decay, multiply(fixed, mixed, start)), multiply(fixed, growth, start)].map(block =>
      block.map(entry => fixed.toDecimal(wide, entry)),
    ) as [Matrix<Decimal>, Matrix<Decimal>];
  }

  function linearFlowInDecimal(): [Matrix<Decimal>, Matrix<Decimal>] {
    const { decay, mixed, growth } = expHamiltonian(wide, F, time);
    const start = convert(wide, X0);
    return [add(wide, decay, multiply(wide, mixed, start)), multiply(wide, growth, start)];
  }
}

function requireWhite({ sigmaXX }: Problem): void {
  const off = sigmaXX?.data.findIndex(
    (entry, index) => !entry.equals(index % (sigmaXX.cols + 1) === 0 ? Rational.ONE : Rational.ZERO),
  );
  if (sigmaXX === undefined || off === undefined || off < 0) return;
  throw new DloError('NOT_WHITE', 'sigmaXX', `must be the identity at entry ${off + 1}`, sigmaXX.data[off]!.toString());
}

function readLambda(problem: Problem, allowUnbalanced: boolean): Rational {
  const exact = rationalField;
  const lambda = nearestLambda(exact, problem);
  const off = subtract(exact, balance(exact, problem), scale(exact, lambda, identity(exact, problem.W1.rows)));
  const worst = off.data.find(entry => entry.sign() !== 0);
  if (worst !== undefined && !allowUnbalanced)
    throw new DloError('NOT_BALANCED', 'weights', `must have W2ᵀW2 − W1W1ᵀ = λI, off by an entry`, worst.toString());
  return lambda;
}

function flowMatrix(sigmaYX: Matrix<Rational>, lambda: Rational): Matrix<Rational> {
  const exact = rationalField;
  const half = lambda.div(Rational.of(2));
  const top = stackCols(scale(exact, half.neg(), identity(exact, sigmaYX.cols)), sigmaYX.transpose());
  return stackRows(top, stackCols(sigmaYX, scale(exact, half, identity(exact, sigmaYX.rows))));
}

function isStationary(F: Matrix<Rational>, X: Matrix<Rational>): boolean {
  const exact = rationalField;
  const slope = subtract(exact, add(exact, multiply(exact, F, X), multiply(exact, X, F)), multiply(exact, X, X));
  return slope.data.every(entry => entry.sign() === 0);
}

/** The largest absolute row sum: an upper bound of the spectral norm. */
function rowSumNorm(a: Matrix<Rational>): number {
  return Math.max(...a.toRows().map(row => row.reduce((sum, entry) => sum + Math.abs(entry.toNumber()), 0)));
}

function blockAgreement(worse: Run, better: Run, Ni: number): number {
  const blocks = ({ QQ }: Run): Matrix<Decimal>[] => [
    QQ.slice(0, Ni, 0, Ni),
    QQ.slice(Ni, QQ.rows, 0, Ni),
    QQ.slice(Ni, QQ.rows, Ni, QQ.rows),
  ];
  const right = blocks(better);
  return Math.min(...blocks(worse).map((block, index) => trustedDigits(block, right[index]!, worse.log10Resolution)));
}
