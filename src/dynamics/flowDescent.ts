import { DloError } from '../errors.ts';
import type { Flow } from '../network/flow.ts';
import { Matrix } from '../numbers/matrix.ts';
import { requireFlow } from './flowInput.ts';

/** The layers W_1 … W_h after a number of steps. */
export interface FlowDescentStep {
  readonly step: number;
  readonly layers: readonly Matrix<number>[];
}

export interface GradientDescentOptions {
  /** Learning rate η, finite and above 0. */
  readonly learningRate: number;
  /** The steps after which the weights are wanted: whole numbers ≥ 0, rising; 0 is the start. */
  readonly steps: readonly number[];
}

/**
 * Full-batch gradient descent at any depth in float64, all layers from the same point:
 * W_j ← W_j + η M_j ∘ (W_(j+1:h)ᵀ(Σyx − W_(1:h)Σxx)W_(1:j−1)ᵀ − γW_j), with Σxx = I, γ = 0 and all weights moving where the flow
 * says nothing else. The flow's τ is not used: gradient flow with τ = 1/η at time n is what n steps approximate, or in the units of
 * another τ, t = n·η·τ.
 *
 * Errors: RANGE for η or steps, and for η (argument `learningRate`) at the first step whose weights are no longer finite,
 * which the message names; SHAPE and NOT_A_NUMBER as for every flow. It never returns weights that are not finite.
 */
export function flowDescent(flow: Flow<number>, options: GradientDescentOptions): FlowDescentStep[] {
  requireFlow(flow);
  return descend(flow, options);
}

/** The same for a flow that is known to be one. */
export function descend(flow: Flow<number>, { learningRate, steps }: GradientDescentOptions): FlowDescentStep[] {
  if (!(learningRate > 0 && learningRate < Number.POSITIVE_INFINITY))
    throw new DloError('RANGE', 'learningRate', 'must be finite and above 0', learningRate);
  steps.forEach((step, k) => {
    if (!Number.isSafeInteger(step) || step < 0 || (k > 0 && step <= steps[k - 1]!))
      throw new DloError('RANGE', 'steps', 'must be rising whole numbers of at least 0', step);
  });
  const descent = descentFrom(flow);
  const results: FlowDescentStep[] = [];
  let done = 0;
  // A step that changes no weight is the same for ever: descents to late times end in rounding alone.
  let rests = false;
  for (const step of steps) {
    for (; done < step && !rests; done++) {
      const outcome = descent.advance(learningRate);
      if (outcome === 'overflows') {
        const rule = `must be small enough for the weights to stay finite, which they do not after step ${done + 1}`;
        throw new DloError('RANGE', 'learningRate', rule, learningRate);
      }
      rests = outcome === 'rests';
    }
    results.push({ step, layers: descent.layers() });
  }
  return results;
}

interface DescentState {
  /** One step, and whether it changes a weight; 'overflows' where an entry is no longer finite. */
  advance(learningRate: number): 'moves' | 'rests' | 'overflows';
  layers(): Matrix<number>[];
}

/** A layer, W_j of rows×cols, with what a step needs of it. */
interface LayerState {
  readonly rows: number;
  readonly cols: number;
  readonly weights: Float64Array;
  readonly change: Float64Array;
  /** W_(1:j), rows×d_0: the weights themselves for j = 1. */
  readonly map: Float64Array;
  /** W_(j+1:h)ᵀ(Σyx − W_(1:h)Σxx), rows×d_0. */
  readonly pull: Float64Array;
  readonly mask: Float64Array | undefined;
}

