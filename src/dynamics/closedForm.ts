import type { Architecture } from '../network/architecture.ts';
import { architectureOf, type Problem, type Weights } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { type AccurateSvd, accurateSvd } from './accurateSvd.ts';
import { dd } from './doubleDouble.ts';
import { eigenbasis } from './eigenbasis.ts';
import { requireNumber, requireProblem, requireTime, requireWhite } from './flowInput.ts';
import { type FlowLambda, flowLambda } from './flowLambda.ts';
import { kernelDistanceAt, kernelPair } from './kernelsOfLayers.ts';
import { blockOf, copied, fillBases, layersOf, qqtOf, setLayers, transformFirst, transformSecond } from './layers.ts';
import { propagate, propagation } from './propagate.ts';
import { reductionAt, reductionChain } from './reductionChain.ts';
import { residualLoss, residualMemory } from './residualLoss.ts';
import { rowLayout } from './rowLayout.ts';
import { solveTransposed } from './simd/cholesky.ts';
import { type Workspace, workspace, workspacePlan } from './simd/workspace.ts';
import { startInTaskBasis } from './startInTaskBasis.ts';
import { setTaskBasisLayers, taskBasisLayers } from './taskBasisLayers.ts';
import { undecidedShare } from './undecidedShare.ts';

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

/** In place of t = Infinity: rates down to 1e-270 of the largest (or of 1) have decided by then, and nothing overflows. */
const END = 1e280;

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

/** The same with λ known, from numbers of twice the length; `svd` where that of the task is known. */
export function whiteFlow(
  problem: Problem<number>,
  { lambda, offBalance }: FlowLambda,
  low?: RoundedOff,
  svd: AccurateSvd = accurateSvd(problem.sigmaYX, low?.sigmaYX),
): ClosedFormFlow {
  const { tau } = problem;
  const architecture = architectureOf(problem);
  const { Ni, Nh, No } = architecture;
  const basis = eigenbasis(architecture, svd, lambda);
  const layout = rowLayout(basis);
  const end = END / Math.max(1, basis.modes[0]!.rate);
  const chain = reductionChain(basis, layout, startInTaskBasis(basis, layout, problem, low), end);
  const plan = workspacePlan();
  const state = propagation(plan, chain);
  const inTaskBasis = taskBasisLayers(plan, basis);
  const layers = layersOf(plan, basis);
  const forLoss = residualMemory(plan, basis, inTaskBasis);
  const kernels = kernelPair(plan, basis);

  /** A finite time never becomes the limit. */
  function inUnitsOfTau(t: number): number {
    return t === Number.POSITIVE_INFINITY ? t : Math.min(t / tau, end);
  }

  function layersInTaskBasisAt(t: number, which: 'first' | 'second' | 'both'): Workspace {
    const work = workspace(plan);
    propagate(work, plan, chain, inUnitsOfTau(t), state);
    const [isFirst, isSecond] = [which !== 'second', which !== 'first'];
    setTaskBasisLayers(work, basis, state, inTaskBasis, { first: isFirst, second: isSecond });
    const [first, second] = inTaskBasis.widths;
    const from = isFirst ? inTaskBasis.X1 : inTaskBasis.X2;
    solveTransposed(work, state.factor, from, (isFirst ? first : 0) + (isSecond ? second : 0));
    return work;
  }

  function layersAt(t: number, which: 'first' | 'second' | 'both'): Workspace {
    requireTime(t);
    if (t === 0) {
      const work = workspace(plan);
      setLayers(work.numbers, layers, problem);
      return work;
    }
    const work = layersInTaskBasisAt(t, which);
    fillBases(work, plan, layers);
    if (which !== 'second') transformFirst(work, layers, inTaskBasis, architecture);
    if (which !== 'first') transformSecond(work, layers, inTaskBasis, architecture);
    return work;
  }

  return {
    architecture,
    lambda: lambda.hi,
    get offBalance() {
      return offBalance();
    },
    qqt(t) {
      return qqtOf(layersAt(t, 'both'), layers, architecture);
    },
    output(t) {
      return blockOf(layersAt(t, 'both'), layers, layers.W2t, No, layers.W1, Ni, Nh);
    },
    W1W1(t) {
      return blockOf(layersAt(t, 'first'), layers, layers.W1, Ni, layers.W1, Ni, Nh);
    },
    W2W2(t) {
      return blockOf(layersAt(t, 'second'), layers, layers.W2t, No, layers.W2t, No, Nh);
    },
    weights(t) {
      const { numbers } = layersAt(t, 'both');
      return { W1: copied(numbers, layers.W1, Nh, Ni), W2: copied(numbers, layers.W2t, Nh, No).transpose() };
    },
    undecided(t) {
      requireTime(t);
      if (t === 0 || reductionAt(chain, Math.min(inUnitsOfTau(t), end)).otherBounds === undefined) return 0;
      return undecidedShare(layersInTaskBasisAt(t, 'both'), basis, layout, state, inTaskBasis);
    },
    loss(t) {
      requireTime(t);
      const work = workspace(plan);
      propagate(work, plan, chain, inUnitsOfTau(t), state);
      return residualLoss(work, basis, state, inTaskBasis, forLoss);
    },
    kernelDistance(t) {
      requireTime(t);
      return kernelDistanceAt(kernels, t, time => layersInTaskBasisAt(time, 'both'), inTaskBasis);
    },
  };
}
