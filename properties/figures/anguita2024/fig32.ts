import { problem } from '../../../src/network/problem.ts';
import { diagonal } from '../../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { entryQuantity } from '../../../src/plot/quantity.ts';
import { inSourceOrder, TIME } from '../panels/dynamicsPanels.ts';
import type { FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { curvesOf, threeSources } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';
import { thesisFigure } from './_record.ts';

const POINTS = 80;
const EVERY = 5;

/** Singular values of an aligned λ-balanced network over time. */
export function fig32(settings: FigureSettings = figureSettings('anguita2024', 'fig32')): FigureRecord {
  const lambda = settings.exact('lambda');
  const sigmas = settings.rationals('sigmas');
  const pairs = settings.rationals('gaps').map(gap => {
    // s2 − s1 = gap and s2² − s1² = λ.
    const sum = lambda.div(gap);
    return { s1: sum.sub(gap).div(Rational.of(2)), s2: sum.add(gap).div(Rational.of(2)) };
  });
  const diag = (values: Parameters<typeof diagonal<(typeof sigmas)[0]>>[1]) => diagonal(rationalField, values);
  const start = problem({
    W1: diag(pairs.map(({ s1 }) => s1)),
    W2: diag(pairs.map(({ s2 }) => s2)),
    sigmaYX: diag(sigmas),
  });
  const [learningRate, end] = [settings.exact('learningRate'), settings.exact('end')];
  const sources = threeSources(start, { learningRate, end, points: POINTS, every: EVERY });
  const { agreement, closedForm, times } = sources;
  const n = sigmas.length;
  const learned = sigmas.map((sigma, k) => {
    const half = closedForm.findIndex(at => at.at(n + k, k) > sigma.toNumber() / 2);
    return times[half]!.toNumber();
  });
  return thesisFigure('3.2', settings, {
    title: `Singular values of an aligned network, λ = ${lambda}`,
    rows: [
      {
        label: `${n}-${n}-${n}, aligned`,
        panels: [
          {
            title: 'singular values of W2W1',
            x: TIME,
            yScale: 'linear',
            curves: inSourceOrder(
              sigmas.map((sigma, k) => curvesOf(entryQuantity(start, n + k, k), sources, { label: `s = ${sigma}` })),
            ),
          },
        ],
      },
    ],
    shows: `Each mode is learned on its own: half of its value after ${learned.map((time, k) => `${short(time, 2)} τ for s = ${sigmas[k]}`).join(', ')}. The closed form has at least ${digitsText(agreement.digits)} in common with the oracle at ${agreement.markers} points.`,
    cannotShow: `Whether equation 3.2 of the thesis is right as printed: the line here is the flow's, and what is wrong in the print (anguita2024/thm-3.2.1) is no matter of how modes look. Nor what the order of learning is, which the sizes of the start decide as well as s.`,
    agreement,
  });
}
