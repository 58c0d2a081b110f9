import { lossOfMap } from '../src/network/observables/loss.ts';
import type { Problem } from '../src/network/problem.ts';
import { log10, log10Norm } from '../src/numbers/decimal/agreement.ts';
import { decimalField } from '../src/numbers/decimal/decimalField.ts';
import { float64Svd } from '../src/numbers/float64Svd.ts';
import { convert, multiply, toFloat64 } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { unlessUncertain } from '../src/unlessUncertain.ts';
import { type GradientFlowOptions, gradientFlow, type OracleAnswer } from './gradientFlow.ts';

/** The weights of a flow that has come to rest, and log10 of what ½‖Σyx − W2W1‖²_F is at most. */
export interface RestingAnswer extends OracleAnswer {
  readonly log10Loss: number;
}

/** Digits to work with, as a multiple of those asked for: a flow about to rest loses few. */
const MOST_WORKING = 3;

/** Times tried, each twice the one before. */
const MOST_TIMES = 6;

/**
 * The flow at a time too late to be integrated to, where it has learned its task long before: the weights of an earlier time
 * T, with the digits that are left when they may still move. White inputs; undefined where no T is found from which the
 * following shows that little is left to move (a rank-limited optimum, a saddle, a direction that fades like 1/t).
 *
 * E = Σyx − W2W1 has τ E' = −W2W2ᵀE − EW1ᵀW1, so that ‖E‖ falls at least like e^{−mt/τ} while the least eigenvalues of
 * W2W2ᵀ and W1ᵀW1 sum to m or more. With A = ‖W‖ and μ their sum at T, the weights move by no more than ρ = 4A‖E‖/μ from
 * then on if ρ ≤ A and 2(2Aρ + ρ²) ≤ μ/2: that far away the sum is at least m = μ − 2(2Aρ + ρ²) ≥ μ/2 and the speed at most
 * 2A‖E‖/τ, whose integral is ρ.
 */
export function restingFlow(
  problem: Problem,
  time: Rational,
  { digits = 50, ...options }: GradientFlowOptions = {},
): RestingAnswer | undefined {
  if (problem.sigmaXX !== undefined) return undefined;
  const size = Math.hypot(...problem.sigmaYX.data.map(entry => entry.toNumber()));
  if (!(size > 0 && Number.isFinite(size))) return undefined;
  // A mode of that strength would have all digits by then.
  let earlier = problem.tau.mul(Rational.of(Math.ceil(2 * (digits + 10)))).div(Rational.of(size));
  const asked = Math.min(500, digits + 10);
  for (let tried = 0; tried < MOST_TIMES && earlier.compare(time) < 0; tried++) {
    const answer = reached(problem, earlier, { ...options, digits: asked, maxDigits: MOST_WORKING * asked });
    if (answer === undefined) return undefined;
    const rest = fromThere(problem, answer, time.sub(earlier).div(problem.tau).toNumber());
    if (rest !== undefined && rest.agreedDigits >= Math.min(digits, asked - 10)) return { ...rest, time };
    earlier = earlier.mul(Rational.of(2));
  }
  return undefined;
}

function reached(problem: Problem, time: Rational, options: GradientFlowOptions): OracleAnswer | undefined {
  return unlessUncertain(() => gradientFlow(problem, [time], options)[0]);
}

function fromThere(problem: Problem, answer: OracleAnswer, wait: number): RestingAnswer | undefined {
  const field = decimalField(
    Math.max(20, ...[...answer.W1.data, ...answer.W2.data].map(entry => entry.precision())) + 5,
  );
  const weights = { W1: answer.W1.map(field.cross), W2: answer.W2.map(field.cross) };
  const output = multiply(field, weights.W2, weights.W1);
  const loss = lossOfMap(field, { sigmaYX: convert(field, problem.sigmaYX), irreducibleLoss: field.zero }, output);
  const [log1, log2] = [log10Norm(weights.W1), log10Norm(weights.W2)];
  const [first, second] = [toFloat64(field, weights.W1), toFloat64(field, weights.W2)];
  const A = Math.hypot(...first.data, ...second.data);
  const logA = Math.log10(A);
  // The computed E is off by what the weights are, at most A²·10^(−agreed) or so.
  const logError = 2 * logA + 0.5 - Math.min(answer.agreedDigits, field.digits - 3);
  const logE = logSum(loss.isZero() ? Number.NEGATIVE_INFINITY : (log10(loss) + Math.log10(2)) / 2, logError);
  const mu = leastEigenvalue(first) + leastEigenvalue(second.transpose()) - 1e-12 * A * A;
  if (!(mu > 0 && A > 0 && Number.isFinite(A))) return undefined;
  const logRho = Math.log10(4) + logA + logE - Math.log10(mu);
  const rho = 10 ** logRho;
  const turn = 2 * (2 * A * rho + rho * rho);
  if (!(rho <= A && turn <= mu / 2)) return undefined;
  const moved = Math.min(log1, log2, log10Norm(output) - logA - Math.log10(2)) - logRho;
  return {
    ...answer,
    agreedDigits: Math.min(answer.agreedDigits, moved) - Math.log10(2),
    log10Loss: 2 * (logE - (mu - turn) * wait * Math.LOG10E * (1 - 1e-9)) - Math.log10(2),
  };
}

/** The least eigenvalue of AᵀA. */
export function leastEigenvalue(A: Matrix<number>): number {
  return A.rows < A.cols ? 0 : (float64Svd(A).s.at(-1) ?? 0) ** 2;
}

/** log10 of a sum, from log10 of two numbers one of which at least is not 0. */
export function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  return most + Math.log10(10 ** (a - most) + 10 ** (b - most));
}
