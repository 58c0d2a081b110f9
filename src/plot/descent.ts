import { gradientDescent } from '../dynamics/gradientDescent.ts';
import type { Problem, Weights } from '../network/problem.ts';
import { problemIn } from '../network/problem.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { frobeniusNorm, trace } from '../numbers/linearAlgebra.ts';
import { Rational } from '../numbers/rational.ts';
import { qqt } from './quantity.ts';
import type { TimeGrid } from './timeGrid.ts';
import { plotField } from './trajectory.ts';

export interface Descent {
  /** "gradient descent, η = 0.05". */
  readonly label: string;
  readonly weights: readonly Weights<number>[];
}

/**
 * Full-batch gradient descent in float64 on a grid of times, n steps of η standing at t = nη. η is the largest of the
 * spacing over 1, 2, 4, 5, 10, … that is stable with room to spare along the flow: large enough for its error to be seen.
 */
export function descentOn(problem: Problem, grid: TimeGrid, flow: readonly Weights<Decimal>[]): Descent {
  const steepest = Math.max(...flow.map(weights => plotField.toNumber(trace(plotField, qqt(plotField, weights)))));
  const inFloat64 = problemIn(float64Field, problem);
  const curvature = steepest + frobeniusNorm(float64Field, inFloat64.sigmaYX);
  const { perPoint, learningRate } = stableRate(grid, curvature);
  const steps = grid.times.map((_, k) => k * perPoint);
  return {
    label: `gradient descent, η = ${Number(learningRate.toPrecision(3))}`,
    weights: gradientDescent(inFloat64, { learningRate, steps }),
  };
}

/** The largest learning rate of those, and its steps from one time of the grid to the next, where the loss curves so much at most. */
export function stableRate({ spacing }: TimeGrid, curvature: number): { perPoint: number; learningRate: number } {
  const perPoint = divisions().find(count => (spacing.toNumber() / count) * curvature <= STABLE)!;
  return { perPoint, learningRate: spacing.div(Rational.of(perPoint)).toNumber() };
}

/** η times a bound of the curvature of the loss; descent diverges at 2. */
const STABLE = 0.4;

function divisions(): number[] {
  return [1, 10, 100, 1000, 10_000].flatMap(ten => [1, 2, 4, 5].map(digit => digit * ten)).concat(100_000, 1_000_000);
}
