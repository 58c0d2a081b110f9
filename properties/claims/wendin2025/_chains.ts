import fc from 'fast-check';
import { DloError } from '../../../src/errors.ts';
import type { FlowCase } from '../../../src/judge/case.ts';
import { caseHash } from '../../../src/judge/caseJson.ts';
import type { Hypothesis } from '../../../src/judge/hypothesis.ts';
import { flow, widthsOf } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { distinctShrinks } from '../../arbitraries/distinctShrinks.ts';
import { type OrthogonalDraw, orthogonalDraw, orthogonalFrom } from '../../arbitraries/orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from '../../arbitraries/table.ts';
import { T, times } from '../_exact.ts';
import { requireSizes, within } from './_requireSizes.ts';

/**
 * W_i = U_iΛ_iV_iᵀ with diagonal Λ_i and rational orthogonal U_i and V_i, which the case carries by these names where they are not I.
 * diagonal: all of them I. decoupled: V_(i+1) = U_i, V_1 = I, U_h = I. aligned: V_(i+1) = U_i. unaligned: none of it. free: no
 * decomposition is made, all entries are drawn.
 */
export type ChainKind = 'diagonal' | 'decoupled' | 'aligned' | 'unaligned' | 'free';

export interface ChainOptions {
  readonly minDepth?: number;
  readonly maxDepth?: number;
  readonly maxWidth?: number;
  readonly kind?: ChainKind;
  /** 'any': values of either sign. Default: none is negative. */
  readonly signs?: 'any' | 'positive';
  /** All layers have the values of the first, on its diagonal as far as all widths reach. */
  readonly equalLayers?: boolean;
  /** 'large': assumption 1, no layer is narrower than the last. 'equal': all of one width. */
  readonly widths?: 'large' | 'equal' | 'any';
  /** Fewest outputs. */
  readonly minOutputs?: number;
}

const VALUES = table('1', '2', '0', '1/2', '3', '1/3', '3/2', '4');
const SIGNED = table('1', '-1', '2', '0', '1/2', '-2', '3', '-1/2', '1/3');
const GAPS = table('1', '2', '1/2', '3', '1/4');
/** In units of 1/σ₁². */
const TIMES = table('1/2', '1/8', '1', '2');

/**
 * Exact flows of the survey's form: τ = 1, white inputs, and Σ diagonal with distinct positive values that fall. Shrinks to one scalar
 * layer of 1 with σ = 1.
 */
export function chainArbitrary(options: ChainOptions = {}): fc.Arbitrary<FlowCase> {
  const { minDepth = 1, maxDepth = 5, maxWidth = 3, minOutputs = 1 } = options;
  requireSizes({ minDepth, maxDepth, maxWidth });
  within('minOutputs', minOutputs, 1, maxWidth);
  const draw = drawRecord({
    depth: fc.noBias(fc.integer({ min: minDepth, max: maxDepth })),
    outputs: fc.noBias(fc.integer({ min: minOutputs, max: maxWidth })),
    widths: draws(maxDepth, fc.noBias(fc.nat(maxWidth - 1))),
    values: draws(maxDepth * maxWidth * maxWidth, indexInto(options.signs === 'any' ? SIGNED : VALUES)),
    gaps: draws(maxWidth, indexInto(GAPS)),
    left: draws(maxDepth + 1, orthogonalDraw(maxWidth)),
    right: draws(maxDepth + 1, orthogonalDraw(maxWidth)),
    time: indexInto(TIMES),
  });
  return distinctShrinks(
    draw.map(drawn => chainFrom(drawn, options, maxWidth)),
    caseHash,
  );
}

interface ChainDraw {
  readonly depth: number;
  readonly outputs: number;
  readonly widths: readonly number[];
  readonly values: readonly number[];
  readonly gaps: readonly number[];
  readonly left: readonly OrthogonalDraw[];
  readonly right: readonly OrthogonalDraw[];
  readonly time: number;
}

