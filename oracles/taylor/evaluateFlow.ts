import type { Problem } from '../../src/network/problem.ts';
import { log10Norm } from '../../src/numbers/decimal/agreement.ts';
import type { Arithmetic } from '../../src/numbers/decimal/arithmetic.ts';
import { type Decimal, type DecimalField, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { multiply } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { decimalKernel } from './decimalKernel.ts';
import { integrate, type RawWeights } from './integrate.ts';
import type { TaylorKernel } from './kernel.ts';
import { limbKernel } from './limbKernel.ts';
import { withLimbProducts } from './limbProducts.ts';
import { norm, normalized } from './normalized.ts';
import { orderFor } from './stepSize.ts';

export interface Evaluation {
  readonly W1: Matrix<Decimal>;
  readonly W2: Matrix<Decimal>;
  readonly output: Matrix<Decimal>;
  /** log10 of the absolute error that rounding to the last place makes; −Infinity in floating point. */
  readonly log10Resolution: number;
  /** The relative digits of W1, W2 and W2W1 that a bound on their error leaves, at worst; 0 where there is none. */
  readonly certain: number;
}

export interface EvaluationOptions {
  readonly digits: number;
  /** Powers beyond the best order for the digits: evaluations of different `extraOrder` share no series and no steps. */
  readonly extraOrder?: number;
  readonly arithmetic?: Arithmetic;
  readonly maxSteps?: number | undefined;
}

/** Products of coefficients that one evaluation may take unless told otherwise: some seconds' work. */
const AFFORDABLE_PRODUCTS = 6e8;

/** Bits for the rounding of a step beyond that of one coefficient, and for the growth of errors, as a rule. */
const GUARD_BITS = 16;

/** One integration of the flow from rising times t/τ > 0, with numbers and truncation errors of so many relative digits. */
export function evaluateFlow(
  problem: Problem,
  times: readonly Rational[],
  { digits, extraOrder = 0, arithmetic = 'bigint', maxSteps }: EvaluationOptions,
): Evaluation[] {
  const toleranceBits = digits * Math.log2(10);
  const order = orderFor(toleranceBits) + extraOrder;
  const scaled = normalized(problem);
  const widest = Math.max(problem.W1.cols, problem.W1.rows, problem.W2.rows);
  const field = decimalField(digits + 10);
  const run = <S, N>(kernel: TaylorKernel<S, N>): Evaluation[] =>
    integrate(
      kernel,
      scaled.problem,
      times.map(time => time.div(scaled.timeUnit)),
      { toleranceBits, maxSteps: maxSteps ?? affordableSteps(problem, order), timeUnit: scaled.timeUnit },
    ).map(raw => inDecimals(field, kernel, problem, raw, scaled.weightExponent));
  if (arithmetic === 'decimal') return run(decimalKernel(digits + 12, order));
  const fractionBits = Math.ceil(toleranceBits + bitsBelowOne(scaled.problem)) + GUARD_BITS;
  return withLimbProducts(products => run(limbKernel({ fractionBits, order, terms: 2 * widest }, products)));
}

/** Steps of an order that stay within the affordable number of products, between 100 and 20000. */
function affordableSteps({ W1, W2 }: Problem, order: number): number {
  const perStep = 1.5 * W1.rows * W1.cols * W2.rows * order * order;
  return Math.round(Math.min(20_000, Math.max(100, AFFORDABLE_PRODUCTS / perStep)));
}

/** How far below 1 the weights of a normalized problem may lie, at any time. */
function bitsBelowOne(problem: Problem): number {
  const [s, w1, w2] = [norm(problem.sigmaYX), norm(problem.W1), norm(problem.W2)];
  const sizes = [w1, w2, Math.sqrt(s), s / Math.max(w1, w2)].filter(size => size > 0 && Number.isFinite(size));
  return Math.max(0, -Math.log2(Math.min(1, ...sizes)));
}

function inDecimals<S, N>(
  field: DecimalField,
  kernel: TaylorKernel<S, N>,
  problem: Problem,
  raw: RawWeights<N>,
  exponent: number,
): Evaluation {
  const [Ni, Nh, No] = [problem.W1.cols, problem.W1.rows, problem.W2.rows];
  const matrix = (rows: number, cols: number, entries: readonly N[]): Matrix<Decimal> =>
    new Matrix(
      rows,
      cols,
      entries.map(entry => kernel.toDecimal(field, entry, exponent)),
    );
  const W1 = matrix(Nh, Ni, raw.W1);
  const W2 = matrix(No, Nh, raw.W2);
  const output = multiply(field, W2, W1);
  const log10Unit = exponent * Math.log10(2);
  const log10Error = raw.log2Error * Math.log10(2) + log10Unit;
  const [first, second] = [log10Norm(W1), log10Norm(W2)];
  // An error of W1 and W2 is multiplied by their norms in W2W1.
  const smallest = Math.min(first, second, log10Norm(output) - Math.max(first, second) - Math.log10(2));
  // The decimals are rounded too.
  const certain = Math.min(smallest - log10Error, field.digits - 2) - 0.2;
  return {
    W1,
    W2,
    output,
    log10Resolution: kernel.log10Resolution + log10Unit,
    // A matrix that has sunk below the last place has no digits (and −∞ + ∞ none to count).
    certain: certain > 0 ? certain : 0,
  };
}
