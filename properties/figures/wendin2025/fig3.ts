import { flow } from '../../../src/network/flow.ts';
import { deepSources } from '../panels/deepSources.ts';
import type { FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { alignmentPanel, alignments, layerValuesPanel, learnedTimes, mapValuesPanel } from '../panels/layerPanels.ts';
import { diagonalTask, imbalance, randomBalancedTo } from '../panels/randomLayers.ts';
import { short } from '../panels/words.ts';

const POINTS = 80;

/** Singular values and vectors of δ-balanced trajectories: values apart, and pairs close together. */
export function fig3(settings: FigureSettings = figureSettings('wendin2025', 'fig3')): FigureRecord {
  const widths = settings.numbers('widths');
  const [learningRate, end] = [settings.exact('learningRate'), settings.exact('end')];
  const layers = randomBalancedTo(settings.number('delta'), widths, settings.number('seed'));
  const rows = (['close', 'pairs'] as const).map((key, k) => {
    const sigmas = settings.rationals(key);
    const sources = deepSources(flow({ layers, sigmaYX: diagonalTask(widths, sigmas) }), {
      learningRate,
      end,
      points: POINTS,
      halved: k === 0,
    });
    const last = sources.descent.at(-1)!;
    const times = learnedTimes(sources, sigmas).filter(time => time !== undefined);
    const aligned = alignments(last).flatMap(pair => pair.slice(0, times.length));
    return {
      label: `(${'ab'[k]}): σ = ${sigmas.join(', ')}`,
      sigmas,
      sources,
      least: Math.min(...aligned),
      times: times.map(time => short(time, 2)),
      delta: [sources.descent[0]!, last].map(imbalance),
    };
  });
  const [close, pairs] = rows;
  return {
    id: 'wendin2025/fig-3',
    paper: 'wendin2025',
    name: 'figure 3',
    title: 'Singular values and vectors of δ-balanced trajectories',
    settings: settings.list,
    rows: rows.map(({ label, sources, sigmas }) => ({
      label,
      panels: [mapValuesPanel(sources, sigmas), layerValuesPanel(sources), alignmentPanel(sources, sigmas.length)],
    })),
    shows: `Half of ${close!.times.length} values is learned at ${close!.times.join(', ')} τ in (a), of ${pairs!.times.length} at ${pairs!.times.join(', ')} τ in (b). At the end the least of the squares (v_(i+1,k)ᵀu_(i,k))² of these values is ${short(close!.least, 2)} in (a) and ${short(pairs!.least, 2)} in (b): vectors of values that are apart come close to being aligned, those of a pair need not. δ is ${close!.delta.map(delta => short(delta, 2)).join(' at the start and ')} at the end of (a).`,
    cannotShow: `Whether vectors always align where values are apart: this is one start of one seed, chosen here, and wendin2025/sec-5.3.1:large-gaps-align has a δ-balanced network where they do not. Nor what the values that are not yet learned do. Halving the learning rate moves no layer of (a) by more than ${short(100 * close!.sources.agreement.descentDeviation!, 2)} % of its norm; nothing else was asked.`,
    agreement: close!.sources.agreement,
  };
}