function chainFrom(draw: ChainDraw, options: ChainOptions, maxWidth: number): FlowCase {
  const { kind = 'free', signs = 'positive', widths: wanted = 'large', equalLayers = false } = options;
  const { depth, outputs } = draw;
  const [least, room] = wanted === 'any' ? [1, maxWidth] : [outputs, wanted === 'equal' ? 1 : maxWidth - outputs + 1];
  const widths = [...draw.widths.slice(0, depth).map(width => least + (width % room)), outputs];
  const values = signs === 'any' ? SIGNED : VALUES;
  const valueAt = (layer: number, index: number): Rational =>
    values[draw.values[(equalLayers ? 0 : layer) * maxWidth * maxWidth + index]!]!;
  const common = Math.min(...widths);
  const core = (layer: number): Matrix<Rational> =>
    Matrix.generate(widths[layer + 1]!, widths[layer]!, (i, j) =>
      kind === 'free'
        ? valueAt(layer, i * maxWidth + j)
        : i === j && (!equalLayers || i < common)
          ? valueAt(layer, i)
          : Rational.ZERO,
    );
  const bases = basesOf(draw, kind, widths);
  const layers = widths.slice(1).map((_, layer) => {
    const [U, V] = [bases[`U${layer + 1}`], bases[`V${layer + 1}`]];
    const left = U === undefined ? core(layer) : times(U, core(layer));
    return V === undefined ? left : times(left, T(V));
  });
  const sigmas = sigmasFrom(draw.gaps, Math.min(outputs, widths[0]!));
  const sigmaYX = Matrix.generate(outputs, widths[0]!, (i, j) => (i === j ? sigmas[i]! : Rational.ZERO));
  const time = TIMES[draw.time]!.div(sigmas[0]!.mul(sigmas[0]!));
  return { flow: flow({ layers, sigmaYX }), time, extra: bases };
}

/** Falling: each is the next one and a gap. */
function sigmasFrom(gaps: readonly number[], count: number): Rational[] {
  const rising: Rational[] = [];
  for (let k = 0; k < count; k++) rising.push((rising.at(-1) ?? Rational.ZERO).add(GAPS[gaps[k]!]!));
  return rising.reverse();
}

function basesOf(draw: ChainDraw, kind: ChainKind, widths: readonly number[]): Record<string, Matrix<Rational>> {
  const bases: Record<string, Matrix<Rational>> = {};
  if (kind === 'diagonal' || kind === 'free') return bases;
  const depth = widths.length - 1;
  for (let i = 1; i <= depth; i++) {
    if (i < depth || kind !== 'decoupled') bases[`U${i}`] = orthogonalFrom(draw.left[i]!, widths[i]!);
    const before = bases[`U${i - 1}`];
    if (kind === 'unaligned' || (kind === 'aligned' && i === 1))
      bases[`V${i}`] = orthogonalFrom(draw.right[i]!, widths[i - 1]!);
    else if (before !== undefined) bases[`V${i}`] = before;
  }
  return bases;
}

/** U_i and V_i of a case, I where it has none; `i` from 1 to h, else RANGE. */
export function basisOf({ flow: { layers }, extra }: FlowCase, side: 'U' | 'V', i: number): Matrix<Rational> {
  within('i', i, 1, layers.length);
  const widths = widthsOf(layers);
  const size = side === 'U' ? widths[i]! : widths[i - 1]!;
  return (
    extra[`${side}${i}`] ?? Matrix.generate(size, size, (row, col) => (row === col ? Rational.ONE : Rational.ZERO))
  );
}

/** Λ_i = U_iᵀW_iV_i of all layers; SHAPE where a basis is not of its layer's size. */
export function coresOf(given: FlowCase): Matrix<Rational>[] {
  return given.flow.layers.map((layer, at) =>
    times(T(basisOf(given, 'U', at + 1)), layer, basisOf(given, 'V', at + 1)),
  );
}

/**
 * Modes of a block-shift diagonal network: `modesOf(given)[j][i]` is ξ_(i+1),(j+1), j = 0 … d_y − 1. What is off the diagonals is not looked
 * at; SHAPE where a layer is narrower than the last.
 */
export function modesOf({ flow: { layers, sigmaYX } }: Pick<FlowCase, 'flow'>): Rational[][] {
  const narrow = layers.findIndex(({ rows, cols }) => Math.min(rows, cols) < sigmaYX.rows);
  if (narrow >= 0) {
    const rule = `must have ${sigmaYX.rows} rows and columns at least, as many as there are modes`;
    throw new DloError('SHAPE', `layers[${narrow}]`, rule, layers[narrow]!.shape);
  }
  return Array.from({ length: sigmaYX.rows }, (_, j) => layers.map(layer => layer.at(j, j)));
}

export const productOf = (values: readonly Rational[]): Rational => values.reduce((a, b) => a.mul(b), Rational.ONE);

/** ξ̄_(i,j) of a mode for all i: the product of the others. */
export function othersOf(mode: readonly Rational[]): Rational[] {
  return mode.map((_, i) => productOf(mode.filter((_value, k) => k !== i)));
}

export const isZero = (value: Rational): boolean => value.sign() === 0;

export const zerosIn = (mode: readonly Rational[]): number => mode.filter(isZero).length;

/** A hypothesis on flows. */
export function condition(name: string, meaning: string, holds: (given: FlowCase) => boolean): Hypothesis<FlowCase> {
  return { name, meaning, holds };
}
