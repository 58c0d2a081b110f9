import { DloError } from '../errors.ts';
import { balanceDigits, nearestLambda } from '../network/balance.ts';
import { exactProblem, type ProblemLike } from '../network/exactProblem.ts';
import type { Problem } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { exactly } from '../numbers/decimal/exactly.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import { rationalField } from '../numbers/rationalField.ts';
import type { MatcherResult } from './matcherResult.ts';
import { type FlowMatchOptions, oracleDigits, readDigits, readFunction, readTimes } from './matchOptions.ts';
import { matchPairs } from './matchPairs.ts';
import { problemLines } from './problemLines.ts';
import { qqtPairs, readQqt } from './qqtPairs.ts';

/** `toSolveRiccati` (cli/flowMatchers.ts) by the oracles that are handed in. */
export function solveRiccati(
  oracles: Truth,
  received: unknown,
  problem: ProblemLike,
  options: FlowMatchOptions = {},
): MatcherResult {
  const subject = readFunction(received);
  const digits = readDigits(options.digits);
  const exact = exactProblem(problem);
  requireBalanced(exact, digits);
  const truth = oracles.correlations(exact, readTimes(exact, options.times), {
    digits: oracleDigits(digits),
    allowUnbalanced: true,
  });
  const pairs = truth.flatMap(({ time, QQ }) => {
    const t = time.toNumber();
    const value = readQqt(`received(${t})`, subject(t));
    return qqtPairs(` at t = ${t}`, value, exactly(QQ), exact.W1.cols).map(pair => ({ ...pair, time }));
  });
  return matchPairs(pairs, digits, {
    subject: 'the function',
    deed: 'solve the Riccati equation',
    labels: ['stated', 'true'],
    about: ({ time }) => problemLines(exact, time!, 'qqt', digits),
  });
}

function requireBalanced(problem: Problem, digits: number): void {
  const field = decimalField(Math.ceil(digits) + 20);
  const weights = { W1: convert(field, problem.W1), W2: convert(field, problem.W2) };
  const balanced = balanceDigits(field, weights, field.of(nearestLambda(rationalField, problem)));
  if (balanced >= digits) return;
  const rule = `must have W2ᵀW2 − W1W1ᵀ = λI to the ${digits} digits asked for`;
  throw new DloError('NOT_BALANCED', 'weights', rule, `${balanced.toFixed(1)} digits`);
}
