import type { Problem, Weights } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { once } from '../once.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import { kernelDistanceAt, kernelPair } from './kernelsOfLayers.ts';
import { blockOf, copied, fillBases, layersOf, qqtOf, setLayers, transformFirst, transformSecond } from './layers.ts';
import { propagate, propagation } from './propagate.ts';
import { type Reduction, reductionAt, reductionChain } from './reductionChain.ts';
import { areAllLearned, residualLoss, residualMemory } from './residualLoss.ts';
import { type LayerErrors, leastError, norm, setLayerErrors, trustedError } from './roundingShare.ts';
import type { RowLayout } from './rowLayout.ts';
import { solveTransposed } from './simd/cholesky.ts';
import { transposedProduct } from './simd/products.ts';
import { type Panel, type Workspace, type WorkspacePlan, wholeTiles, workspace } from './simd/workspace.ts';
import { setTaskBasisLayers, taskBasisLayers } from './taskBasisLayers.ts';
import { undecidedShare } from './undecidedShare.ts';

/**
 * The quantities of a `ClosedFormFlow` from one reduction of its start; undefined where that was made in float64 and what is asked
 * for may be off by more than `trustedError` of itself.
 */
export interface Evaluation {
  qqt(t: number): Matrix<number> | undefined;
  output(t: number): Matrix<number> | undefined;
  W1W1(t: number): Matrix<number> | undefined;
  W2W2(t: number): Matrix<number> | undefined;
  weights(t: number): Weights<number> | undefined;
  loss(t: number): number | undefined;
  /** These two of a reduction in 30 digits only. */
  undecided(t: number): number;
  kernelDistance(t: number): number;
}

/** In place of t = Infinity: rates down to 1e-270 of the largest (or of 1) have decided by then, and nothing overflows. */
const END = 1e280;

type Which = 'first' | 'second' | 'both';

/**
 * From the task's singular vectors as rows and a start in their basis that is to be reduced; `quick`: in float64. Evaluations of
 * one flow share a plan, so that none finds its tables overwritten by the other.
 */
