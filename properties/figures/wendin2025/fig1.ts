import { flowSeries } from '../../../oracles/flowSeries.ts';
import { type Flow, flow } from '../../../src/network/flow.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { deepCurves, deepSources } from '../panels/deepSources.ts';
import type { FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { tenDigits } from '../panels/tenDigits.ts';
import { worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';

const POINTS = 80;
const EVERY = 10;
/** Places on each side of 0 in the graph. */
const PLACES = 40;

/** The scalar equation of equal layers, and two trajectories of two modes. */
export function fig1(settings: FigureSettings = figureSettings('wendin2025', 'fig1')): FigureRecord {
  const [h, sigmas] = [settings.number('depth'), settings.rationals('sigmas')];
  const [learningRate, end] = [settings.exact('learningRate'), settings.exact('end')];
  const rows = (['same', 'different'] as const).map(key => {
    const start = diagonal(h, sigmas, settings.rationals(key));
    const sources = deepSources(start, { learningRate, end, points: POINTS, every: EVERY, isDecoupled: true });
    const values = sigmas.map((sigma, j) => ({
      label: `σ = ${sigma}`,
      of: (layers: readonly Matrix<number>[]) => Math.abs(layers[0]!.at(j, j)),
    }));
    const panel: FigurePanel = {
      title: 'singular values of any layer',
      x: { label: 't / τ', scale: 'linear' },
      yScale: 'linear',
      curves: deepCurves(values, sources),
    };
    const half = sigmas.map((sigma, j) => {
      const path = sources.closedForm!.map(layers => layers[0]!.at(j, j) ** h / sigma.toNumber());
      return sources.times[path.findIndex(part => part > 1 / 2)]!.toNumber();
    });
    return { key, panel, half, agreement: sources.agreement };
  });
  const agreement = worstAgreement(rows.map(row => row.agreement));
  const [same, different] = rows.map(({ half }) => half.map(time => short(time, 2)));
  return {
    id: 'wendin2025/fig-1',
    paper: 'wendin2025',
    name: 'figure 1',
    title: `The scalar equation of ${h} equal layers, and two decoupled trajectories`,
    settings: settings.list,
    rows: [
      {
        label: `(a): dz/dt of equation 61, σ = ${sigmas[0]}`,
        panels: [settings.exact('largest'), settings.exact('zoomed')].map(reach => graph(h, sigmas[0]!, reach)),
      },
      ...rows.map(({ key, panel, agreement: { markers } }) => ({
        label: `(b), z(0) ${key === 'same' ? 'the same' : 'not the same'} in both modes; the oracle at ${markers} times`,
        panels: [panel],
      })),
    ],
    shows: `From the same start half of the stronger value is learned at ${same![0]} τ, half of the weaker one at ${same![1]} τ; from different starts at ${different![0]} and ${different![1]} τ, the weaker one first. The layers of the closed form have at least ${digitsText(agreement.digits)} in common with the oracle. Equation 61, drawn as printed, passes through the force on ${h} equal scalars, in fractions, at every marker.`,
    cannotShow: `What other depths do: for odd h there is no critical point below 0, and none of them is ±σ_j but ±σ_j to the power 1/h. Nor how flat is nearly flat: the plateau near 0 is of order z to the power ${h - 1}, and looks flat at any zoom that is taken at once.`,
    agreement,
  };
}

function diagonal(h: number, sigmas: readonly Rational[], values: readonly Rational[]): Flow {
  const square = (entries: readonly Rational[]) =>
    Matrix.generate(entries.length, entries.length, (i, j) => (i === j ? entries[i]! : Rational.ZERO));
  return flow({ layers: Array.from({ length: h }, () => square(values)), sigmaYX: square(sigmas) });
}

/** As printed against the first Taylor coefficient of equal scalars, exactly. */
function graph(h: number, sigma: Rational, reach: Rational): FigurePanel {
  const places = Array.from({ length: 2 * PLACES + 1 }, (_, k) => reach.mul(Rational.of(k - PLACES, PLACES)));
  const power = (z: Rational, exponent: number): Rational =>
    Array.from({ length: exponent }, () => z).reduce((a, b) => a.mul(b), Rational.ONE);
  const marks = places.filter((_, k) => k % 8 === 0);
  const x = (at: readonly Rational[]): number[] => at.map(z => tenDigits(z.toNumber()));
  return {
    title: 'dz/dt',
    x: { label: 'z', scale: 'linear' },
    yScale: 'linear',
    curves: [
      {
        source: 'as printed',
        x: x(places),
        y: places.map(z =>
          tenDigits(
            power(z, h - 1)
              .mul(sigma.sub(power(z, h)))
              .toNumber(),
          ),
        ),
      },
      {
        source: 'oracle',
        x: x(marks),
        y: marks.map(z =>
          tenDigits(
            flowSeries(diagonal(h, [sigma], [z]), 1)[0]![1]!
              .at(0, 0)
              .toNumber(),
          ),
        ),
      },
    ],
  };
}
