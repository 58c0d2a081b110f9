import { float64Field } from '../../../src/numbers/float64Field.ts';
import { lossQuantity } from '../../../src/plot/quantity.ts';
import { inSourceOrder, TIME } from '../panels/dynamicsPanels.ts';
import type { FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { curvesOf, worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';
import { thesisFigure } from './_record.ts';
import { twoTasks } from './_twoTasks.ts';

/** Losses on two tasks that are learned in turn from a λ-balanced start. */
export function fig46(settings: FigureSettings = figureSettings('anguita2024', 'fig46')): FigureRecord {
  const { phases } = twoTasks(settings);
  const end = settings.number('end');
  const losses = phases.map(({ problem }) => lossQuantity(problem));
  const agreement = worstAgreement(phases.map(({ sources }) => sources.agreement));
  const after = losses.map(({ of }) => phases.map(({ sources }) => of(float64Field, sources.closedForm.at(-1)!)));
  return thesisFigure('4.6', settings, {
    title: `Continual learning from a λ-balanced start, λ = ${short(settings.number('lambda'))}`,
    rows: [
      {
        label: 'two tasks in turn',
        panels: losses.map((quantity, task) => ({
          title: `loss on task ${task + 1}`,
          x: TIME,
          yScale: 'linear',
          curves: inSourceOrder(phases.map(({ sources }, phase) => curvesOf(quantity, sources, { from: phase * end }))),
        })),
      },
    ],
    shows: `The solution goes on over the second task, from where the first has ended: at ${agreement.markers} points of both it has at least ${digitsText(agreement.digits)} in common with the oracle. Of task 1 ${short(after[0]![0]!, 1)} is left after it and ${short(after[0]![1]!)} after task 2: forgotten is their difference.`,
    cannotShow: `That every start of a second task is one of theorem 3.3.1: for λ ≠ 0 and equal widths it is, at λ = 0 a task that reverses the first is not (anguita2024/sec-4.4:solution-on-a-second-task). Losses are without the part that no linear map removes, which cancels in forgetting.`,
    agreement,
  });
}
