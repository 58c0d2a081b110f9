import type { Problem, Weights } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { once } from '../once.ts';
import type { Eigenbasis } from './eigenbasis.ts';
import { kernelDistanceAt, kernelPair } from './kernelsOfLayers.ts';
import {
  copied,
  copiedQqt,
  copiedTransposed,
  gramOf,
  type Layers,
  layersOf,
  setLayers,
  setProduct,
  setQqt,
  transformLayers,
} from './layers.ts';
import { countLearned } from './learnedDirections.ts';
import { type Propagated, propagate, propagation } from './propagate.ts';
import { firstAtRest, type Reduction, type ReductionChain, reductionAt, reductionChain } from './reductionChain.ts';
import { residualLoss, residualMemory } from './residualLoss.ts';
import {
  isNormAtLeast,
  type LayerBounds,
  type LayerErrors,
  layerBounds,
  leastError,
  leastLayer,
  leastOutput,
  outputError,
  setLayerErrors,
  trustedError,
} from './roundingShare.ts';
import type { RowLayout } from './rowLayout.ts';
import { lastInRange } from './rowWeights.ts';
import { solveTransposed } from './simd/cholesky.ts';
import { type Panel, type Workspace, type WorkspacePlan, workspace } from './simd/workspace.ts';
import { setBothLayers, setTaskBasisLayers, type TaskBasisLayers, taskBasisLayers } from './taskBasisLayers.ts';
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

/** A residual that is off by so little tells the later ones, as losses only fall. */
const WELL_KNOWN = 1e-9;

type Which = 'first' | 'second' | 'both';

/** What an evaluation works with. */
interface Given {
  readonly problem: Problem<number>;
  readonly basis: Eigenbasis;
  readonly plan: WorkspacePlan;
  readonly chain: ReductionChain;
  readonly state: Propagated;
  readonly inTaskBasis: TaskBasisLayers;
  readonly layers: Layers;
  readonly errors: LayerErrors;
  readonly bounds: LayerBounds;
  readonly trusted: number;
  /** The last time that can be asked for. */
  readonly end: number;
  readonly quick: boolean;
}

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
  const last = END / Math.max(1, basis.modes[0]!.rate);
  const end = quick ? Math.min(last, lastInRange(basis)) : last;
  const chain = reductionChain(basis, layout, start, end);
  const state = propagation(plan, chain);
  const inTaskBasis = taskBasisLayers(plan, basis);
  const layers = layersOf(plan, basis, vectors);
  const forLoss = once(() => residualMemory(plan, basis, inTaskBasis));
  const errors: LayerErrors = { first: 0, second: 0 };
  const bounds = layerBounds(basis, problem);
  const given: Given = { problem, basis, plan, chain, state, inTaskBasis, layers, errors, bounds, trusted, end, quick };
  const taskSize = Math.hypot(...basis.modes.map(({ s }) => s.hi));
  const ofTask = leastError(basis) * taskSize;
  /** From then on the residual is too small to be trusted, as far as that is known. */
  let tooSmallFrom = Number.POSITIVE_INFINITY;
  const kernels = once(() => kernelPair(plan, basis));

  return {
    qqt(t) {
      const work = layersAt(given, t, 'both');
      if (work === undefined) return undefined;
      setQqt(work, layers, architecture);
      return isOutputTrusted(given, t, work, layers.outputOfQqt) ? copiedQqt(work, layers, architecture) : undefined;
    },
    output(t) {
      const work = layersAt(given, t, 'both');
      if (work === undefined) return undefined;
      setProduct(work, layers, layers.W1, Ni, layers.W2t, No, Nh);
      if (!isOutputTrusted(given, t, work, layers.products)) return undefined;
      return copiedTransposed(work.numbers, layers.products, No, Ni);
    },
    W1W1(t) {
      const work = trustedLayersAt(given, t, 'first');
      return work && gramOf(work, layers, layers.W1, Ni, Nh);
    },
    W2W2(t) {
      const work = trustedLayersAt(given, t, 'second');
      return work && gramOf(work, layers, layers.W2t, No, Nh);
    },
    weights(t) {
      const work = trustedLayersAt(given, t, 'both');
      if (work === undefined) return undefined;
      const { numbers } = work;
      return { W1: copied(numbers, layers.W1, Nh, Ni), W2: copiedTransposed(numbers, layers.W2t, No, Nh) };
    },
    loss(t) {
      // Of a task that is learned the loss is known relative to itself, by other parts than the layers.
      if (quick && (t >= tooSmallFrom || isAllLearned(given, Math.min(inUnitsOfTau(given, t), end)))) return undefined;
      const memory = forLoss();
      const work = propagated(given, t);
      if (work === undefined) return undefined;
      const loss = residualLoss(work, basis, state, inTaskBasis, memory);
      if (!quick) return loss;
      const residual = Math.sqrt(2 * loss);
      setLayerErrors(basis, state, errors);
      const error = outputError(bounds, state.errors.normalisation, errors, taskSize + residual);
      const isKnown = error <= WELL_KNOWN * residual;
      if (isKnown && 2 * ofTask > (1 + 4 * WELL_KNOWN) * trusted * residual) tooSmallFrom = Math.min(tooSmallFrom, t);
      return 2 * (error + ofTask) <= trusted * residual ? loss : undefined;
    },
    undecided(t) {
      const { otherBounds } = reductionAt(chain, Math.min(inUnitsOfTau(given, t), end));
      if (t === 0 || otherBounds === undefined) return 0;
      return undecidedShare(layersInTaskBasisAt(given, t, 'both')!, basis, layout, state, inTaskBasis, otherBounds);
    },
    kernelDistance(t) {
      return kernelDistanceAt(kernels(), t, time => layersInTaskBasisAt(given, time, 'both')!, inTaskBasis);
    },
  };
}

