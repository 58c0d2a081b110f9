import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { type DeepQuantity, deepCurves, deepSources, pathIn } from '../panels/deepSources.ts';
import type { FigureCurve, FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { tenDigits } from '../panels/tenDigits.ts';
import { short } from '../panels/words.ts';

const POINTS = 80;
const EVERY = 10;

/** A hidden layer of two nodes: slices of critical points, and trajectories seen in them. */
export function fig7(settings: FigureSettings = figureSettings('wendin2025', 'fig7')): FigureRecord {
  const sigma = settings.exact('sigma');
  const [learningRate, end] = [settings.exact('learningRate'), settings.exact('end')];
  const paths = settings
    .matrix('starts')
    .toRows()
    .map(([w1, w2, w3, w4]) =>
      deepSources(
        flow({
          layers: [new Matrix(2, 1, [w1!, w2!]), new Matrix(1, 2, [w3!, w4!])],
          sigmaYX: new Matrix(1, 1, [sigma]),
        }),
        { learningRate, end, points: POINTS, every: EVERY },
      ),
    );
  const [w1, w2, w3]: DeepQuantity['of'][] = [
    layers => layers[0]!.at(0, 0),
    layers => layers[0]!.at(1, 0),
    layers => layers[1]!.at(0, 0),
  ];
  const s = sigma.toNumber();
  const others = settings.numbers('others');
  const output: DeepQuantity = {
    of: ([first, second]) => second!.at(0, 0) * first!.at(0, 0) + second!.at(0, 1) * first!.at(1, 0),
  };
  const off = Math.max(...paths.map(path => Math.abs(output.of(path.oracle.at(-1)!) - s)));
  const law = paths.map(path => [path.oracle[0]!, path.oracle.at(-1)!].map(at => w1!(at) ** 2 - w3!(at) ** 2));
  const plane = (labels: readonly [string, string], curves: readonly FigureCurve[]): FigurePanel => ({
    title: labels[1],
    x: { label: labels[0], scale: 'linear' },
    yScale: 'linear',
    curves,
  });
  const deviation = Math.max(...paths.map(({ agreement }) => agreement.descentDeviation!));
  return {
    id: 'wendin2025/fig-7',
    paper: 'wendin2025',
    name: 'figure 7',
    title: 'One hidden layer of two nodes: slices of the four weights',
    settings: settings.list,
    rows: [
      {
        label: `${paths.length} starts, σ = ${sigma}, and slices of the optima`,
        panels: [
          plane(
            ['w1', 'w3'],
            [...paths.map(path => pathIn([w1!, w3!], path)), ...others.flatMap(w2w4 => hyperbola(s - w2w4))],
          ),
          plane(
            ['w1', 'w2'],
            [...paths.map(path => pathIn([w1!, w2!], path)), ...others.flatMap(w4 => line(s, others[1]!, w4))],
          ),
          {
            title: 'w1w3 + w2w4',
            x: { label: 't / τ', scale: 'linear' },
            yScale: 'linear',
            curves: paths.flatMap(path => deepCurves([output], path)),
          },
        ],
      },
    ],
    shows: `All ${paths.length} starts end on the hypersurface w1w3 + w2w4 = σ, off by at most ${short(off, 1)} at ${short(end.toNumber())} τ. In the slice of w1 and w3, whose squares differ by a constant (kept to ${short(Math.max(...law.map(([a, b]) => Math.abs(a! - b!))), 1)} by the oracle), its sections are hyperbolas that a trajectory crosses; in that of w1 and w2 they are straight lines, one for each w3 and w4.`,
    cannotShow: `That critical points are scattered, or that only pairs which obey a law show a pattern: with the other two weights fixed, every slice of the optima is one curve, whatever the pair. What looks scattered is the union of many slices. Nor which slices the paper draws.`,
    agreement: {
      markers: paths.reduce((all, { agreement }) => all + agreement.markers, 0),
      descentDeviation: deviation,
    },
  };
}

/** w1w3 = left, where left is not 0; the axes else. */
function hyperbola(left: number): FigureCurve[] {
  if (left === 0)
    return [
      { source: 'as printed', x: [-2, 2], y: [0, 0] },
      { source: 'as printed', x: [0, 0], y: [-2, 2] },
    ];
  return [1, -1].map(sign => {
    const x = Array.from({ length: 41 }, (_, k) => tenDigits(sign * Math.sqrt(Math.abs(left)) * 2 ** ((k - 20) / 16)));
    return { source: 'as printed', x, y: x.map(w => tenDigits(left / w)) };
  });
}

/** w1w3 + w2w4 = σ for given w3 ≠ 0 and w4. */
function line(sigma: number, w3: number, w4: number): FigureCurve[] {
  const y = [-2, 2];
  return [{ source: 'as printed', x: y.map(w2 => tenDigits((sigma - w2 * w4) / w3)), y }];
}
