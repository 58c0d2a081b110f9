import { riccatiFlow } from '../../oracles/riccatiFlow.ts';
import { DloError } from '../errors.ts';
import { balanceDigits, nearestLambda } from '../network/balance.ts';
import { exactProblem, type ProblemLike } from '../network/exactProblem.ts';
import type { Problem } from '../network/problem.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { exactly } from '../numbers/decimal/exactly.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import { rationalField } from '../numbers/rationalField.ts';
import type { MatcherResult } from './matcherResult.ts';
import { type FlowMatchOptions, oracleDigits, readDigits, readFunction, readTimes } from './matchOptions.ts';
import { matchPairs } from './matchPairs.ts';
import { problemLines } from './problemLines.ts';
import { qqtPairs, readQqt } from './qqtPairs.ts';

/**
 * Whether a function t ↦ QQᵀ, (Ni+No)×(Ni+No) with Q = [W1ᵀ; W2] (or t ↦ { W1, W2 }, of which QQᵀ is taken), solves the
 * Riccati equation τ d(QQᵀ)/dt = F QQᵀ + QQᵀF − (QQᵀ)², F = [[−λ/2·I, Σyxᵀ], [Σyx, λ/2·I]], from the start of the problem:
 * compared with `riccatiFlow` block by block, each relative to its own Frobenius norm or, where that is smaller, to 1e-5 of
 * that of QQᵀ. λ is the nearest one to the balance
 * of the initial weights.
 *
 * Refuses, with or without `.not`: FORMAT, SHAPE and NOT_A_NUMBER for what is no function, no problem, or no finite matrix of
 * that shape; RANGE for bad times or digits; NOT_WHITE; NOT_BALANCED where the initial weights are λ-balanced to fewer
 * digits than are asked for; PRECISION where the oracle cannot tell so many digits.
 * Source: lemma A.1 of domine2025, with τ on the left.
 */
export function toSolveRiccati(received: unknown, problem: ProblemLike, options: FlowMatchOptions = {}): MatcherResult {
  const subject = readFunction(received);
  const digits = readDigits(options.digits);
  const exact = exactProblem(problem);
  requireBalanced(exact, digits);
  const truth = riccatiFlow(exact, readTimes(exact, options.times), {
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