/** A finite time never becomes the limit. */
function inUnitsOfTau({ problem, end }: Given, t: number): number {
  return t === Number.POSITIVE_INFINITY ? t : Math.min(t / problem.tau, end);
}

function propagated(given: Given, t: number): Workspace | undefined {
  const { quick, problem, end, plan, chain, state } = given;
  if (quick && t / problem.tau > end) return undefined;
  return propagate(plan, chain, inUnitsOfTau(given, t), state);
}

function layersInTaskBasisAt(given: Given, t: number, which: Which): Workspace | undefined {
  const { plan, basis, state, inTaskBasis } = given;
  const work = propagated(given, t);
  if (work === undefined) return undefined;
  const isFirst = which !== 'second';
  const isSecond = which !== 'first';
  if (which === 'both' && state.growth === undefined) {
    setBothLayers(work, plan, basis, state, inTaskBasis);
    return work;
  }
  setTaskBasisLayers(work, basis, state, inTaskBasis, { first: isFirst, second: isSecond });
  const [first, second] = inTaskBasis.widths;
  const from = isFirst ? inTaskBasis.X1 : inTaskBasis.X2;
  solveTransposed(work, state.factor, from, (isFirst ? first : 0) + (isSecond ? second : 0));
  return work;
}

/** Undefined where one of the layers asked for, or a Gram matrix of it, is off by too much. */
function layersAt(given: Given, t: number, which: Which): Workspace | undefined {
  const { plan, layers, problem, inTaskBasis, basis } = given;
  if (t === 0) {
    const work = workspace(plan);
    setLayers(work.numbers, layers, problem);
    return work;
  }
  const work = layersInTaskBasisAt(given, t, which);
  if (work === undefined || !areLayersTrusted(given, work)) return undefined;
  transformLayers(work, plan, layers, inTaskBasis, basis.architecture, which);
  return work;
}

function isAllLearned(given: Given, time: number): boolean {
  const { basis, chain } = given;
  const { Ni, No } = basis.architecture;
  return countLearned(basis, reductionAt(chain, time), firstAtRest(basis, time)) === Ni + No;
}

/** Of both layers in the task's basis as they stand; in 30 digits there is nothing to estimate. */
function areLayersTrusted(given: Given, { numbers }: Workspace): boolean {
  const { quick, errors, state, basis } = given;
  if (!quick) return true;
  errors.first = errors.second = state.errors.layer;
  if (areLayersLarge(given, numbers)) return true;
  setLayerErrors(basis, state, errors);
  return areLayersLarge(given, numbers);
}

/** Beside their errors. */
function areLayersLarge(given: Given, numbers: Float64Array): boolean {
  const { state, inTaskBasis, trusted, errors, basis } = given;
  const { Ni, Nh, No } = basis.architecture;
  const { normalisation } = state.errors;
  return (
    isNormAtLeast(numbers, inTaskBasis.X1, Nh, Ni, leastLayer(trusted, normalisation, errors.first)) &&
    isNormAtLeast(numbers, inTaskBasis.X2, Nh, No, leastLayer(trusted, normalisation, errors.second))
  );
}

/** Of W1ᵀW2ᵀ as it stands in a table, after `areLayersTrusted` at the same time. */
function isOutputTrusted(given: Given, t: number, { numbers }: Workspace, at: Panel): boolean {
  const { quick, basis, state, errors } = given;
  if (!quick || t === 0 || isOutputLarge(given, numbers, at)) return true;
  setLayerErrors(basis, state, errors);
  return isOutputLarge(given, numbers, at);
}

function isOutputLarge(given: Given, numbers: Float64Array, at: Panel): boolean {
  const { bounds, trusted, state, errors, basis } = given;
  const { Ni, No } = basis.architecture;
  return isNormAtLeast(numbers, at, Ni, No, leastOutput(bounds, trusted, state.errors.normalisation, errors));
}

/** By what QQᵀ is trusted by, as every observable is part of it to the last bit. */
function trustedLayersAt(given: Given, t: number, which: Which): Workspace | undefined {
  const { quick, layers, basis } = given;
  const { Ni, Nh, No } = basis.architecture;
  const isQuick = quick && t > 0;
  const work = layersAt(given, t, isQuick ? 'both' : which);
  if (work === undefined || !isQuick) return work;
  setProduct(work, layers, layers.W1, Ni, layers.W2t, No, Nh);
  return isOutputTrusted(given, t, work, layers.products) ? work : undefined;
}
