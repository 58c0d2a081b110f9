import { type Flow, widthsOf } from '../../src/network/flow.ts';
import { log10Norm } from '../../src/numbers/decimal/agreement.ts';
import type { Arithmetic } from '../../src/numbers/decimal/arithmetic.ts';
import { type Decimal, type DecimalField, decimalField } from '../../src/numbers/decimal/decimalField.ts';
import { convert, product } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { decimalKernel } from './decimalKernel.ts';
import { integrate, log2SafeWidth, type RawWeights } from './integrate.ts';
import type { TaylorKernel } from './kernel.ts';
import { limbKernel } from './limbKernel.ts';
import { withLimbProducts } from './limbProducts.ts';
import { norm, normalized, root } from './normalized.ts';
import { residueKernel } from './residueKernel.ts';
import { isZero, restingLayers } from './restingLayers.ts';
import { orderFor } from './stepSize.ts';

export interface Evaluation {
  readonly layers: readonly Matrix<Decimal>[];
  /** W_(1:h). */
  readonly output: Matrix<Decimal>;
  /** Whether the product is zero for ever, since a layer is. */
  readonly zeroOutput: boolean;
  /** log10 of the absolute error that rounding to the last place makes; −Infinity in floating point. */
  readonly log10Resolution: number;
  /** The relative digits of the layers and their product that a bound on their error leaves, at worst; 0 where there is none. */
  readonly certain: number;
  /** log10 of the factor by which an error made at the start may have grown. */
  readonly log10Growth: number;
}

export interface EvaluationOptions {
  readonly digits: number;
  /** Powers beyond the best order for the digits: evaluations of different `extraOrder` share no series and no steps. */
  readonly extraOrder?: number;
  readonly arithmetic?: Arithmetic;
  readonly maxSteps?: number | undefined;
  /** Whether fast directions are slaved once they have decayed. */
  readonly slaved?: boolean;
  /** Digits that may be lost to the growth of errors before a slaved run is given up; default 1200. */
  readonly mostLost?: number;
}

/** Products of coefficients that one evaluation may take unless told otherwise: some seconds' work. */
const AFFORDABLE_PRODUCTS = 6e8;

/** Bits from which residues cost less than limbs, whose products grow with their square (measured on 3-2-3). */
const RESIDUE_BITS = 220;

/**
 * Bits for the rounding of a step beyond that of one coefficient, and for the growth of errors: what has grown beyond is seen, as the
 * run bounds it. With 10 bits instead of 16, 422 of 480 random runs have their digits at once instead of 424, in fewer limbs. A slaved step
 * settles within some units of rounding only; with fewer bits for it, long steps are given up one after the other.
 */
const [GUARD_BITS, SLAVED_GUARD_BITS] = [10, 24];

/** One integration of the flow from rising times t/τ > 0, with numbers and truncation errors of so many relative digits. */
export function evaluateFlow(
  flow: Flow,
  times: readonly Rational[],
  {
    digits: wanted,
    extraOrder = 0,
    arithmetic = 'bigint',
    maxSteps,
    slaved = false,
    mostLost = 1200,
  }: EvaluationOptions,
): Evaluation[] {
  const scaled = normalized(flow);
  const last = Math.max(1, ...times.map(time => time.div(scaled.timeUnit).toNumber()));
  // What is left out or rounded is multiplied by the length of a step, and the bounds of slaved steps hold for small errors only.
  const digits = slaved ? Math.max(wanted, 20) + Math.ceil(Math.log10(last)) : wanted;
  const toleranceBits = digits * Math.log2(10);
  const order = orderFor(toleranceBits) + extraOrder;
  const widest = Math.max(...widthsOf(flow.layers));
  const resting = restingLayers(flow);
  const field = decimalField(digits + 10);
  const run = <S, N>(kernel: TaylorKernel<S, N>): Evaluation[] =>
    integrate(
      kernel,
      scaled.flow,
      times.map(time => time.div(scaled.timeUnit)),
      {
        toleranceBits,
        maxSteps: maxSteps ?? affordableSteps(flow, order),
        timeUnit: scaled.timeUnit,
        slaved,
        mostGrowthBits: mostLost * Math.log2(10),
      },
    ).map(raw => inDecimals(field, kernel, flow, resting, raw, scaled.weightExponent));
  if (arithmetic === 'decimal') return run(decimalKernel(digits + 12, order));
  const bits = toleranceBits + bitsBelowOne(scaled.flow) + bitsOfLongSteps(scaled.flow);
  const fractionBits = Math.ceil(bits) + (slaved ? SLAVED_GUARD_BITS : GUARD_BITS);
  // Sums have products of a row and a column of series, and of one of constants at most.
  const numbers = { fractionBits, order, terms: widest + Math.ceil(widest / (order + 1)) };
  return withLimbProducts(products =>
    fractionBits < RESIDUE_BITS ? run(limbKernel(numbers, products)) : run(residueKernel(numbers, products)),
  );
}

