import { gradientFlow, type OracleAnswer } from '../oracles/gradientFlow.ts';
import { type RestingAnswer, restingFlow } from '../oracles/restingFlow.ts';
import { BALANCE_DIGITS } from '../src/dynamics/flowLambda.ts';
import { DloError } from '../src/errors.ts';
import { balanceDigits, nearestLambda } from '../src/network/balance.ts';
import { decimalField } from '../src/numbers/decimal/decimalField.ts';
import { convert } from '../src/numbers/linearAlgebra.ts';
import type { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { type Certain, decimalRows, decimalText } from './certain.ts';
import { certainAtTimes } from './certainAtTimes.ts';
import { certainQuantities } from './certainQuantities.ts';
import type { LineQuantity, ProblemLine } from './problemLine.ts';
import { type RoutedOracles, raisedDigits, withRoutes } from './raisedDigits.ts';

/**
 * The fields of the oracle's answer, in decimal strings. The flow is that of the numbers exactly as given, of any balance,
 * with Σxx = XXᵀ/P where data were given. The entries of a matrix are rounded to one place: the last of the digits asked
 * for, counted from its largest entry (of the balance, from the largest of the two matrices that cancel in it).
 *
 * More digits are asked of the oracle where a small loss or a nearly singular W2 costs some. Where 500 do not suffice, a
 * value has fewer than asked for, and `agreedDigits` says how many; PRECISION where none is left. A loss without a certain
 * digit is said to be below a power of ten, "<1e-1000", and does not count.
 */
export function decimalAnswer(line: ProblemLine, digits: number): Record<string, unknown> {
  const lambda = lambdaOf(line);
  const oracles = oraclesOf(line);
  return {
    lambda: lambda && decimalText(decimalField(digits).of(lambda), digits),
    ...certainAtTimes(
      line,
      digits,
      rising => raisedDigits(rising, digits, oracles, answer => certainQuantities(line, answer, digits)),
      (quantity, parts) => inShape(quantity, parts, digits),
      oracles.routes,
    ),
  };
}

function oraclesOf({ problem }: ProblemLine): RoutedOracles<OracleAnswer, RestingAnswer> {
  return withRoutes({
    moving: (times, options) => gradientFlow(problem, times, options),
    resting: (time, options) => restingFlow(problem, time, options),
  });
}

/** The stated λ, or the nearest where the weights are balanced with it up to rounding; null for any other weights. */
function lambdaOf({ problem, lambda: stated }: ProblemLine): Rational | null {
  const field = decimalField(40);
  const weights = { W1: convert(field, problem.W1), W2: convert(field, problem.W2) };
  const lambda = stated ?? nearestLambda(rationalField, problem);
  const digits = balanceDigits(field, weights, field.of(lambda));
  if (digits >= BALANCE_DIGITS) return lambda;
  if (stated === undefined) return null;
  const rule = `must be λ-balanced with λ = ${stated} (without "lambda" they may have any balance)`;
  throw new DloError('NOT_BALANCED', 'weights', rule, `relative residual ${(10 ** -digits).toPrecision(3)}`);
}

function inShape(quantity: LineQuantity, parts: readonly Certain[], digits: number): unknown {
  const [first, second] = parts.map(part => decimalRows(part, digits));
  if (quantity === 'rsm') return { input: first, output: second };
  return quantity === 'loss' ? first![0]![0] : first;
}
