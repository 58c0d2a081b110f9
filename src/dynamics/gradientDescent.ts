import { flowOf } from '../network/flow.ts';
import type { Problem, Weights } from '../network/problem.ts';
import { descend, type GradientDescentOptions } from './flowDescent.ts';
import { requireProblem } from './flowInput.ts';

/** The weights after a number of steps. */
export interface DescentStep extends Weights<number> {
  readonly step: number;
}

/**
 * Full-batch gradient descent of two layers in float64, as `flowDescent` takes it at any depth:
 * W1 ← W1 + η W2ᵀ(Σyx − W2W1Σxx), W2 ← W2 + η (Σyx − W2W1Σxx)W1ᵀ, with Σxx = I where the problem has none. The problem's τ is not
 * used: gradient flow with τ = 1/η at time n is what n steps approximate, or in the units of another τ, t = n·η·τ.
 *
 * Errors: RANGE for η or steps, and for η (argument `learningRate`) at the first step whose weights are no longer finite,
 * which the message names; SHAPE and NOT_A_NUMBER as for every problem. It never returns weights that are not finite.
 */
export function gradientDescent(problem: Problem<number>, options: GradientDescentOptions): DescentStep[] {
  requireProblem(problem);
  return descend(flowOf(problem), options).map(({ step, layers: [W1, W2] }) => ({ step, W1: W1!, W2: W2! }));
}