/** Steps of an order that stay within the affordable number of products, between 100 and 20000. */
function affordableSteps({ layers }: Flow, order: number): number {
  // Three products of all layers (a layer alone has one with constants), each with order²/2 pairs of coefficients.
  const widths = widthsOf(layers);
  const entries = layers.slice(1).reduce((sum, layer) => sum + widths[0]! * layer.cols * layer.rows, 0);
  const perStep = 1.5 * Math.max(entries, widths[0]! * widths[1]!) * order * order;
  return Math.round(Math.min(20_000, Math.max(100, AFFORDABLE_PRODUCTS / perStep)));
}

/** How far below 1 the layers of a normalized flow may lie, at any time. */
function bitsBelowOne({ layers, sigmaYX }: Flow): number {
  const s = norm(sigmaYX);
  const norms = layers.map(norm);
  const largest = [...norms].sort((a, b) => b - a).slice(0, -1);
  const left = s / largest.reduce((product, size) => product * size, 1);
  const sizes = [...norms, root(s, layers.length), left].filter(size => size > 0 && Number.isFinite(size));
  return Math.max(0, -Math.log2(Math.min(1, ...sizes)));
}

/** Next to a saddle of three layers or more, rounding is multiplied by steps as long as the flow is slow (splitScale). */
function bitsOfLongSteps(flow: Flow): number {
  return flow.layers.length < 3 ? 0 : Math.max(0, log2SafeWidth(flow));
}

function inDecimals<S, N>(
  field: DecimalField,
  kernel: TaylorKernel<S, N>,
  flow: Flow,
  resting: readonly boolean[],
  raw: RawWeights<N>,
  exponent: number,
): Evaluation {
  const layers = flow.layers.map((layer, j) => {
    if (resting[j]) return convert(field, layer);
    const entries = raw.layers[j]!.map(entry => kernel.toDecimal(field, entry, exponent));
    return new Matrix(layer.rows, layer.cols, entries);
  });
  const [last, ...others] = [...layers].reverse();
  const output = product(field, last!, ...others);
  const log10Unit = exponent * Math.log10(2);
  const log10Error = raw.log2Error * Math.log10(2) + log10Unit;
  const sizes = layers.map(log10Norm);
  const zeroOutput = flow.layers.some((layer, j) => resting[j] && isZero(layer));
  // An error of the layers is multiplied by the norms of the others in their product.
  const ofOutput = log10Norm(output) - log10Others(sizes) - Math.log10(sizes.length);
  const moving = sizes.filter((_, j) => !resting[j]);
  const smallest = Math.min(...moving, zeroOutput ? Number.POSITIVE_INFINITY : ofOutput);
  // The decimals are rounded too.
  const certain = Math.min(smallest - log10Error, field.digits - 2) - 0.2;
  return {
    layers,
    output,
    zeroOutput,
    log10Resolution: kernel.log10Resolution + log10Unit,
    // A matrix that has sunk below the last place has no digits (and −∞ + ∞ none to count).
    certain: certain > 0 ? certain : 0,
    log10Growth: raw.log2Growth * Math.log10(2),
  };
}

/** log10 of the largest product of the norms of all layers but one, from log10 of each. */
export function log10Others(sizes: readonly number[]): number {
  return [...sizes]
    .sort((a, b) => b - a)
    .slice(0, -1)
    .reduce((sum, size) => sum + size, 0);
}
