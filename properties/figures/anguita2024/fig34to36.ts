import { type DescentSetting, deviations, type Targets } from '../../claims/anguita2024/_descentBesideFlow.ts';
import type { FigureCurve, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { short } from '../panels/words.ts';
import { curve, panelOver, thesisFigure } from './_record.ts';

// Deviation of the loss of descent from that of the flow, averaged over 200 steps and over trials, as the claims of section 3.3 have it.

const TARGETS: readonly Targets[] = ['random', 'exact'];

interface Line {
  readonly width: number;
  readonly values: readonly number[];
}

/** For each of `TARGETS`. */
function linesOf(
  settings: FigureSettings,
  over: readonly number[],
  member: (x: number) => Pick<DescentSetting, 'lambda' | 'rate'>,
): Line[][] {
  const [trials, seed, sigma] = [settings.number('trials'), settings.number('seed'), settings.number('sigma')];
  const measured = settings.numbers('widths').map(width => ({
    width,
    points: over.map(x =>
      Array.from({ length: trials }, (_, trial) => deviations({ ...member(x), width, sigma }, seed + 2 * trial)),
    ),
  }));
  return TARGETS.map(targets =>
    measured.map(({ width, points }) => ({
      width,
      values: points.map(all => all.reduce((sum, one) => sum + one[targets], 0) / trials),
    })),
  );
}

function drawn(
  number: string,
  settings: FigureSettings,
  axis: { readonly label: string; readonly over: readonly number[] },
  member: (x: number) => Pick<DescentSetting, 'lambda' | 'rate'>,
  words: (lines: readonly (readonly Line[])[]) => Pick<FigureRecord, 'title' | 'shows' | 'cannotShow'>,
): FigureRecord {
  const lines = linesOf(settings, axis.over, member);
  const curves = (of: readonly Line[]): FigureCurve[] =>
    of.map(({ width, values }) => curve('gradient descent', axis.over, values, { label: `${width} units` }));
  return thesisFigure(number, settings, {
    ...words(lines),
    rows: [
      {
        label: `${settings.number('trials')} trials of 200 steps`,
        panels: TARGETS.map((targets, k) =>
          panelOver(
            axis.label,
            `mean |L̂ − L|/L, ${targets === 'exact' ? 'targets of a linear map' : 'random targets'}`,
            curves(lines[k]!),
            {
              x: 'log10',
              y: 'log10',
            },
          ),
        ),
      },
    ],
    agreement: { markers: 0 },
  });
}

const range = (lines: readonly Line[], at: number): string => {
  const values = lines.map(({ values }) => values.at(at)!);
  return `${short(Math.min(...values), 2)} to ${short(Math.max(...values), 2)}`;
};
const DATA =
  'The law of the data is not in the text, and it decides: where a linear map explains the targets the loss goes to 0 and deviations relative to it are larger by far.';

/** Over the learning rate, λ fixed. */
export function fig34(settings: FigureSettings = figureSettings('anguita2024', 'fig34')): FigureRecord {
  const lambda = settings.number('lambda');
  const over = settings.numbers('learningRates');
  return drawn(
    '3.4',
    settings,
    { label: 'learning rate η', over },
    rate => ({ lambda, rate }),
    ([random, exact]) => ({
      title: 'Deviation of descent from the flow over the learning rate',
      shows: `It grows with the rate in every size, at η = ${over.at(-1)} to ${range(random!, -1)} with random targets and ${range(exact!, -1)} with those of a linear map.`,
      cannotShow: `Whether it is below 0.05 for η < 0.01 (anguita2024/sec-3.3:deviation-below-five-percent). ${DATA} Nor why larger networks are farther off: a start of one σ is larger there (anguita2024/sec-3.3:deviation-larger-in-larger-networks).`,
    }),
  );
}

/** Over λ, the learning rate fixed. */
export function fig35(settings: FigureSettings = figureSettings('anguita2024', 'fig35')): FigureRecord {
  const rate = settings.number('rate');
  const over = settings.numbers('lambdas');
  return drawn(
    '3.5',
    settings,
    { label: '|λ|', over },
    lambda => ({ lambda, rate }),
    ([random, exact]) => ({
      title: 'Deviation of descent from the flow over λ',
      shows: `At η = ${rate} it grows with |λ|, from ${range(exact!, 0)} to ${range(exact!, -1)} with targets of a linear map and from ${range(random!, 0)} to ${range(random!, -1)} with random ones, where it no longer grows once all is learned within the trial.`,
      cannotShow: `Negative λ: it exchanges the layers of a square network, and the loss is the same. ${DATA}`,
    }),
  );
}

/** Over λ, λη fixed. */
export function fig36(settings: FigureSettings = figureSettings('anguita2024', 'fig36')): FigureRecord {
  const product = settings.number('product');
  const over = settings.numbers('lambdas');
  return drawn(
    '3.6',
    settings,
    { label: 'λ', over },
    lambda => ({ lambda, rate: product / lambda }),
    ([random, exact]) => ({
      title: 'Deviation of descent from the flow at a constant real learning rate',
      shows: `At λη = ${product} it becomes constant for large λ: ${range(exact!, -2)} and ${range(exact!, -1)} at the last two λ with targets of a linear map, ${range(random!, -2)} and ${range(random!, -1)} with random ones. At the smallest λ it is ${range(exact!, 0)} and ${range(random!, 0)}.`,
      cannotShow: `That λη alone decides how far descent is from the flow: for λ of the order of the singular values it does not (anguita2024/sec-3.3:real-rate-decides). The caption's ratio of λ to the rate is read as that to τ, 1/η.`,
    }),
  );
}
