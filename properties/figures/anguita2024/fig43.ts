import { lossQuantity } from '../../../src/plot/quantity.ts';
import { inSourceOrder, TIME } from '../panels/dynamicsPanels.ts';
import type { FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { curvesOf, threeSources, worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';
import { thesisFigure } from './_record.ts';
import { nameOf, semanticProblem } from './_semanticTask.ts';

const POINTS = 60;
const EVERY = 10;

/** The logarithm of the loss over time from balanced starts of one W2W1. */
export function fig43(settings: FigureSettings = figureSettings('anguita2024', 'fig43')): FigureRecord {
  const [learningRate, end] = [settings.exact('learningRate'), settings.exact('end')];
  const paths = settings.numbers('lambdas').map(lambda => {
    const problem = semanticProblem({ lambda }, settings);
    const sources = threeSources(problem, {
      learningRate,
      end,
      points: POINTS,
      every: EVERY,
      oracle: 'Riccati equation',
    });
    const curves = curvesOf(lossQuantity(problem), sources, { label: nameOf({ lambda }) });
    return { lambda, sources, curves };
  });
  const agreement = worstAgreement(paths.map(({ sources }) => sources.agreement));
  const slopes = paths.map(({ lambda, curves }) => {
    const { x, y } = curves.find(({ source }) => source === 'closed form')!;
    const rate = (from: number, to: number): number => Math.log(y[from]! / y[to]!) / (x[to]! - x[from]!);
    return { lambda, first: rate(0, POINTS / 3), last: rate((2 * POINTS) / 3, POINTS) };
  });
  return thesisFigure('4.3', settings, {
    title: 'Log loss from balanced starts',
    rows: [
      {
        label: 'one W2(0)W1(0), a tree of four items',
        panels: [
          {
            title: 'loss',
            x: TIME,
            yScale: 'log10',
            curves: inSourceOrder(paths.map(({ curves }) => curves)),
          },
        ],
      },
    ],
    shows: `A larger |λ| falls faster, and for large |λ| along a line: −d ln L/dt is ${slopes.map(({ lambda, first, last }) => `${short(first, 3)} at first and ${short(last, 3)} at last for λ = ${short(lambda)}`).join(', ')}. For large |λ| it is 2|λ|, so that the rate of learning is |λ| and not |λ|/2 (anguita2024/sec-4.3:rate-of-learning). The closed form has at least ${digitsText(agreement.digits)} in common with the oracle at ${agreement.markers} points.`,
    cannotShow: `That the log loss is a line for one |λ|: it is so in the limit (anguita2024/sec-4.3:log-loss-is-a-line). Curves of λ and −λ lie on each other, widths being equal. Starts of different λ share W2(0)W1(0) here; where they do not, they start from different losses as well.`,
    agreement,
  });
}
