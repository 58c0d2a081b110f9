import { float64Field, type Problem, problemIn } from 'deep-linear-oracle';
import { problemArbitrary } from 'deep-linear-oracle/arbitraries';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rungeKutta, type Task, times } from './rungeKutta.ts';

/** Generated problems are exact fractions; the solver wants arrays. */
function asTask(exact: Problem): Task {
  const { W1, W2, sigmaYX, tau } = problemIn(float64Field, exact);
  return { W1: W1.toRows(), W2: W2.toRows(), sigmaYX: sigmaYX.toRows(), tau };
}

it('follows the gradient flow from any balanced start', () => {
  fc.assert(
    fc.property(problemArbitrary({ maxWidth: 2 }), ({ problem, lambda }) => {
      const task = asTask(problem);
      const weights = (t: number) => rungeKutta(task, t);
      expect(weights).toMatchGradientFlow(task, { digits: 7 });
      expect(weights).toSolveRiccati(task, { digits: 7 });
      expect(weights(0.01)).toBeLambdaBalanced(lambda, { digits: 7 });
    }),
    { numRuns: 20 },
  );
});

it('follows it from a start that is not balanced', () => {
  const task: Task = {
    W1: [[1, 0.5]],
    W2: [[2], [-1]],
    sigmaYX: [
      [1, 0],
      [0.5, 3],
    ],
    tau: 2,
  };
  expect({
    W1: [
      [1, 0],
      [0, 2],
    ],
    W2: [[1, 1]],
  }).not.toBeLambdaBalanced();
  expect((t: number) => rungeKutta(task, t)).toMatchGradientFlow(task, { digits: 8, times: [0.5, 1, 2] });
});

it('learns the task', () => {
  const task: Task = { W1: [[1]], W2: [[1]], sigmaYX: [[2]], tau: 1 };
  const map = (t: number) => {
    const { W1, W2 } = rungeKutta(task, t);
    return times(W2, W1);
  };
  expect(map).toConvergeTo(task.sigmaYX, { digits: 8, from: 8, rest: 4, until: 64 });
});
