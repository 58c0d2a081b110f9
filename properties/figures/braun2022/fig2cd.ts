import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { closedForm } from '../../../src/dynamics/closedForm.ts';
import { gradientDescent } from '../../../src/dynamics/gradientDescent.ts';
import { architecture, architectureName } from '../../../src/network/architecture.ts';
import { exactProblem } from '../../../src/network/exactProblem.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import { loss } from '../../../src/network/observables/loss.ts';
import { architectureOf, type Problem, problemIn } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { lossQuantity, round10 } from '../../../src/plot/quantity.ts';
import { descentGrid } from '../panels/descentGrid.ts';
import { timePanel } from '../panels/dynamicsPanels.ts';
import type { FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { randomTask } from '../panels/randomTask.ts';
import { threeSources, worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';

/** Times at which the losses are compared, evenly spaced. */
const TIMES = 16;
const POINTS = 80;
const EVERY = 10;

/** Deviation of the loss of gradient descent from the closed form over the learning rate (C), and learning curves (D). */
export function fig2cd(settings: FigureSettings = figureSettings('braun2022', 'fig2cd')): FigureRecord {
  const networks = randomNetworks(settings);
  const exactRates = settings.rationals('learningRates');
  const rates = exactRates.map(rate => rate.toNumber());
  const end = settings.exact('end');
  const deviations = networks.map(network => exactRates.map(rate => deviation(network, rate, end)));
  const slopes = deviations.map(values => slope(rates.map(Math.log), values.map(Math.log))).sort((a, b) => a - b);
  const falling = deviations.filter(values => values.every((value, k) => k === 0 || value < values[k - 1]!));
  const learningRate = settings.exact('learningRate');
  const examples = networks.slice(0, settings.number('examples')).map(problem => ({
    problem,
    sources: threeSources(problem, { learningRate, end, points: POINTS, every: EVERY }),
  }));
  const agreement = worstAgreement(examples.map(({ sources }) => sources.agreement));
  const [fewest, most] = [slopes[0]!, slopes.at(-1)!];
  return {
    id: 'braun2022/fig-2cd',
    paper: 'braun2022',
    name: 'figure 2C, D',
    title: 'Deviation of gradient descent from the closed form, over the learning rate',
    settings: settings.list,
    rows: [
      {
        label: `C: ${networks.length} networks`,
        panels: [
          {
            title: 'largest |L̂ − L|',
            x: { label: 'learning rate η', scale: 'log10' },
            yScale: 'log10',
            curves: deviations.map(values => ({ source: 'gradient descent', x: rates, y: values.map(round10) })),
          },
        ],
      },
      {
        label: `D: learning curves of ${examples.length} of them, η = ${short(learningRate.toNumber())}`,
        panels: examples.map(({ problem, sources }) =>
          timePanel(`loss, ${architectureName(architectureOf(problem))}`, [lossQuantity(problem)], sources),
        ),
      },
    ],
    shows: `The deviation falls with every step of η in ${falling.length} of ${networks.length} networks, like η to the power ${short(fewest)} to ${short(most)} (median ${short(slopes[slopes.length >> 1]!)}): the first order of Euler’s method. In D the closed form has at least ${digitsText(agreement.digits)} in common with the oracle at ${agreement.markers} points.`,
    cannotShow: `How precise the solution is. The deviation is that of gradient descent from the flow: it would look the same if the closed form were wrong by anything well below ${short(Math.min(...deviations.flat()), 1)}, the least that is measured here. The precision of the closed form takes an oracle to see, and nothing in the caption says which time the deviation is taken at.`,
    agreement,
  };
}

function randomNetworks(settings: FigureSettings): Problem[] {
  const seed = settings.number('seed');
  const generator = xoroshiro128plus(seed);
  const between = (key: string): number => uniformInt(generator, ...(settings.numbers(key) as [number, number]));
  const [low, high] = settings.numbers('starts') as [number, number];
  return Array.from({ length: settings.number('networks') }, (_, k) => {
    const [Ni, No] = [between('widths'), between('widths')];
    const widths = architecture(Ni, Math.min(Ni, No) + between('wider'), No);
    const sigma = low + (high - low) * uniformFloat64(generator);
    const own = seed + 1000 * (k + 1);
    const [samples, targets] = [settings.number('samples'), settings.number('sigma')];
    const sigmaYX = randomTask({ Ni, No, samples, sigma: targets, seed: own });
    return exactProblem({ ...balanced(widths, { lambda: 0, sigma, seed: own + 1 }), sigmaYX });
  });
}

/** Largest |L̂ − L| up to the last time, τ = 1. */
function deviation(network: Problem, learningRate: Rational, end: Rational): number {
  const start = problemIn(float64Field, network);
  const flow = closedForm(start);
  const { times, steps } = descentGrid(learningRate, end, TIMES);
  const task = { sigmaYX: start.sigmaYX, irreducibleLoss: 0 };
  const learned = gradientDescent(start, { learningRate: learningRate.toNumber(), steps });
  return Math.max(...learned.map((at, k) => Math.abs(loss(float64Field, task, at) - flow.loss(times[k]!.toNumber()))));
}

/** Of the least-squares line. */
function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const dot = x.reduce((sum, value, k) => sum + (value - mx) * (y[k]! - my), 0);
  return dot / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}
