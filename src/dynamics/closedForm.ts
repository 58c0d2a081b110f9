import type { Architecture } from '../network/architecture.ts';
import { architectureOf, type Problem, type Weights } from '../network/problem.ts';
import { stackCols, stackRows } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { accurateSvd } from './accurateSvd.ts';
import { type ReductionTree, reductionTree } from './columnReduction.ts';
import { eigenbasis } from './eigenbasis.ts';
import { requireProblem, requireTime, requireWhite } from './flowInput.ts';
import { flowLambda } from './flowLambda.ts';
import { backTransform, timesTranspose } from './layers.ts';
import { type Propagated, propagate } from './propagate.ts';
import { residualLoss } from './residualLoss.ts';
import { type RowLayout, rowLayout } from './rowLayout.ts';
import { splitStart, startInTaskBasis } from './startInTaskBasis.ts';
import { taskBasisLayers } from './taskBasisLayers.ts';

/**
 * Gradient flow from λ-balanced weights with white inputs, as a function of time. Times are in the units of the problem's
 * τ, from 0 to Infinity (the limit); a negative time or NaN throws RANGE. Nothing depends on what was asked before.
 */
export interface ClosedFormFlow {
  readonly architecture: Architecture;
  readonly lambda: number;
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
}

/** In place of t = Infinity: rates down to 1e-270 have decided by then, and nothing overflows. */
const END = 1e280;

/**
 * The exact solution for every architecture, every λ (0 included), every rank of the task and every start, B singular or
 * not. It solves the Riccati equation τ d(QQᵀ)/dt = F QQᵀ + QQᵀF − (QQᵀ)² with F = [[−λ/2 I, Σyxᵀ], [Σyx, λ/2 I]] from QQᵀ
 * of the given weights, taken as the exact fractions that float64 entries are. For exactly λ-balanced weights this is
 * gradient flow; for weights balanced up to rounding it differs from theirs by about that rounding.
 *
 * The weights must be λ-balanced as `flowLambda` says (NOT_BALANCED), inputs white (NOT_WHITE), entries finite
 * (NOT_A_NUMBER) and at most 1e60 in size (RANGE). Singular values below 1e-28 of the task's size count as zero.
 *
 * Source: domine2025, theorem 1, written so that the inverse of B is never taken.
 */
export function closedForm(problem: Problem<number>, lambda?: number): ClosedFormFlow {
  requireProblem(problem);
  requireWhite(problem.sigmaXX);
  const { sigmaYX, tau } = problem;
  const architecture = architectureOf(problem);
  const { Nh } = architecture;
  const basis = eigenbasis(architecture, accurateSvd(sigmaYX), flowLambda(problem, lambda));
  const start = startInTaskBasis(basis, problem);
  const trees = new Map<number, { layout: RowLayout; tree: ReductionTree }>();

  function treeFor(split: number): { layout: RowLayout; tree: ReductionTree } {
    let entry = trees.get(split);
    if (entry === undefined) {
      const layout = rowLayout(basis, split);
      entry = { layout, tree: reductionTree(splitStart(basis, start, layout), layout.rows, Nh) };
      trees.set(split, entry);
    }
    return entry;
  }

  function stateAt(t: number): { state: Propagated; time: number } {
    requireTime(t);
    const time = Math.min(t / tau, END);
    const moving = basis.modes.findIndex(mode => mode.rate * time <= 1);
    const { layout, tree } = treeFor(moving < 0 ? basis.modes.length : moving);
    const state = propagate(basis, layout, tree, time);
    if (t === Number.POSITIVE_INFINITY) dropDecayed(state);
    return { state, time };
  }

  /** W1ᵀ (Ni×Nh) and W2 (No×Nh), row by row. */
  function layersAt(t: number): { W1t: Float64Array; W2: Float64Array } {
    if (t === 0) return { W1t: Float64Array.from(problem.W1.transpose().data), W2: Float64Array.from(problem.W2.data) };
    const { X1, X2 } = taskBasisLayers(basis, stateAt(t).state);
    return { W1t: backTransform(basis.svd.V, X1, Nh), W2: backTransform(basis.svd.U, X2, Nh) };
  }

  return {
    architecture,
    lambda: basis.lambda,
    qqt(t) {
      const { W1t, W2 } = layersAt(t);
      const cross = timesTranspose(W2, W1t, Nh);
      return stackRows(
        stackCols(timesTranspose(W1t, W1t, Nh), cross.transpose()),
        stackCols(cross, timesTranspose(W2, W2, Nh)),
      );
    },
    output(t) {
      const { W1t, W2 } = layersAt(t);
      return timesTranspose(W2, W1t, Nh);
    },
    W1W1(t) {
      const { W1t } = layersAt(t);
      return timesTranspose(W1t, W1t, Nh);
    },
    W2W2(t) {
      const { W2 } = layersAt(t);
      return timesTranspose(W2, W2, Nh);
    },
    weights(t) {
      const { W1t, W2 } = layersAt(t);
      return {
        W1: Matrix.generate(Nh, architecture.Ni, (j, i) => W1t[i * Nh + j]!),
        W2: new Matrix(architecture.No, Nh, Array.from(W2)),
      };
    },
    loss(t) {
      const { state, time } = stateAt(t);
      return residualLoss(basis, state, taskBasisLayers(basis, state), time);
    },
  };
}

/** In the limit only growing directions are left; what lasts like 1/t is gone, too. */
function dropDecayed({ layout, growth, moved }: Propagated): void {
  for (let row = 0; row < layout.weightRows; row++) {
    if (growth.grows[row] === 0) moved.fill(0, row * layout.cols, (row + 1) * layout.cols);
  }
}
