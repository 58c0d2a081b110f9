import { closedForm } from '../../../src/dynamics/closedForm.ts';
import { architecture, architectureName } from '../../../src/network/architecture.ts';
import { exactProblem } from '../../../src/network/exactProblem.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import type { Weights } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { squaredNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { lossQuantity, type PlottedQuantity, round10 } from '../../../src/plot/quantity.ts';
import { inSourceOrder } from '../panels/dynamicsPanels.ts';
import type { FigureCurve, FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { randomTask } from '../panels/randomTask.ts';
import { curvesOf, type ThreeSources, threeSources, worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';

const POINTS = 60;
const EVERY = 10;

/** A network that learns a sequence of tasks, each from where the last one ended, by each source on its own. */
export function fig5a(settings: FigureSettings = figureSettings('braun2022', 'fig5a')): FigureRecord {
  const widths = architecture(...(settings.numbers('widths') as [number, number, number]));
  const [seed, count, end] = [settings.number('seed'), settings.number('tasks'), settings.number('end')];
  const tasks = Array.from({ length: count }, (_, k) =>
    randomTask({
      Ni: widths.Ni,
      No: widths.No,
      samples: settings.number('samples'),
      sigma: settings.number('sigma'),
      seed: seed + k,
    }),
  );
  const start = balanced(widths, { lambda: 0, sigma: settings.number('start'), seed: seed + 100 });
  const phases = learnInTurn(tasks, start, settings);
  const agreement = worstAgreement(phases.map(({ agreement }) => agreement));
  const evaluated = tasks.map(task => lossQuantity(exactProblem({ ...start, sigmaYX: task })));
  const stated = tasks.map(seen => tasks.map(learned => halfDistance(learned, seen)));
  const misses = evaluated.flatMap((quantity, i) =>
    phases.map((phase, j) => Math.abs(quantity.of(float64Field, phase.closedForm.at(-1)!) - stated[i]![j]!)),
  );
  const most = Math.max(...stated.flat());
  return {
    id: 'braun2022/fig-5a',
    paper: 'braun2022',
    name: 'figure 5A',
    title: `Continual learning: ${count} tasks in turn, ${architectureName(widths)}`,
    settings: settings.list,
    rows: [
      {
        label: 'Loss on the task being learned',
        panels: [
          panel(
            'training loss',
            phases.map((phase, j) => curvesOf(evaluated[j]!, phase, { from: j * end })),
          ),
        ],
      },
      {
        label: 'Loss on each task while all are learned in turn',
        panels: evaluated.map((quantity, i) => withStated(evaluation(quantity, i, phases, end), stated[i]!, end)),
      },
    ],
    shows: `Each task is learned to a loss of at most ${short(Math.max(...phases.map((phase, j) => evaluated[j]!.of(float64Field, phase.closedForm.at(-1)!))), 1)}, and every earlier one is lost: the loss on task i at the end of task j is ½‖Σⱼ − Σᵢ‖² as printed, up to ${short(Math.max(...misses), 1)} of ${short(most)}. The ends of one phase start the next, by each source on its own; after ${count} tasks the closed form still has at least ${digitsText(agreement.digits)} in common with the oracle (${agreement.markers} points).`,
    cannotShow: `What the constant c is: tasks are given by Σ here, and all losses are without the part that no linear map removes. Nor that every sequence is learned: here one start and ${count} random tasks are tried, and all are learned. “From any zero-balanced initialisation” fails at starts like the one of figure 6A, and no picture of a random start shows it (claim braun2022/sec-6:any-zero-balanced-start).`,
    agreement,
  };
}

function learnInTurn(
  tasks: readonly Matrix<number>[],
  first: Weights<number>,
  settings: FigureSettings,
): ThreeSources[] {
  const learningRate = settings.exact('learningRate');
  const end = settings.exact('end');
  const phases: ThreeSources[] = [];
  let start = first;
  for (const sigmaYX of tasks) {
    const { descent, oracle } = phases.at(-1)?.end ?? {};
    const from = descent && oracle && { descent, oracle };
    const options = { learningRate, end, points: POINTS, every: EVERY, ...(from && { from }) };
    phases.push(threeSources(exactProblem({ ...start, sigmaYX }), options));
    start = closedForm({ ...start, sigmaYX, tau: 1 }).weights(end.toNumber());
  }
  return phases;
}

/** ½‖Σⱼ − Σᵢ‖²: section 6, without c. */
function halfDistance(learned: Matrix<number>, seen: Matrix<number>): number {
  return squaredNorm(float64Field, subtract(float64Field, learned, seen)) / 2;
}

function panel(title: string, curves: readonly (readonly FigureCurve[])[]): FigurePanel {
  return {
    title,
    x: { label: 't / τ', scale: 'linear' },
    yScale: 'linear',
    curves: inSourceOrder(curves),
  };
}

function evaluation(quantity: PlottedQuantity, i: number, phases: readonly ThreeSources[], end: number): FigurePanel {
  return panel(
    `loss on task ${i + 1}`,
    phases.map((phase, j) => curvesOf(quantity, phase, { from: j * end })),
  );
}

/** The stated end of each phase, drawn over its second half, under the markers. */
function withStated(drawn: FigurePanel, stated: readonly number[], end: number): FigurePanel {
  const ends = stated.map(
    (value, j): FigureCurve => ({
      source: 'as printed',
      x: [(j + 0.5) * end, (j + 1) * end],
      y: [round10(value), round10(value)],
    }),
  );
  return { ...drawn, curves: inSourceOrder([ends, drawn.curves]) };
}
