import { flow } from '../../../src/network/flow.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { float64SingularValues } from '../../../src/numbers/float64Svd.ts';
import { frobeniusNorm } from '../../../src/numbers/linearAlgebra.ts';
import { deepSources } from '../panels/deepSources.ts';
import type { FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { alignmentPanel, layerValuesPanel, learnedTimes, mapValuesPanel, normPanel } from '../panels/layerPanels.ts';
import { diagonalTask, imbalance, randomLayers, sizesOf } from '../panels/randomLayers.ts';
import { short } from '../panels/words.ts';

const POINTS = 80;

/** The same network from near the origin and from away from it. */
export function fig2(settings: FigureSettings = figureSettings('wendin2025', 'fig2')): FigureRecord {
  const widths = settings.numbers('widths');
  const sigmas = settings.rationals('sigmas');
  const [learningRate, ends] = [settings.exact('learningRate'), settings.rationals('ends')];
  const rows = settings.rationals('sizes').map((size, k) => {
    const start = flow({
      layers: randomLayers(widths, size.toNumber(), settings.number('seed')),
      sigmaYX: diagonalTask(widths, sigmas),
    });
    const sources = deepSources(start, { learningRate, end: ends[k]!, points: POINTS });
    const last = sources.descent.at(-1)!;
    const values = last.flatMap(float64SingularValues).sort((a, b) => b - a);
    const most = widths.at(-1)! * (widths.length - 1);
    return {
      label: `(${'ab'[k]}): entries of A(0) up to ${short(size.toNumber())}, ${sizesOf(start.layers)}`,
      sources,
      times: learnedTimes(sources, sigmas).map(time => (time === undefined ? '—' : short(time, 2))),
      /** The first singular value beyond h·d_y beside the last one within. */
      gap: values[most]! / values[most - 1]!,
      delta: imbalance(sources.descent[0]!),
      rises: normRises(
        sources.descent.map(layers => Math.hypot(...layers.map(layer => frobeniusNorm(float64Field, layer)))),
      ),
    };
  });
  const [near, away] = rows;
  return {
    id: 'wendin2025/fig-2',
    paper: 'wendin2025',
    name: 'figure 2',
    title: `${widths.length - 1} layers from near the origin and from away from it`,
    settings: settings.list,
    rows: rows.map(({ label, sources }) => ({
      label,
      panels: [
        mapValuesPanel(sources, sigmas),
        layerValuesPanel(sources),
        alignmentPanel(sources, widths.at(-1)!),
        normPanel(sources),
      ],
    })),
    shows: `Half of each singular value is learned at ${near!.times.join(', ')} τ from near the origin (δ = ${short(near!.delta, 2)}), one by one and the largest first; at ${away!.times.join(', ')} τ from away from it (δ = ${short(away!.delta, 2)}). At the end the ${widths.at(-1)! * (widths.length - 1) + 1}st singular value of A is ${short(100 * near!.gap, 2)} % of the one before in (a), ${short(100 * away!.gap, 2)} % in (b). ‖A‖ ${away!.rises ? 'rises all the way' : 'does not rise all the way'} in (b), the loss falls.`,
    cannotShow: `What is typical: these are two starts of one seed, chosen here, and neither Σ nor the starts of the paper are in its text. Nor more than what gradient descent tells: halving the learning rate moves no layer by more than ${short(100 * Math.max(...rows.map(row => row.sources.agreement.descentDeviation!)), 2)} % of its norm; the oracle was not asked, since it takes a minute for the first tenth of (b).`,
    agreement: {
      markers: 0,
      descentDeviation: Math.max(...rows.map(row => row.sources.agreement.descentDeviation!)),
    },
  };
}

const normRises = (norms: readonly number[]): boolean => norms.every((norm, k) => k === 0 || norm >= norms[k - 1]!);
