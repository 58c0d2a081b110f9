import fc from 'fast-check';
import { DloError } from '../../src/errors.ts';
import { type Flow, flow, MOST_LAYERS } from '../../src/network/flow.ts';
import { add, product, scale } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { distinctShrinks } from './distinctShrinks.ts';
import { type OrthogonalDraw, orthogonalDraw, orthogonalFrom } from './orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from './table.ts';

/**
 * How the layers of a flow start.
 * general: small fractions in every entry, or zeros in one whole layer.
 * balanced: W_(j+1)ᵀW_(j+1) = W_jW_jᵀ for all j, exactly, the task drawn apart.
 * delta-balanced: the same but for a small multiple of −1, 0 or 1 in every entry.
 * decoupled: W_j = O_j S_j O_(j−1)ᵀ and Σyx = O_h S O_0ᵀ with diagonal S_j of any values and signs: scalars that never meet.
 * aligned: decoupled and balanced, the modes of the task forward or reversed.
 */
export const FLOW_STARTS = ['general', 'decoupled', 'aligned', 'balanced', 'delta-balanced'] as const;

export type FlowStart = (typeof FLOW_STARTS)[number];

export interface FlowOptions {
  /** Fewest and most layers, whole, 1 to 32; default 1 and 5. */
  readonly minDepth?: number;
  readonly maxDepth?: number;
  /** Most units of any layer, whole, at least 1; default 4. */
  readonly maxWidth?: number;
  /** Default: all, each about as often. */
  readonly starts?: readonly FlowStart[];
  /**
   * 'plain', the default: white inputs, no decay, all weights move. 'any': each of them is there in half of the flows: correlated
   * inputs, decay, held weights, or those of them that are named; decoupled and aligned ones do not stay so where inputs or held weights are added.
   */
  readonly gradient?: 'plain' | 'any' | readonly Extra[];
}

/** What a gradient can have besides: correlated inputs, decay, held weights. */
export const EXTRAS = ['inputs', 'decay', 'held'] as const;

export type Extra = (typeof EXTRAS)[number];

export interface DrawnFlow {
  readonly flow: Flow;
  readonly start: FlowStart;
}

const ENTRIES = table('1', '-1', '2', '0', '1/2', '-1/2', '-2', '1/3', '3/2');
/** Of the layers of balanced starts, and of modes. */
const VALUES = table('1', '1/2', '2', '0', '1/3', '3/2', '1/10', '5/4');
const TASK_VALUES = table('2', '1', '0', '3', '1/2', '-1', '3/2', '-2', '1/10');
const PERTURBATIONS = table('1/10', '1/100', '1/1000');
const TAUS = table('1', '2', '1/2', '3');
const INPUTS = table('2', '1/2', '3', '1');
const DECAYS = table('1/2', '1/10', '1', '1/100');
/** Of a `tie` draw: all modes are like the first. */
const TIED = 3;
/** Of `silent` draws: one in three silences a layer, the rest none. */
const SILENT = 3;

interface FlowDraw {
  readonly depth: number;
  readonly widths: readonly number[];
  readonly start: number;
  readonly tau: number;
  readonly entries: readonly number[];
  readonly silent: number;
  readonly bases: readonly OrthogonalDraw[];
  readonly values: readonly number[];
  readonly tie: number;
  readonly perturbation: number;
  readonly task: readonly number[];
  readonly taskTie: number;
  readonly left: OrthogonalDraw;
  readonly right: OrthogonalDraw;
  readonly hasInputs: number;
  readonly inputs: readonly number[];
  readonly hasDecay: number;
  readonly decay: number;
  readonly hasMask: number;
  readonly held: readonly number[];
}

interface FlowPlan {
  readonly minDepth: number;
  readonly maxDepth: number;
  readonly maxWidth: number;
  readonly starts: readonly FlowStart[];
  readonly extras: readonly Extra[];
}

/**
 * Exact flows in small fractions, valid by construction on every shrink path: every depth and all widths equally often, bottlenecks
 * among them, starts of every kind, repeated, tiny and zero values of the layers and of the task, layers of zeros, and τ of 1, 2, 1/2,
 * 3. Orthogonal factors are rational, so that balance is exact. Shrinks to scalars, the fewest layers, ones, and a task of 2. RANGE
 * for options that leave nothing.
 */
export function flowArbitrary(options: FlowOptions = {}): fc.Arbitrary<DrawnFlow> {
  const plan = planOf(options);
  return distinctShrinks(
    flowDraw(plan).map(draw => flowFrom(draw, plan)),
    value => JSON.stringify(value),
  );
}

function planOf({
  minDepth = 1,
  maxDepth = 5,
  maxWidth = 4,
  starts = FLOW_STARTS,
  gradient = 'plain',
}: FlowOptions): FlowPlan {
  const whole = (name: string, value: number, least: number, most: number): void => {
    if (!Number.isInteger(value) || value < least || value > most)
      throw new DloError('RANGE', name, `must be a whole number from ${least} to ${most}`, value);
  };
  whole('minDepth', minDepth, 1, MOST_LAYERS);
  whole('maxDepth', maxDepth, minDepth, MOST_LAYERS);
  whole('maxWidth', maxWidth, 1, 16);
  if (starts.length === 0) throw new DloError('RANGE', 'starts', 'must name at least one start', '[]');
  const extras = gradient === 'any' ? EXTRAS : gradient === 'plain' ? [] : gradient;
  return { minDepth, maxDepth, maxWidth, starts, extras };
}

