import { type Flow, widthsOf } from '../../src/network/flow.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { type Recording, recorded, type TaylorKernel } from './kernel.ts';
import { lengthOf, type ScaleOfStep, splitScale, type TimeScale } from './timeScale.ts';

/**
 * The order in which the triple products of the flow are bracketed: `error` forms Σyx − W_(1:h)Σxx first; `gram`, of two
 * layers that all move and do not decay, forms W2ᵀW2 and (W1Σxx)W1ᵀ, which are symmetric and small in a narrow network.
 */
export type Bracketing = 'error' | 'gram';

/** One series per matrix entry, row by row. */
export type MatrixSeries<S> = readonly S[];

/**
 * Series of the weights about the start of a step, with every intermediate series and the constants of the flow. Time runs
 * in units of the step's scale, by which E, G1 and G2 and copies of Σyx and γ are multiplied.
 */
export interface StepSeries<S> {
  /** d_0 … d_h. */
  readonly widths: readonly number[];
  readonly bracketing: Bracketing;
  /** The constant 1. */
  readonly one: S;
  readonly sigmaYX: MatrixSeries<S>;
  readonly scaledYX: MatrixSeries<S>;
  readonly sigmaXX?: MatrixSeries<S>;
  readonly symmetricInputs: boolean;
  readonly layers: readonly MatrixSeries<S>[];
  /** The layers one after the other. */
  readonly weights: readonly S[];
  /** Weights that a mask holds. */
  readonly held?: ReadonlySet<S>;
  readonly decay?: { readonly gamma: Rational; readonly scaled: S };
  /** W_(1:j), d_j×d_0, of j = 1 … h − 1; the first is W_1 itself. */
  readonly products: readonly MatrixSeries<S>[];
  /** W_(1:h−1)Σxx; the last product itself for white inputs. Empty at h = 1. */
  readonly V: MatrixSeries<S>;
  /** scale·(Σyx − W_hV), d_h×d_0 (bracketing `error`). */
  readonly E: MatrixSeries<S>;
  /** W_(j+1:h)ᵀE, d_j×d_0, of j = 2 … h − 1. */
  readonly backward: readonly MatrixSeries<S>[];
  /** scale·VW1ᵀ and scale·W2ᵀW2, d_1×d_1 (bracketing `gram`). Where a Gram matrix is symmetric, mirrored entries share a series. */
  readonly G1: MatrixSeries<S>;
  readonly G2: MatrixSeries<S>;
  /** All series that follow from those of the weights. */
  readonly derived: readonly S[];
  readonly scale: ScaleOfSeries;
  /** What forms the first coefficient and the others in a scale that is whole or split, and the copy of Σyx, once it is recorded. */
  readonly forming: {
    [way in 'whole' | 'split']?: { readonly first: Recording; readonly later: Recording };
  } & { scaledYX?: Recording };
}

/** The scale of the step that is taken (splitScale): `outer` counts where it `isSplit`. */
export interface ScaleOfSeries {
  readonly inner: ScaleOfStep;
  readonly outer: ScaleOfStep;
  isSplit: boolean;
}

