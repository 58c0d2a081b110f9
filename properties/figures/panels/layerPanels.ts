import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { float64Svd } from '../../../src/numbers/float64Svd.ts';
import { frobeniusNorm, multiply } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import type { DeepSources } from './deepSources.ts';
import type { FigureCurve, FigurePanel } from './figureRecord.ts';
import { tenDigits } from './tenDigits.ts';

// Panels of gradient descent of many layers over time: there is no closed form of a start that is not decoupled.

type Layers = readonly Matrix<number>[];

const panel = (
  title: string,
  { times, descent }: DeepSources,
  of: readonly ((layers: Layers) => number)[],
): FigurePanel => {
  const x = times.map(time => time.toNumber());
  const curve = (quantity: (layers: Layers) => number): FigureCurve => ({
    source: 'gradient descent',
    x,
    y: descent.map(layers => tenDigits(quantity(layers))),
  });
  return { title, x: { label: 't / τ', scale: 'linear' }, yScale: 'linear', curves: of.map(curve) };
};

const singularValue = (a: Matrix<number>, k: number): number => float64Svd(a).s[k]!;
const mapOf = (layers: Layers): Matrix<number> => mapOfLayers(float64Field, layers);

/** Singular values of W_(1:h), and those of the task as lines. */
export function mapValuesPanel(sources: DeepSources, sigmas: readonly Rational[]): FigurePanel {
  const drawn = panel(
    'singular values of W_(1:h)',
    sources,
    sigmas.map((_, k) => layers => singularValue(mapOf(layers), k)),
  );
  const ends = [sources.times[0]!, sources.times.at(-1)!].map(time => time.toNumber());
  const tasks = sigmas.map(
    (sigma): FigureCurve => ({
      source: 'as printed',
      label: `σ = ${sigma}`,
      x: ends,
      y: ends.map(() => sigma.toNumber()),
    }),
  );
  return { ...drawn, curves: [...drawn.curves, ...tasks] };
}

/** All singular values of all layers: of A. */
export function layerValuesPanel(sources: DeepSources): FigurePanel {
  const layers = sources.descent[0]!;
  return panel(
    'singular values of all layers',
    sources,
    layers.flatMap((layer, j) =>
      Array.from({ length: Math.min(layer.rows, layer.cols) }, (_, k) => (at: Layers) => singularValue(at[j]!, k)),
    ),
  );
}

/** (v_(i+1,k)ᵀu_(i,k))² of the first singular vectors, for every two layers that follow each other. */
export function alignmentPanel(sources: DeepSources, count: number): FigurePanel {
  const pairs = sources.descent[0]!.slice(1).map((_, i) => i);
  return panel(
    `squares of the inner products of vectors, the first ${count}`,
    sources,
    pairs.flatMap(i => Array.from({ length: count }, (_, k) => (layers: Layers) => alignment(layers, i)[k]!)),
  );
}

/** Of layers i and i + 1, from 0. */
export function alignment(layers: Layers, i: number): number[] {
  const [below, above] = [float64Svd(layers[i]!), float64Svd(layers[i + 1]!)];
  const inner = multiply(float64Field, above.V.transpose(), below.U);
  return Array.from({ length: inner.rows }, (_, k) => inner.at(k, k) ** 2);
}

export function normPanel(sources: DeepSources): FigurePanel {
  return panel('‖A‖_F', sources, [layers => Math.hypot(...layers.map(layer => frobeniusNorm(float64Field, layer)))]);
}

/** When half of each singular value of the task is learned; undefined where it is not yet. */
export function learnedTimes({ times, descent }: DeepSources, sigmas: readonly Rational[]): (number | undefined)[] {
  const values = descent.map(layers => float64Svd(mapOf(layers)).s);
  return sigmas.map((sigma, k) => times[values.findIndex(s => s[k]! > sigma.toNumber() / 2)]?.toNumber());
}
