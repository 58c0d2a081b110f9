import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { type DeepQuantity, deepCurves, deepSources, pathIn } from '../panels/deepSources.ts';
import type { FigureCurve, FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { tenDigits } from '../panels/tenDigits.ts';
import { worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';

const POINTS = 80;
const EVERY = 10;

/** Three scalar layers: trajectories and critical points seen from two sides. */
export function fig6(settings: FigureSettings = figureSettings('wendin2025', 'fig6')): FigureRecord {
  const sigma = settings.exact('sigma');
  const [learningRate, end] = [settings.exact('learningRate'), settings.exact('end')];
  const one = (entry: typeof sigma) => new Matrix(1, 1, [entry]);
  const paths = settings
    .matrix('starts')
    .toRows()
    .map(start =>
      deepSources(flow({ layers: start.map(one), sigmaYX: one(sigma) }), {
        learningRate,
        end,
        points: POINTS,
        every: EVERY,
        isDecoupled: true,
      }),
    );
  const weight =
    (j: number): DeepQuantity['of'] =>
    layers =>
      layers[j]!.at(0, 0);
  const agreement = worstAgreement(paths.map(path => path.agreement));
  const products = paths.map(path => path.closedForm!.at(-1)!.reduce((all, layer) => all * layer.at(0, 0), 1));
  const s = sigma.toNumber();
  const startsOn = paths.filter(
    path => path.closedForm![0]!.reduce((all, layer) => all * layer.at(0, 0), 1) === 0,
  ).length;
  const endsOn = products.filter(product => Math.abs(product) < s / 1000).length;
  const view = (across: number, up: number): FigurePanel => ({
    title: `w${up + 1}`,
    x: { label: `w${across + 1}`, scale: 'linear' },
    yScale: 'linear',
    curves: [
      ...paths.map(path => pathIn([weight(across), weight(up)], path)),
      ...settings.numbers('levels').flatMap(level => [1, -1].map(sign => optima(s, level, sign))),
      ...axes(),
    ],
  });
  return {
    id: 'wendin2025/fig-6',
    paper: 'wendin2025',
    name: 'figure 6',
    title: 'Three scalar layers: trajectories and critical points',
    settings: settings.list,
    rows: [
      { label: `${paths.length} starts in two views, σ = ${sigma}`, panels: [view(0, 1), view(0, 2)] },
      {
        label: 'over time',
        panels: [
          {
            title: 'w1w2w3',
            x: { label: 't / τ', scale: 'linear' },
            yScale: 'linear',
            curves: paths.flatMap(path =>
              deepCurves([{ of: layers => layers.reduce((all, layer) => all * layer.at(0, 0), 1) }], path),
            ),
          },
        ],
      },
    ],
    shows: `${startsOn} of ${paths.length} starts, on an axis, is a saddle point and rests; ${endsOn - startsOn} more, of w2 = −w3, ends on an axis; the products of all others are σ at ${short(end.toNumber())} τ, off by at most ${short(Math.max(...products.filter(product => Math.abs(product) >= s / 1000).map(product => Math.abs(product - s))), 1)}. Saddle points are the three axes, optima the surface w1w2w3 = σ. The closed form has at least ${digitsText(agreement.digits)} in common with the oracle.`,
    cannotShow: `The space itself: two views of it, and the surface of optima by curves at some values of the weight that is not seen. Nor that the three axes are all saddle points there are, which wendin2025/sec-6.2.2:critical-points and proposition 33 say.`,
    agreement,
  };
}

/** Two weights of an optimum whose third is `level`, on one side. */
function optima(sigma: number, level: number, sign: number): FigureCurve {
  const x = Array.from({ length: 41 }, (_, k) => tenDigits(sign * Math.sqrt(sigma / level) * 2 ** ((k - 20) / 16)));
  return { source: 'as printed', x, y: x.map(w => tenDigits(sigma / (level * w))) };
}

function axes(): FigureCurve[] {
  const along = [-2, 2];
  const still = [0, 0];
  return [
    { source: 'as printed', variant: 'second', x: along, y: still },
    { source: 'as printed', variant: 'second', x: still, y: along },
  ];
}