function flowDraw({ minDepth, maxDepth, maxWidth, starts, extras }: FlowPlan): fc.Arbitrary<FlowDraw> {
  const perLayer = maxWidth * maxWidth;
  const sometimes = (extra: Extra): fc.Arbitrary<number> => fc.nat(extras.includes(extra) ? 1 : 0);
  return drawRecord({
    depth: fc.noBias(fc.integer({ min: minDepth, max: maxDepth })),
    widths: draws(maxDepth + 1, fc.noBias(fc.integer({ min: 1, max: maxWidth }))),
    start: indexInto(starts),
    tau: indexInto(TAUS),
    entries: draws(maxDepth * perLayer, indexInto(ENTRIES)),
    silent: fc.noBias(fc.nat(SILENT * maxDepth - 1)),
    bases: draws(maxDepth + 1, orthogonalDraw(maxWidth)),
    values: draws(maxWidth, indexInto(VALUES)),
    tie: fc.nat(TIED),
    perturbation: indexInto(PERTURBATIONS),
    task: draws(maxWidth, indexInto(TASK_VALUES)),
    taskTie: fc.nat(TIED),
    left: orthogonalDraw(maxWidth),
    right: orthogonalDraw(maxWidth),
    hasInputs: sometimes('inputs'),
    inputs: draws(maxWidth, indexInto(INPUTS)),
    hasDecay: sometimes('decay'),
    decay: indexInto(DECAYS),
    hasMask: sometimes('held'),
    held: draws(maxDepth * perLayer, fc.nat(3)),
  });
}

function flowFrom(draw: FlowDraw, { maxWidth, starts, extras }: FlowPlan): DrawnFlow {
  const start = starts[draw.start]!;
  const widths = draw.widths.slice(0, draw.depth + 1);
  const [inputs, outputs] = [widths[0]!, widths.at(-1)!];
  const bases = widths.map((width, j) => orthogonalFrom(draw.bases[j]!, width));
  const layers = layersFrom(draw, start, widths, bases, maxWidth);
  const taskValues = draw.task.map((_index, mode) => TASK_VALUES[draw.task[draw.taskTie === TIED ? 0 : mode]!]!);
  const ownBases = start === 'decoupled' || start === 'aligned';
  const sigmaYX = between(
    ownBases ? bases.at(-1)! : orthogonalFrom(draw.left, outputs),
    taskValues,
    ownBases ? bases[0]! : orthogonalFrom(draw.right, inputs),
  );
  const parts = { layers, sigmaYX, tau: TAUS[draw.tau]! };
  return { start, flow: flow(extras.length > 0 ? { ...parts, ...extrasFrom(draw, layers, maxWidth) } : parts) };
}

function layersFrom(
  draw: FlowDraw,
  start: FlowStart,
  widths: readonly number[],
  bases: readonly Matrix<Rational>[],
  maxWidth: number,
): Matrix<Rational>[] {
  const narrowest = Math.min(...widths);
  const entryAt = (layer: number, row: number, col: number): Rational =>
    ENTRIES[draw.entries[(layer * maxWidth + row) * maxWidth + col]!]!;
  return widths.slice(1).map((rows, layer) => {
    const cols = widths[layer]!;
    // Index 0 silences none: a shrink brings the layer back.
    const isSilent = draw.silent === layer + 1;
    if (start === 'general')
      return Matrix.generate(rows, cols, (i, j) => (isSilent ? Rational.ZERO : entryAt(layer, i, j)));
    if (start === 'decoupled') {
      const own = Array.from({ length: maxWidth }, (_, mode) =>
        isSilent ? Rational.ZERO : entryAt(layer, mode, draw.tie === TIED ? 0 : mode),
      );
      return between(bases[layer + 1]!, own, bases[layer]!);
    }
    // What is not in every layer must be zero in all of them.
    const shared = draw.values.map((_index, mode) =>
      mode < narrowest ? VALUES[draw.values[draw.tie === TIED ? 0 : mode]!]! : Rational.ZERO,
    );
    const balanced = between(bases[layer + 1]!, shared, bases[layer]!);
    if (start !== 'delta-balanced') return balanced;
    const signs = Matrix.generate(rows, cols, (i, j) => Rational.of(entryAt(layer, i, j).sign()));
    return add(rationalField, balanced, scale(rationalField, PERTURBATIONS[draw.perturbation]!, signs));
  });
}

/** left·diag(values)·rightᵀ. */
function between(left: Matrix<Rational>, values: readonly Rational[], right: Matrix<Rational>): Matrix<Rational> {
  const S = Matrix.generate(left.rows, right.rows, (i, j) => (i === j ? values[i]! : Rational.ZERO));
  return product(rationalField, left, S, right.transpose());
}

function extrasFrom(
  draw: FlowDraw,
  layers: readonly Matrix<Rational>[],
  maxWidth: number,
): Partial<Pick<Flow, 'sigmaXX' | 'decay' | 'mask'>> {
  const inputs = layers[0]!.cols;
  const beside = Rational.of(1, 8);
  // Rows with 1/8 on either side of at least 1/2 are dominated by the diagonal: positive definite.
  const off = (i: number, j: number): Rational => (Math.abs(i - j) === 1 ? beside : Rational.ZERO);
  const sigmaXX = Matrix.generate(inputs, inputs, (i, j) => (i === j ? INPUTS[draw.inputs[i]!]! : off(i, j)));
  const mask = layers.map((layer, index) =>
    layer.map((_entry, i, j): 0 | 1 => (draw.held[(index * maxWidth + i) * maxWidth + j] === 3 ? 0 : 1)),
  );
  return {
    ...(draw.hasInputs === 1 && { sigmaXX }),
    ...(draw.hasDecay === 1 && { decay: DECAYS[draw.decay]! }),
    ...(draw.hasMask === 1 && { mask }),
  };
}
