import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { float64SingularValues, float64Svd } from '../../../src/numbers/float64Svd.ts';
import { frobeniusNorm, multiply } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import type { DeepSources } from './deepSources.ts';
import type { FigureCurve, FigurePanel } from './figureRecord.ts';
import { tenDigits } from './tenDigits.ts';

// Panels of gradient descent of many layers over time: there is no closed form of a start that is not decoupled.

type Layers = readonly Matrix<number>[];

/** One curve for each of the quantities that are found together at a time. */
const panel = (
  title: string,
  { times, descent }: DeepSources,
  of: (layers: Layers) => readonly number[],
): FigurePanel => {
  const x = times.map(time => time.toNumber());
  const found = descent.map(of);
  return {
    title,
    x: { label: 't / τ', scale: 'linear' },
    yScale: 'linear',
    curves: found[0]!.map((_, k) => ({
      source: 'gradient descent',
      x,
      y: found.map(quantities => tenDigits(quantities[k]!)),
    })),
  };
};

const mapOf = (layers: Layers): Matrix<number> => mapOfLayers(float64Field, layers);

/** Singular values of W_(1:h), and those of the task as lines. */
export function mapValuesPanel(sources: DeepSources, sigmas: readonly Rational[]): FigurePanel {
  const drawn = panel('singular values of W_(1:h)', sources, layers =>
    float64SingularValues(mapOf(layers)).slice(0, sigmas.length),
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
  return panel('singular values of all layers', sources, layers => layers.flatMap(float64SingularValues));
}

/** (v_(i+1,k)ᵀu_(i,k))² of the first singular vectors, for every two layers that follow each other. */
export function alignmentPanel(sources: DeepSources, count: number): FigurePanel {
  return panel(`squares of the inner products of vectors, the first ${count}`, sources, layers =>
    alignments(layers).flatMap(pair => pair.slice(0, count)),
  );
}

/** Of every two layers that follow each other, all vectors. */
export function alignments(layers: Layers): number[][] {
  const svds = layers.map(float64Svd);
  return svds.slice(1).map((above, i) => {
    const inner = multiply(float64Field, above.V.transpose(), svds[i]!.U);
    return Array.from({ length: inner.rows }, (_, k) => inner.at(k, k) ** 2);
  });
}

export function normPanel(sources: DeepSources): FigurePanel {
  return panel('‖A‖_F', sources, layers => [Math.hypot(...layers.map(layer => frobeniusNorm(float64Field, layer)))]);
}

/** When half of each singular value of the task is learned; undefined where it is not yet. */
export function learnedTimes({ times, descent }: DeepSources, sigmas: readonly Rational[]): (number | undefined)[] {
  const values = descent.map(layers => float64SingularValues(mapOf(layers)));
  return sigmas.map((sigma, k) => times[values.findIndex(s => s[k]! > sigma.toNumber() / 2)]?.toNumber());
}
