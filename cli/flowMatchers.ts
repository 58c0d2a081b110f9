import { truthIn } from '../oracles/truth.ts';
import type { MatcherResult } from '../src/matchers/matcherResult.ts';
import { type GradientFlowMatchOptions, matchGradientFlow } from '../src/matchers/matchGradientFlow.ts';
import type { FlowMatchOptions } from '../src/matchers/matchOptions.ts';
import { solveRiccati } from '../src/matchers/solveRiccati.ts';
import type { ProblemLike } from '../src/network/exactProblem.ts';

const oracles = truthIn('bigint');

/**
 * Whether a function of time follows the raw gradient flow τ dW1/dt = W2ᵀ(Σyx − W2W1Σxx), τ dW2/dt = (Σyx − W2W1Σxx)W1ᵀ
 * from the start of the problem, whatever its balance: compared with `gradientFlow`, every matrix relative to its own
 * Frobenius norm or, where that is smaller, to 1e-5 of that of all weights (of QQᵀ). The function gives { W1, W2 }, or the quantity itself: QQᵀ ((Ni+No)×(Ni+No), Q = [W1ᵀ; W2]), W2W1
 * (No×Ni), or the loss as a number.
 *
 * Refuses, with or without `.not`: FORMAT, SHAPE and NOT_A_NUMBER for what is no function, no problem, or not finite and of
 * that shape; UNKNOWN_NAME for another quantity; RANGE for bad times or digits; NOT_WHITE for the loss on other inputs;
 * PRECISION where the oracle cannot tell so many digits.
 */
export function toMatchGradientFlow(
  received: unknown,
  problem: ProblemLike,
  options: GradientFlowMatchOptions = {},
): MatcherResult {
  return matchGradientFlow(oracles, received, problem, options);
}

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
  return solveRiccati(oracles, received, problem, options);
}