function descentFrom({ layers: start, sigmaYX, sigmaXX, decay = 0, mask }: Flow<number>): DescentState {
  const inputs = sigmaYX.cols;
  const target = Float64Array.from(sigmaYX.data);
  const correlation = sigmaXX && Float64Array.from(sigmaXX.data);
  const layers = start.map((matrix, index): LayerState => {
    const weights = Float64Array.from(matrix.data);
    return {
      rows: matrix.rows,
      cols: matrix.cols,
      weights,
      change: new Float64Array(weights.length),
      map: index === 0 ? weights : new Float64Array(matrix.rows * inputs),
      pull: new Float64Array(matrix.rows * inputs),
      mask: mask && Float64Array.from(mask[index]!.data),
    };
  });
  const last = layers.at(-1)!;

  // Small networks are all calls and no sums: a step has plain loops.
  const findError = (): void => {
    for (let index = 1; index < layers.length; index++) {
      const { rows, cols, weights, map } = layers[index]!;
      multiplyInto(map, weights, layers[index - 1]!.map, rows, cols, inputs);
    }
    const { map, pull: error, rows } = last;
    if (correlation !== undefined) multiplyInto(error, map, correlation, rows, inputs, inputs);
    const made = correlation === undefined ? map : error;
    for (let at = 0; at < error.length; at++) error[at] = target[at]! - made[at]!;
  };
  const findChanges = (): void => {
    for (let index = layers.length - 1; index >= 0; index--) {
      const { rows, cols, weights, pull, change, mask: moves } = layers[index]!;
      if (index === 0) for (let at = 0; at < change.length; at++) change[at] = pull[at]!;
      else {
        const below = layers[index - 1]!;
        multiplyByTransposeInto(change, pull, below.map, rows, inputs, cols);
        transposeTimesInto(below.pull, weights, pull, rows, cols, inputs);
      }
      if (decay !== 0) for (let at = 0; at < change.length; at++) change[at]! -= decay * weights[at]!;
      if (moves !== undefined) for (let at = 0; at < change.length; at++) change[at]! *= moves[at]!;
    }
  };

  return {
    advance(learningRate) {
      findError();
      findChanges();
      let moves = false;
      for (let index = 0; index < layers.length; index++) {
        const { weights, change } = layers[index]!;
        let areFinite = true;
        for (let at = 0; at < weights.length; at++) {
          const before = weights[at]!;
          const moved = before + learningRate * change[at]!;
          weights[at] = moved;
          if (moved !== before) moves = true;
          if (!Number.isFinite(moved)) areFinite = false;
        }
        if (!areFinite) return 'overflows';
      }
      return moves ? 'moves' : 'rests';
    },
    layers: () => layers.map(({ rows, cols, weights }) => new Matrix(rows, cols, Array.from(weights))),
  };
}

/** into ← a·b, a of rows×inner and b of inner×cols. */
function multiplyInto(
  into: Float64Array,
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  cols: number,
): void {
  for (let i = 0; i < rows; i++) sumRows(into, i * cols, a, i * inner, 1, b, inner, cols);
}

/** into ← a·bᵀ, a of rows×inner and b of cols×inner. */
function multiplyByTransposeInto(
  into: Float64Array,
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  cols: number,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      for (let k = 0, x = i * inner, y = j * inner; k < inner; k++, x++, y++) sum += a[x]! * b[y]!;
      into[i * cols + j] = sum;
    }
  }
}

/** into ← aᵀ·b, a of inner×rows and b of inner×cols. */
function transposeTimesInto(
  into: Float64Array,
  a: Float64Array,
  b: Float64Array,
  inner: number,
  rows: number,
  cols: number,
): void {
  for (let i = 0; i < rows; i++) sumRows(into, i * cols, a, i, rows, b, inner, cols);
}

/** A row of a product: the `count` rows of b times every `stride`th factor from `first`. Four sums at once stay out of memory; each adds in the order of the rows. */
function sumRows(
  into: Float64Array,
  at: number,
  factors: Float64Array,
  first: number,
  stride: number,
  b: Float64Array,
  count: number,
  cols: number,
): void {
  let j = 0;
  for (; j + 3 < cols; j += 4) {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let k = 0, x = first, y = j; k < count; k++, x += stride, y += cols) {
      const factor = factors[x]!;
      s0 += factor * b[y]!;
      s1 += factor * b[y + 1]!;
      s2 += factor * b[y + 2]!;
      s3 += factor * b[y + 3]!;
    }
    into[at + j] = s0;
    into[at + j + 1] = s1;
    into[at + j + 2] = s2;
    into[at + j + 3] = s3;
  }
  for (; j < cols; j++) {
    let sum = 0;
    for (let k = 0, x = first, y = j; k < count; k++, x += stride, y += cols) sum += factors[x]! * b[y]!;
    into[at + j] = sum;
  }
}
