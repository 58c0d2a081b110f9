import { gradientDescent } from '../../../src/dynamics/gradientDescent.ts';
import { problemIn, type Weights } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { multiply, squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { short } from '../panels/words.ts';
import { curve, panelOver, thesisFigure } from './_record.ts';
import { semanticProblem } from './_semanticTask.ts';

/** Steps of descent until the loss has fallen to a part of what it was, over λ, with two fits to those of large |λ|. */
export function fig44(settings: FigureSettings = figureSettings('anguita2024', 'fig44')): FigureRecord {
  const sizes = settings.numbers('lambdas');
  const lambdas = [...sizes.map(size => -size).reverse(), ...sizes.filter(size => size !== 0)];
  const counts = lambdas.map(lambda => stepsToConvergence(lambda, settings));
  const beyond = settings.number('beyond');
  const large = lambdas.flatMap((lambda, k) =>
    Math.abs(lambda) > beyond ? [{ size: Math.abs(lambda), count: counts[k]! }] : [],
  );
  const exponential = lineThrough(large.map(({ size, count }) => [size, Math.log(count)]));
  const power = lineThrough(large.map(({ size, count }) => [Math.log(size), Math.log(count)]));
  const byExponential = (size: number): number => Math.exp(exponential.at0 + exponential.slope * size);
  const byPower = (size: number): number => Math.exp(power.at0 + power.slope * Math.log(size));
  const worst = (by: (size: number) => number): number =>
    Math.max(...large.map(({ size, count }) => Math.abs(by(size) / count - 1)));
  const drawnAt = lambdas.filter(lambda => Math.abs(lambda) > beyond / 2);
  const sides = [drawnAt.filter(lambda => lambda < 0), drawnAt.filter(lambda => lambda > 0)];
  return thesisFigure('4.4', settings, {
    title: 'Steps to convergence over λ',
    rows: [
      {
        label: 'a tree of four items',
        panels: [
          panelOver(
            'λ',
            'steps to convergence',
            [
              curve('gradient descent', lambdas, counts),
              ...sides.map(side =>
                curve('as printed', side, side.map(Math.abs).map(byExponential), { label: 'exponential' }),
              ),
              ...sides.map(side => curve('as corrected', side, side.map(Math.abs).map(byPower), { label: 'power' })),
            ],
            { y: 'log10' },
          ),
        ],
      },
    ],
    shows: `Steps fall as |λ| grows, from ${Math.max(...counts)} to ${Math.min(...counts)}. To those of |λ| > ${beyond} the best power of |λ|, of exponent ${short(power.slope)}, fits within ${short(100 * worst(byPower), 2)} %, the best exponential within ${short(100 * worst(byExponential), 2)} %.`,
    cannotShow: `An exponential: over so short a range of λ any falling curve is fitted well enough to look at. Steps fall like 1/|λ| (anguita2024/sec-4.3:steps-to-convergence-exponential). Nor what happens at λ = 0, which hangs on how small the start is.`,
    agreement: { markers: 0 },
  });
}

/** Until the loss is below a part of that at the start. */
function stepsToConvergence(lambda: number, settings: FigureSettings): number {
  const start = problemIn(float64Field, semanticProblem({ lambda }, settings));
  const learningRate = settings.exact('learningRate').toNumber();
  const [most, part] = [settings.number('steps'), settings.number('part')];
  const lossAt = ({ W1, W2 }: Weights<number>): number =>
    squaredNorm(float64Field, subtract(float64Field, start.sigmaYX, multiply(float64Field, W2, W1))) / 2;
  const enough = part * lossAt(start);
  // In twice as many steps each time: few of those that are allowed are needed.
  for (let tried = Math.min(FIRST_TRIED, most); ; tried = Math.min(2 * tried, most)) {
    const steps = Array.from({ length: tried }, (_, k) => k);
    const found = gradientDescent(start, { learningRate, steps }).findIndex(at => lossAt(at) < enough);
    if (found !== -1) return found;
    if (tried === most) return most;
  }
}

const FIRST_TRIED = 64;

/** The line of least squares. */
function lineThrough(points: readonly (readonly [x: number, y: number])[]): {
  readonly slope: number;
  readonly at0: number;
} {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const slope = mean(points.map(([x, y]) => (x - mx) * (y - my))) / mean(points.map(([x]) => (x - mx) ** 2));
  return { slope, at0: my - slope * mx };
}
