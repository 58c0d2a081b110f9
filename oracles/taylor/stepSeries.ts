import { type Flow, widthsOf } from '../../src/network/flow.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import type { Recording, TaylorKernel } from './kernel.ts';
import { lengthOf, splitScale, type TimeScale } from './timeScale.ts';

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
  /** How coefficients are formed in the scale of time that was last recorded. */
  recorded?: Recording | undefined;
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
    derived: [...products.slice(1).flat(), ...(sigmaXX === undefined ? [] : V), ...E, ...backward.flat(), ...G1, ...G2],
  };
}

/** Prepares for coefficients in a new scale of time: forgets the derived series, and scales Σyx and γ. */
export function startScale<S>(kernel: TaylorKernel<S, unknown>, series: StepSeries<S>, scale: TimeScale): void {
  for (const entry of series.derived) kernel.restart(entry);
  series.scaledYX.forEach((entry, index) => {
    kernel.restart(entry);
    kernel.accumulate(series.sigmaYX[index]!, 0, series.one);
    kernel.finish(entry, 0, 1, scale);
  });
  if (series.decay === undefined) return;
  kernel.restart(series.decay.scaled);
  kernel.set(series.decay.scaled, 0, series.decay.gamma.mul(lengthOf(splitScale(scale, series.layers.length).inner)));
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
