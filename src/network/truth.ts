import type { Arithmetic } from '../numbers/decimal/arithmetic.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import type { Flow } from './flow.ts';
import type { Problem, Weights } from './problem.ts';

/**
 * What is true of a flow, from oracles that whoever judges does not know: they are handed to it, in one arithmetic, with the
 * answers that have been kept so far. What an answer is and what is refused is said at the oracles.
 */
export interface Truth {
  /** Of all answers but those of descent; what a statement says is evaluated in it too. */
  readonly arithmetic: Arithmetic;
  /** The weights of the raw gradient flow at rising times, whatever their balance. */
  readonly weights: (problem: Problem, times: readonly Rational[], precision: TruthPrecision) => TrueWeightsAt[];
  /** The layers of the raw gradient flow of any depth at rising times. */
  readonly layers: (flow: Flow, times: readonly Rational[], precision: TruthPrecision) => TrueLayersAt[];
  /** QQᵀ of white inputs and λ-balanced weights at rising times: from the Riccati equation, so resting on theorems. */
  readonly correlations: (
    problem: Problem,
    times: readonly Rational[],
    precision: TruthPrecision & { readonly allowUnbalanced?: boolean },
  ) => TrueCorrelationAt[];
  /** −∂L/∂W1 and −∂L/∂W2 at the weights of the problem, exactly. */
  readonly force: (problem: Problem) => Weights<Rational>;
  /** The layers by gradient descent in float64, extrapolated to learning rate 0: a route of its own, good for a few digits. */
  readonly descent: (flow: Flow, time: Rational) => DescendedLayers;
  /** Answers that are kept for whoever asks next, by who keeps them. */
  readonly memory: Map<object, Map<string, unknown>>;
  /** The same oracles in an arithmetic, with nothing kept. */
  readonly anew: (arithmetic: Arithmetic) => Truth;
}

/**
 * How an answer came about: the exact start, rounded once (time 0, or a flow that stands still); plain Taylor series of the raw flow;
 * such series in which fast directions that have decayed follow the others; the linear flow behind the Riccati equation, in
 * closed form; or how little a flow that has learned its task can still move.
 */
export type TruthRoute = 'start' | 'taylor' | 'slow-manifold' | 'linear-flow' | 'rest';

/** How many digits of an answer must be certain, and how far to go for them. */
export interface TruthPrecision {
  /** Decimal digits, 10 to 500. */
  readonly digits: number;
  /** Most digits to work with before giving up. */
  readonly maxDigits?: number;
  /** Most steps of an integration before giving up. */
  readonly maxSteps?: number;
}

/** W1 Nh×Ni and W2 No×Nh at one time; of W1, W2 and W2W1, each relative to its own norm, so many digits are certain. */
export interface TrueWeightsAt extends Weights<Decimal> {
  readonly time: Rational;
  readonly agreedDigits: number;
  readonly route: TruthRoute;
}

/** W_1 first, at one time; of the layers and their product, each relative to its own norm, so many digits are certain. */
export interface TrueLayersAt {
  readonly time: Rational;
  readonly layers: readonly Matrix<Decimal>[];
  readonly agreedDigits: number;
  readonly route: TruthRoute;
}

/** QQᵀ at one time, (Ni+No)×(Ni+No); of its blocks, each relative to its own norm, so many digits are certain. */
export interface TrueCorrelationAt {
  readonly time: Rational;
  readonly QQ: Matrix<Decimal>;
  readonly agreedDigits: number;
  readonly route: TruthRoute;
}

export interface DescendedLayers {
  /** W_1 first. */
  readonly layers: readonly Matrix<number>[];
  /** How far all layers together may be off in Frobenius norm. */
  readonly errorEstimate: number;
  readonly agreedDigits: number;
}
