import { closedForm } from '../../../src/dynamics/closedForm.ts';
import { architecture } from '../../../src/network/architecture.ts';
import { exactProblem } from '../../../src/network/exactProblem.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import type { Problem, Weights } from '../../../src/network/problem.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import type { FigureSettings } from '../panels/figureSettings.ts';
import { randomTask } from '../panels/randomTask.ts';
import { type ThreeSources, threeSources } from '../panels/threeSources.ts';

const POINTS = 40;
const EVERY = 4;

export interface Phase {
  readonly problem: Problem;
  readonly sources: ThreeSources;
}

/** A λ-balanced square network that learns two random tasks in turn, each source from where it ended itself. */
export function twoTasks(settings: FigureSettings): {
  readonly tasks: readonly Matrix<number>[];
  readonly phases: readonly Phase[];
} {
  const [n, seed] = [settings.number('width'), settings.number('seed')];
  const tasks = [0, 1].map(k =>
    randomTask({
      Ni: n,
      No: n,
      samples: settings.number('samples'),
      sigma: settings.number('targets'),
      seed: seed + k,
    }),
  );
  const [learningRate, end] = [settings.exact('learningRate'), settings.exact('end')];
  const phases: Phase[] = [];
  let start: Weights<number> = balanced(architecture(n, n, n), {
    lambda: settings.number('lambda'),
    sigma: settings.number('sigma'),
    seed: seed + 100,
  });
  for (const sigmaYX of tasks) {
    const { descent, oracle } = phases.at(-1)?.sources.end ?? {};
    const from = descent && oracle && { descent, oracle };
    const problem = exactProblem({ ...start, sigmaYX });
    const sources = threeSources(problem, { learningRate, end, points: POINTS, every: EVERY, ...(from && { from }) });
    phases.push({ problem, sources });
    start = closedForm({ ...start, sigmaYX, tau: 1 }).weights(end.toNumber());
  }
  return { tasks, phases };
}