export function evaluation(
  problem: Problem<number>,
  basis: Eigenbasis,
  layout: RowLayout,
  vectors: { readonly Ut: Float64Array; readonly Vt: Float64Array },
  start: () => Reduction,
  quick: boolean,
  plan: WorkspacePlan,
): Evaluation {
  const { architecture } = basis;
  const { Ni, Nh, No } = architecture;
  const trusted = trustedError(basis);
  const end = END / Math.max(1, basis.modes[0]!.rate);
  const chain = reductionChain(basis, layout, start, end);
  const state = propagation(plan, chain);
  const inTaskBasis = taskBasisLayers(plan, basis);
  const layers = layersOf(plan, basis, vectors);
  const forLoss = once(() => residualMemory(plan, basis, inTaskBasis));
  const errors: LayerErrors = { firstSize: 0, firstError: 0, secondSize: 0, secondError: 0 };
  const kernels = once(() => kernelPair(plan, basis));

  /** A finite time never becomes the limit. */
  function inUnitsOfTau(t: number): number {
    return t === Number.POSITIVE_INFINITY ? t : Math.min(t / problem.tau, end);
  }

  function propagated(t: number): Workspace | undefined {
    return propagate(plan, chain, inUnitsOfTau(t), state);
  }

  function layersInTaskBasisAt(t: number, which: Which): Workspace | undefined {
    const work = propagated(t);
    if (work === undefined) return undefined;
    const [isFirst, isSecond] = [which !== 'second', which !== 'first'];
    setTaskBasisLayers(work, basis, state, inTaskBasis, { first: isFirst, second: isSecond });
    const [first, second] = inTaskBasis.widths;
    const from = isFirst ? inTaskBasis.X1 : inTaskBasis.X2;
    solveTransposed(work, state.factor, from, (isFirst ? first : 0) + (isSecond ? second : 0));
    return work;
  }

  /** Undefined where one of the layers asked for, or a Gram matrix of it, is off by too much. */
  function layersAt(t: number, which: Which): Workspace | undefined {
    if (t === 0) {
      const work = workspace(plan);
      setLayers(work.numbers, layers, problem);
      return work;
    }
    const work = layersInTaskBasisAt(t, which);
    if (work === undefined || !areLayersTrusted(work)) return undefined;
    fillBases(work, plan, layers);
    if (which !== 'second') transformFirst(work, layers, inTaskBasis, architecture);
    if (which !== 'first') transformSecond(work, layers, inTaskBasis, architecture);
    return work;
  }

  /** Of both layers in the task's basis as they stand; in 30 digits there is nothing to estimate. */
  function areLayersTrusted({ numbers }: Workspace): boolean {
    if (!quick) return true;
    const { firstSize, firstError, secondSize, secondError } = setLayerErrors(
      numbers,
      basis,
      state,
      inTaskBasis,
      errors,
    );
    const isFirstTrusted = 2 * (state.error * firstSize + firstError) <= trusted * firstSize;
    return isFirstTrusted && 2 * (state.error * secondSize + secondError) <= trusted * secondSize;
  }

  /** How far W2W1 is off, the errors of the layers being as independent as their parts. */
  function outputError({ firstSize, firstError, secondSize, secondError }: LayerErrors, outputSize: number): number {
    return 2 * state.error * outputSize + (firstError * secondSize + secondError * firstSize) / Math.sqrt(Nh);
  }

  /** After `areLayersTrusted` at the same time. */
  function isOutputTrusted(t: number, work: Workspace, at: Panel, rows: number, cols: number): boolean {
    if (!quick || t === 0) return true;
    const size = norm(work.numbers, at, rows, cols);
    return outputError(errors, size) <= trusted * size;
  }

  /** By what QQᵀ is trusted by, as every observable is part of it to the last bit. */
  function trustedLayersAt(t: number, which: Which): Workspace | undefined {
    const isQuick = quick && t > 0;
    const work = layersAt(t, isQuick ? 'both' : which);
    if (work === undefined || !isQuick) return work;
    transposedProduct(work, layers.W2t, wholeTiles(No), layers.W1, wholeTiles(Ni), Nh, layers.products);
    return isOutputTrusted(t, work, layers.products, No, Ni) ? work : undefined;
  }

  return {
    qqt(t) {
      const work = layersAt(t, 'both');
      if (work === undefined) return undefined;
      const qqt = qqtOf(work, layers, architecture);
      return isOutputTrusted(t, work, layers.outputOfQqt, Ni, No) ? qqt : undefined;
    },
    output(t) {
      const work = layersAt(t, 'both');
      if (work === undefined) return undefined;
      const output = blockOf(work, layers, layers.W2t, No, layers.W1, Ni, Nh);
      return isOutputTrusted(t, work, layers.products, No, Ni) ? output : undefined;
    },
    W1W1(t) {
      const work = trustedLayersAt(t, 'first');
      return work && blockOf(work, layers, layers.W1, Ni, layers.W1, Ni, Nh);
    },
    W2W2(t) {
      const work = trustedLayersAt(t, 'second');
      return work && blockOf(work, layers, layers.W2t, No, layers.W2t, No, Nh);
    },
    weights(t) {
      const work = trustedLayersAt(t, 'both');
      if (work === undefined) return undefined;
      const { numbers } = work;
      return { W1: copied(numbers, layers.W1, Nh, Ni), W2: copied(numbers, layers.W2t, Nh, No).transpose() };
    },
    loss(t) {
      const memory = forLoss();
      const work = propagated(t);
      if (work === undefined) return undefined;
      // Of a task that is learned the loss is known relative to itself, by other parts than the layers.
      if (quick && areAllLearned(basis, state, memory)) return undefined;
      const loss = residualLoss(work, basis, state, inTaskBasis, memory);
      if (!quick) return loss;
      const known = setLayerErrors(work.numbers, basis, state, inTaskBasis, errors);
      const residual = Math.sqrt(2 * loss);
      const taskSize = Math.hypot(...basis.modes.map(({ s }) => s.hi));
      const error = outputError(known, taskSize + residual) + leastError(basis) * taskSize;
      return 2 * error <= trusted * residual ? loss : undefined;
    },
    undecided(t) {
      const { otherBounds } = reductionAt(chain, Math.min(inUnitsOfTau(t), end));
      if (t === 0 || otherBounds === undefined) return 0;
      return undecidedShare(layersInTaskBasisAt(t, 'both')!, basis, layout, state, inTaskBasis, otherBounds);
    },
    kernelDistance(t) {
      return kernelDistanceAt(kernels(), t, time => layersInTaskBasisAt(time, 'both')!, inTaskBasis);
    },
  };
}
