import { gradientFlow, type OracleAnswer } from '../oracles/gradientFlow.ts';
import { type RestingAnswer, restingFlow } from '../oracles/restingFlow.ts';
import { BALANCE_DIGITS } from '../src/dynamics/flowLambda.ts';
import { DloError } from '../src/errors.ts';
import { balanceDigits, nearestLambda } from '../src/network/balance.ts';
import type { Problem } from '../src/network/problem.ts';
import { decimalField } from '../src/numbers/decimal/decimalField.ts';
import { convert } from '../src/numbers/linearAlgebra.ts';
import type { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';
import { type Certain, decimalRows, decimalText, isBound } from './certain.ts';
import { certainAtTimes } from './certainAtTimes.ts';
import { type CertainQuantities, certainQuantities } from './certainQuantities.ts';
import type { LineQuantity, ProblemLine } from './problemLine.ts';

/** Most digits that the oracle is asked for. */
const MOST_DIGITS = 500;

/** Digits asked of the weights beyond those of the answer: enough for Gram matrices. */
const GUARD = 3;

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
  return {
    lambda: lambda && decimalText(decimalField(digits).of(lambda), digits),
    ...certainAtTimes(
      line,
      digits,
      rising => observe(line, rising, digits),
      (quantity, parts) => inShape(quantity, parts, digits),
    ),
  };
}

function observe(line: ProblemLine, times: readonly Rational[], digits: number): CertainQuantities[] {
  const resting = new Map<Rational, RestingAnswer>();
  for (let asked = Math.min(MOST_DIGITS, digits + GUARD); ; ) {
    const moving = times.filter(time => !resting.has(time));
    const answers = answersAt(line.problem, moving, asked);
    const seen = times.map(time => certainQuantities(line, resting.get(time) ?? answers.shift()!, digits));
    const shortfall = digits - Math.min(...seen.map(digitsWithinReach));
    if (!(shortfall > 0) || asked === MOST_DIGITS) return seen;
    let enough = asked + (Number.isFinite(shortfall) ? Math.ceil(shortfall) + GUARD : digits);
    seen.forEach((parts, index) => {
      const time = times[index]!;
      if (resting.has(time) || ![...parts.values()].flat().some(isBound)) return;
      // How far down the loss is by then is known without its digits.
      const rest = restingFlow(line.problem, time, { digits: Math.min(asked, digits + GUARD) });
      if (rest === undefined) enough = Math.max(enough, 2 * asked);
      else if (rest.log10Loss < -2 * MOST_DIGITS) resting.set(time, rest);
      else enough = Math.max(enough, Math.ceil(digits + GUARD - rest.log10Loss / 2));
    });
    asked = Math.min(MOST_DIGITS, enough);
  }
}

/** The least digits of all but a loss known to be too small for any that could be asked for. */
function digitsWithinReach(quantities: CertainQuantities): number {
  const isOutOfReach = ({ log10Most = 0 }: Certain): boolean => log10Most < -2 * MOST_DIGITS;
  return Math.min(
    ...[...quantities.values()]
      .flat()
      .filter(part => !isOutOfReach(part))
      .map(part => part.digits),
  );
}

/** Weights that decay, towards a saddle say, have their digits far behind the point. */
const MOST_WORKING_DIGITS = 1200;

/** The flow at all times; those too late to be integrated to are answered by how it rests. */
function answersAt(problem: Problem, times: readonly Rational[], digits: number): (OracleAnswer | RestingAnswer)[] {
  const options = { digits, maxDigits: MOST_WORKING_DIGITS };
  try {
    return gradientFlow(problem, times, options);
  } catch (error) {
    if (!(error instanceof DloError) || error.code !== 'PRECISION') throw error;
    const last = times.at(-1)!;
    const rest = restingFlow(problem, last, options);
    if (rest === undefined) throw error;
    return [...answersAt(problem, times.slice(0, -1), digits), rest];
  }
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
