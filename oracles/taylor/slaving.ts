import type { Flow } from '../../src/network/flow.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { type FlowModes, flowModes } from './flowModes.ts';
import type { TaylorKernel } from './kernel.ts';
import { type SlavedMemory, type SlavedStep, slavedMemory, takeSlavedStep } from './slavedStep.ts';
import { isSymmetric, type StepSeries } from './stepSeries.ts';
import { scaleOf } from './timeScale.ts';

/** Weights up to which fast directions are looked for: finding them takes n³ operations a step. */
const MOST_WEIGHTS = 150;

/** What is remembered of fast directions along a flow. */
export interface Slaving<S> {
  readonly flow: Flow<number>;
  readonly memory: SlavedMemory<S>;
  readonly toleranceBits: number;
  /** The length of the next step that slaves no more modes than the last. */
  width: number;
  /** No step is tried before that slaves more. */
  notBefore: number;
}

/** Whether the Jacobian of a flow has orthogonal modes, as with symmetric Σxx, and not too many to be found at each step. */
export function canSlave({ layers, sigmaXX }: Flow): boolean {
  const weights = layers.reduce((sum, layer) => sum + layer.data.length, 0);
  return weights <= MOST_WEIGHTS && (sigmaXX === undefined || isSymmetric(sigmaXX));
}

/** For a flow that can be slaved, in float64. */
export function startSlaving<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  flow: Flow<number>,
  toleranceBits: number,
): Slaving<S> {
  return { flow, memory: slavedMemory(kernel, series.weights.length), toleranceBits, width: 0, notBefore: 0 };
}

/** The modes at the start of a step. */
export function modesAt<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>, flow: Flow<number>): FlowModes {
  const layers = flow.layers.map(
    (layer, j) =>
      new Matrix(
        layer.rows,
        layer.cols,
        series.layers[j]!.map(entry => kernel.toNumber(entry, 0)),
      ),
  );
  return flowModes({ ...flow, layers });
}

/** Times its rate up to which a mode is followed by a series from its start, and from which on it is slaved, where it has decayed. */
const MOST_FOLLOWED = 4;
const leastSlaved = (order: number): number => Math.max(12, order / 3);

/** A mode is tried as decayed when the time since the start is so much of what its first size takes to fall below the tolerance. */
const DECAYED = 0.7;

/** The time by which a step that failed is put off, as a factor. */
const PATIENCE = 1.3;

/** A length that newly slaves a mode is so much longer than it must be. */
const EDGE = 1.01;

/** Lengths tried, each half of the one before, that slave no more modes than the last. */
const MOST_TRIED = 3;

/** How much longer than the step before a step may be tried that newly slaves a mode. */
const LONGEST_JUMP = 2 ** 6;

/** A step longer than any that follows the fast directions, where they have decayed; undefined where there is none. */
export function trySlavedStep<S>(
  kernel: TaylorKernel<S, unknown>,
  series: StepSeries<S>,
  slaving: Slaving<S>,
  modes: FlowModes,
  start: Rational,
  longest: number,
): SlavedStep | undefined {
  const elapsed = start.toNumber();
  const { order } = kernel;
  const decayed = (DECAYED * slaving.toleranceBits * Math.LN2) / elapsed;
  const attempt = (width: number): SlavedStep | undefined => {
    const fast = modes.rates.flatMap((rate, m) => (-rate * width >= leastSlaved(order) ? [m] : []));
    const { memory, toleranceBits } = slaving;
    const found = takeSlavedStep(kernel, series, memory, start, scaleOf(Math.log2(width)), modes, fast, toleranceBits);
    if (found !== undefined) slaving.width = 2 ** found.step.log2NextWidth;
    return found;
  };
  const isClear = clearOf(modes.rates, decayed, order);
  // One that slaves more modes than before.
  if (elapsed >= slaving.notBefore) {
    const width = nextEdge(
      modes.rates,
      order,
      slaving.width > 0 ? Math.min(longest, LONGEST_JUMP * slaving.width) : longest,
      slaving.width,
      isClear,
    );
    const found = width === undefined ? undefined : attempt(width);
    if (found !== undefined) return found;
    if (width !== undefined) slaving.notBefore = PATIENCE * elapsed;
  }
  for (let width = Math.min(longest, slaving.width), tried = 0; tried < MOST_TRIED; width /= 2) {
    if (!modes.rates.some(rate => -rate * width >= leastSlaved(order))) break;
    if (!isClear(width)) continue;
    const found = attempt(width);
    if (found !== undefined) return found;
    tried++;
  }
  return undefined;
}

/** Whether a length leaves no mode between those that a series follows and those that are slaved. */
export function clearOf(rates: readonly number[], decayed: number, order: number): (width: number) => boolean {
  return width =>
    rates.every(rate => {
      const reach = Math.abs(rate) * width;
      return reach <= MOST_FOLLOWED || (-rate >= decayed && -rate * width >= leastSlaved(order));
    });
}

/** The shortest clear length, at most `longest`, that slaves more modes than `width`. */
export function nextEdge(
  rates: readonly number[],
  order: number,
  longest: number,
  width: number,
  isClear: (width: number) => boolean,
): number | undefined {
  const edges = rates.filter(rate => rate < 0).map(rate => (EDGE * leastSlaved(order)) / -rate);
  return edges.sort((a, b) => a - b).find(edge => edge > width * EDGE && edge <= longest && isClear(edge));
}