/** The series of a flow, with coefficient 0 of the weights in place. */
export function stepSeries<S>(
  kernel: TaylorKernel<S, unknown>,
  flow: Flow,
  bracketing: Bracketing = cheaperBracketing(flow),
): StepSeries<S> {
  const { sigmaYX, sigmaXX, decay, mask } = flow;
  const widths = widthsOf(flow.layers);
  const depth = flow.layers.length;
  const inputs = widths[0]!;
  const empty = (entries: number): S[] => Array.from({ length: entries }, () => kernel.series());
  const start = (value: Rational, series: S): S => {
    kernel.set(series, 0, value);
    return series;
  };
  const constants = (matrix: Matrix<Rational>): S[] => matrix.data.map(value => start(value, kernel.number()));
  const symmetricInputs = sigmaXX === undefined || isSymmetric(sigmaXX);
  const inGram = bracketing === 'gram';
  const layers = flow.layers.map(layer => layer.data.map(value => start(value, kernel.series())));
  const one = start(Rational.ONE, kernel.number());
  const inner = widths.slice(2, depth);
  const products = depth === 1 ? [] : [layers[0]!, ...inner.map(width => empty(width * inputs))];
  const last = products.at(-1) ?? [];
  const V = sigmaXX === undefined ? last : empty(last.length);
  const E = inGram ? [] : empty(widths.at(-1)! * inputs);
  const backward = inner.map(width => empty(width * inputs));
  const units = widths[1]! ** 2;
  const G1 = inGram ? gramSeries(empty(units), widths[1]!, symmetricInputs) : [];
  const G2 = inGram ? gramSeries(empty(units), widths[1]!, true) : [];
  return {
    widths,
    bracketing,
    one,
    sigmaYX: constants(sigmaYX),
    scaledYX: inGram ? sigmaYX.data.map(() => kernel.number()) : [],
    ...(sigmaXX && { sigmaXX: constants(sigmaXX) }),
    symmetricInputs,
    layers,
    weights: layers.flat(),
    ...(mask && { held: new Set(layers.flatMap((layer, j) => layer.filter((_, at) => mask[j]!.data[at] === 0))) }),
    ...(decay?.sign() && { decay: { gamma: decay, scaled: kernel.number() } }),
    products,
    V,
    E,
    backward,
    G1,
    G2,
    scale: { inner: { mantissa: 1, exponent: 0 }, outer: { mantissa: 1, exponent: 0 }, isSplit: false },
    forming: {},
    derived: [...products.slice(1).flat(), ...(sigmaXX === undefined ? [] : V), ...E, ...backward.flat(), ...G1, ...G2],
  };
}

/** Prepares for coefficients in a new scale of time: forgets the derived series, and scales Σyx and γ. */
export function startScale<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>, scale: TimeScale): void {
  setScale(series, scale);
  const { inner } = series.scale;
  for (const entry of series.derived) kernel.restart(entry);
  if (series.scaledYX.length > 0) {
    for (const entry of series.scaledYX) kernel.restart(entry);
    series.forming.scaledYX ??= recorded(kernel, () => scaleYX(kernel, series), { at: 0 });
    series.forming.scaledYX(0);
  }
  if (series.decay === undefined) return;
  kernel.restart(series.decay.scaled);
  kernel.set(series.decay.scaled, 0, series.decay.gamma.mul(lengthOf(inner)));
}

function scaleYX<S>(kernel: TaylorKernel<S, unknown>, { scaledYX, sigmaYX, one, scale }: StepSeries<S>): void {
  scaledYX.forEach((entry, index) => {
    kernel.accumulate(sigmaYX[index]!, 0, one);
    kernel.finish(entry, 0, 1, scale.inner);
  });
}

/** The scale in which coefficients are formed. */
export function setScale<S>({ scale, layers }: StepSeries<S>, whole: TimeScale): void {
  const { inner, outer } = splitScale(whole, layers.length);
  [scale.inner.mantissa, scale.inner.exponent] = [inner.mantissa, inner.exponent];
  scale.isSplit = outer !== undefined;
  if (outer !== undefined) [scale.outer.mantissa, scale.outer.exponent] = [outer.mantissa, outer.exponent];
}

/** `gram` takes 3/2 Nh²(Ni + No) products per pair of coefficients, `error` 3 Ni Nh No. */
function cheaperBracketing({ layers, decay, mask }: Flow): Bracketing {
  if (layers.length !== 2 || decay?.sign() || mask !== undefined) return 'error';
  const [Ni, Nh, No] = widthsOf(layers) as [number, number, number];
  return Nh * (Ni + No) < 2 * Ni * No ? 'gram' : 'error';
}

export function isSymmetric(a: Matrix<Rational>): boolean {
  return a.data.every((entry, index) => entry.equals(a.at(index % a.cols, Math.floor(index / a.cols))));
}

function gramSeries<S>(series: S[], size: number, symmetric: boolean): S[] {
  if (symmetric) {
    for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) series[a * size + b] = series[b * size + a]!;
  }
  return series;
}
