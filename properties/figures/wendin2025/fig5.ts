import { flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { deepCurves, deepSources, pathIn } from '../panels/deepSources.ts';
import type { FigureCurve, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { tenDigits } from '../panels/tenDigits.ts';
import { worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';

const POINTS = 80;
const EVERY = 10;

/** Two scalar layers: the phase plane, and the loss on its two diagonals. */
export function fig5(settings: FigureSettings = figureSettings('wendin2025', 'fig5')): FigureRecord {
  const [sigma, reach] = [settings.exact('sigma'), settings.number('reach')];
  const [learningRate, end] = [settings.exact('learningRate'), settings.exact('end')];
  const starts = settings.matrix('starts').toRows();
  const paths = starts.map(start => ({
    start,
    sources: deepSources(scalars(start, sigma), { learningRate, end, points: POINTS, every: EVERY, isDecoupled: true }),
  }));
  const ends = paths.map(({ sources }) => sources.closedForm!.at(-1)!.map(layer => layer.at(0, 0)));
  const agreement = worstAgreement(paths.map(({ sources }) => sources.agreement));
  const s = sigma.toNumber();
  const atZero = ends.filter(([w1, w2]) => Math.hypot(w1!, w2!) < s / 10).length;
  const off = Math.max(
    ...ends.filter(([w1, w2]) => Math.hypot(w1!, w2!) >= s / 10).map(([w1, w2]) => Math.abs(w1! * w2! - s)),
  );
  return {
    id: 'wendin2025/fig-5',
    paper: 'wendin2025',
    name: 'figure 5',
    title: 'Two scalar layers: phase plane and loss',
    settings: settings.list,
    rows: [
      {
        label: `(a) phase plane of ${starts.length} starts, σ = ${sigma}`,
        panels: [
          {
            title: 'w2',
            x: { label: 'w1', scale: 'linear' },
            yScale: 'linear',
            curves: [
              ...paths.map(({ sources }) =>
                pathIn([layers => layers[0]!.at(0, 0), layers => layers[1]!.at(0, 0)], sources),
              ),
              ...[1, -1].map(sign => optima(s, sign)),
            ],
          },
          {
            title: 'w1 over time',
            x: { label: 't / τ', scale: 'linear' },
            yScale: 'linear',
            curves: paths.flatMap(({ sources }) => deepCurves([{ of: layers => layers[0]!.at(0, 0) }], sources)),
          },
        ],
      },
      {
        label: '(b) loss on both diagonals of the plane',
        panels: [
          {
            title: 'loss',
            x: { label: 'w1', scale: 'linear' },
            yScale: 'linear',
            curves: [1, -1].map(sign => lossOn(sign, s, reach)),
          },
        ],
      },
    ],
    shows: `${atZero} of ${starts.length} starts, that on the line w1 = −w2, end at the origin; all others end on the curve w1w2 = σ, off by at most ${short(off, 1)} at ${short(end.toNumber())} τ, on the side of the line on which they begin. On w1 = w2 the loss has a plateau around the origin and two minima, on w1 = −w2 a minimum there. The closed form has at least ${digitsText(agreement.digits)} in common with the oracle.`,
    cannotShow: `That the printed w_e of equation 64 is right: it is the end on one side of the line only (wendin2025/eq-64). Nor that w1 = −w2 parts c > 0 from c < 0, as the text has it: c = w1² − w2² has both signs on either side; what it parts are the ends.`,
    agreement,
  };
}

const scalars = (weights: readonly Rational[], sigma: Rational) =>
  flow({ layers: weights.map(weight => new Matrix(1, 1, [weight])), sigmaYX: new Matrix(1, 1, [sigma]) });

/** w2 = σ/w1 on one side, as the text has the equilibria. */
function optima(sigma: number, sign: number): FigureCurve {
  const x = Array.from({ length: 61 }, (_, k) => tenDigits(sign * Math.sqrt(sigma) * 2 ** ((k - 30) / 24)));
  return { source: 'as printed', x, y: x.map(w1 => tenDigits(sigma / w1)) };
}

function lossOn(sign: number, sigma: number, reach: number): FigureCurve {
  const x = Array.from({ length: 61 }, (_, k) => tenDigits((reach * (k - 30)) / 30));
  return {
    source: 'as printed',
    ...(sign < 0 && { variant: 'second' }),
    label: sign > 0 ? 'w1 = w2' : 'w1 = −w2',
    x,
    y: x.map(w => tenDigits((sigma - sign * w * w) ** 2 / 2)),
  };
}
