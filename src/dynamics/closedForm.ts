import type { Architecture } from '../network/architecture.ts';
import { architectureOf, type Problem, type Weights } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { once } from '../once.ts';
import { type AccurateSvd, accurateSvd } from './accurateSvd.ts';
import { dd } from './doubleDouble.ts';
import { accurateEvaluation, quickEvaluation } from './evaluations.ts';
import { requireNumber, requireProblem, requireTime, requireWhite } from './flowInput.ts';
import { type FlowLambda, flowLambda } from './flowLambda.ts';
import { workspacePlan } from './simd/workspace.ts';

/**
 * Gradient flow from λ-balanced weights with white inputs, as a function of time. Times are in the units of the problem's
 * τ, from 0 to Infinity (the limit); a negative time or NaN throws RANGE. Nothing depends on what was asked before.
 */
export interface ClosedFormFlow {
  readonly architecture: Architecture;
  readonly lambda: number;
  /**
   * ‖W2ᵀW2 − W1W1ᵀ − λI‖_F of the weights given, in exact arithmetic: 0 where they are λ-balanced exactly, so that this is
   * gradient flow from them.
   */
  readonly offBalance: number;
  /** QQᵀ, (Ni+No)×(Ni+No), for Q = [W1ᵀ; W2]. */
  qqt(t: number): Matrix<number>;
  /** W2W1, No×Ni. */
  output(t: number): Matrix<number>;
  /** W1ᵀW1, Ni×Ni. */
  W1W1(t: number): Matrix<number>;
  /** W2W2ᵀ, No×No. */
  W2W2(t: number): Matrix<number>;
  /**
   * One pair (W1, W2) out of those with this QQᵀ: the flow's own weights are (RW1, W2Rᵀ) for some orthogonal R (Nh×Nh),
   * which may differ from time to time.
   */
  weights(t: number): Weights<number>;
  /**
   * ½‖Σyx − W2W1‖²_F. Relative accuracy about 1e-13 all the way down to underflow where the task is learned in the end; near
   * a saddle or a rank-limited optimum, where the residual does not vanish, the output's rounding sets it.
   */
  loss(t: number): number;
  /**
   * The share of W1, W2 or W2W1 at t (the largest) that may rest on components of the start too small to be told from zero in
   * twice the digits of float64, about 1e-30 of it: those count as zero, so that a start on a saddle stays there. 0 where there
   * are none; where it is not small, the answer is that of a start on the saddle exactly, and one beside it has left by then.
   */
  undecided(t: number): number;
  /**
   * The distance 1 − ⟨K(0), K(t)⟩/(‖K(0)‖‖K(t)‖) of the neural tangent kernels at 0 and at t (domine2025, B.4), for white
   * inputs, as `kernelDistanceFromBlocks` has it. SINGULAR where one of them is zero.
   */
  kernelDistance(t: number): number;
}

/**
 * The exact solution for every architecture, every λ (0 included), every rank of the task and every start, B singular or
 * not. It solves the Riccati equation τ d(QQᵀ)/dt = F QQᵀ + QQᵀF − (QQᵀ)² with F = [[−λ/2 I, Σyxᵀ], [Σyx, λ/2 I]] from QQᵀ
 * of the given weights, taken as the exact fractions that float64 entries are; λ is read off them in exact arithmetic,
 * however small it is. For exactly λ-balanced weights this is gradient flow. Weights balanced up to rounding only have the
 * nearest λ (0 within 16 ulp of the squared weights; the stated one where there is one), and `offBalance` says how far they
 * are from it: their own flow is another one, which differs by about as much at first and by more the longer it stays near a saddle.
 *
 * Each block of QQᵀ is right to 1e-13 of its norm, at all widths up to 128 that were looked at to 1e-14.
 *
 * The weights must be λ-balanced as `flowLambda` says (NOT_BALANCED), inputs white (NOT_WHITE), entries finite
 * (NOT_A_NUMBER) and at most 1e60 in size (RANGE). Singular values below 1e-28 of the task's size count as zero.
 *
 * Source: domine2025, theorem 1, written so that the inverse of B is never taken.
 */
export function closedForm(problem: Problem<number>, lambda?: number): ClosedFormFlow {
  requireProblem(problem);
  requireWhite(problem.sigmaXX);
  if (lambda !== undefined) requireNumber('lambda', lambda);
  return whiteFlow(problem, flowLambda(problem, lambda === undefined ? undefined : dd(lambda)));
}

/** What the float64 entries of a problem lack, where its numbers were rounded to them. */
export interface RoundedOff extends Weights<number> {
  readonly sigmaYX: Matrix<number>;
}

/**
 * The same with λ known, from numbers of twice the length; `svd` where that of the task is known.
 *
 * Whether the start and its reduction are made in float64 or in 30 digits is decided for every time and quantity by itself, by
 * the errors of the former, so that no answer depends on earlier ones.
 */
export function whiteFlow(
  problem: Problem<number>,
  { lambda, offBalance }: FlowLambda,
  low?: RoundedOff,
  svd?: AccurateSvd,
): ClosedFormFlow {
  const plan = workspacePlan();
  const accurate = once(() =>
    accurateEvaluation(problem, lambda, svd ?? accurateSvd(problem.sigmaYX, low?.sigmaYX), low, plan),
  );
  const quick = once(() =>
    low === undefined && svd === undefined ? quickEvaluation(problem, lambda, plan) : undefined,
  );
  return Object.assign(new OffBalance(offBalance), {
    architecture: architectureOf(problem),
    lambda: lambda.hi,
    qqt(t: number) {
      requireTime(t);
      return quick()?.qqt(t) ?? accurate().qqt(t)!;
    },
    output(t: number) {
      requireTime(t);
      return quick()?.output(t) ?? accurate().output(t)!;
    },
    W1W1(t: number) {
      requireTime(t);
      return quick()?.W1W1(t) ?? accurate().W1W1(t)!;
    },
    W2W2(t: number) {
      requireTime(t);
      return quick()?.W2W2(t) ?? accurate().W2W2(t)!;
    },
    weights(t: number) {
      requireTime(t);
      return quick()?.weights(t) ?? accurate().weights(t)!;
    },
    loss(t: number) {
      requireTime(t);
      return quick()?.loss(t) ?? accurate().loss(t)!;
    },
    undecided(t: number) {
      requireTime(t);
      return accurate().undecided(t);
    },
    kernelDistance(t: number) {
      requireTime(t);
      return accurate().kernelDistance(t);
    },
  });
}

/**
 * What of a flow is found when it is asked for. An accessor of each flow's own would give it a hidden class of its own, which keeps it
 * alive until the next full collection: more than setting up a small network costs.
 */
class OffBalance {
  readonly #find: () => number;

  constructor(find: () => number) {
    this.#find = find;
  }

  get offBalance(): number {
    return this.#find();
  }
}
