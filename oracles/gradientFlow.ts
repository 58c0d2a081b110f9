import { flowOf } from '../src/network/flow.ts';
import type { Problem } from '../src/network/problem.ts';
import type { Decimal } from '../src/numbers/decimal/decimalField.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import type { Rational } from '../src/numbers/rational.ts';
import { deepGradientFlow, type GradientFlowOptions, type Route } from './deepGradientFlow.ts';

export type { GradientFlowOptions };

/** The weights at one time, W1 Nh×Ni and W2 No×Nh, and the digits that are certain. */
export interface OracleAnswer {
  readonly time: Rational;
  readonly W1: Matrix<Decimal>;
  readonly W2: Matrix<Decimal>;
  /**
   * The worst of W1, W2 and W2W1, each relative to its own Frobenius norm: from a bound on the error that the run has carried
   * along, or the digits to which two runs agree where those are more. Infinity where the weights are exact.
   */
  readonly agreedDigits: number;
  readonly route: Route;
}

/**
 * The raw gradient flow τ dW1/dt = W2ᵀ(Σyx − W2W1Σxx), τ dW2/dt = (Σyx − W2W1Σxx)W1ᵀ of any weights, balanced or not, at
 * the given times: the two layers of `deepGradientFlow`, which says how it is done and checked. Time 0 and stationary starts
 * give the exact weights, rounded once.
 *
 * `times` are rising and ≥ 0, in the same units as τ. Throws RANGE for bad times, digits or maxSteps, and PRECISION where
 * maxDigits or maxSteps do not suffice: a flow that stays next to a saddle for long, where errors grow for as long; fast directions (|λ|t/τ
 * or ‖W‖²t/τ beyond a few thousand) with Σxx not symmetric or more than 150 weights;
 * and a matrix that decays far below the other or is exactly zero at a later time has no relative digits.
 */
export function gradientFlow(
  problem: Problem,
  times: readonly Rational[],
  options: GradientFlowOptions = {},
): OracleAnswer[] {
  return deepGradientFlow(flowOf(problem), times, options).map(({ time, layers, agreedDigits, route }) => ({
    time,
    W1: layers[0]!,
    W2: layers[1]!,
    agreedDigits,
    route,
  }));
}
