import { blocksOfQqt } from '../../../src/network/observables/blocks.ts';
import type { Field } from '../../../src/numbers/field.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { add, convert, innerProduct, multiply, subtract, trace } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import type { PlottedQuantity } from '../../../src/plot/quantity.ts';
import { inSourceOrder, TIME } from '../panels/dynamicsPanels.ts';
import type { FigureCurve, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { curvesOf, worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';
import { curve, thesisFigure } from './_record.ts';
import { type Phase, twoTasks } from './_twoTasks.ts';

/** Rates of the losses on two tasks that are learned in turn: of the one that is learned, and of the first one, forgotten. */
export function fig47(settings: FigureSettings = figureSettings('anguita2024', 'fig47')): FigureRecord {
  const { tasks, phases } = twoTasks(settings);
  const end = settings.number('end');
  const exact = tasks.map(task => task.map(entry => Rational.of(entry)));
  const agreement = worstAgreement(phases.map(({ sources }) => sources.agreement));
  const drawn = [
    { title: 'rate of the loss on the task being learned', seen: [0, 1] },
    { title: 'rate of the loss on task 1: of forgetting', seen: [0, 0] },
  ].map(({ title, seen }) => {
    const curves = phases.map((phase, k) =>
      curvesOf(rateOfLoss(exact[k]!, exact[seen[k]!]!), phase.sources, { from: k * end }),
    );
    return {
      title,
      curves,
      printed: phases.map((phase, k) => printedRate(phase, exact[k]!, exact[seen[k]!]!, k * end)),
    };
  });
  const [learned, forgotten] = drawn.map(({ curves }) =>
    curves.map(each => each.find(({ source }) => source === 'closed form')!.y.map(value => value!)),
  ) as [number[][], number[][]];
  const apart = Math.max(
    ...drawn.flatMap(({ curves, printed }) =>
      printed.map((stated, k) => {
        const right = curves[k]!.find(({ source }) => source === 'closed form')!.y;
        return Math.max(...stated.y.map((value, at) => Math.abs(value! - right[at]!)));
      }),
    ),
  );
  return thesisFigure('4.7', settings, {
    title: `Rates of loss and of forgetting, λ = ${short(settings.number('lambda'))}`,
    rows: [
      {
        label: 'two tasks in turn',
        panels: drawn.map(({ title, curves, printed }) => ({
          title,
          x: TIME,
          yScale: 'linear',
          curves: inSourceOrder([...curves, printed]),
        })),
      },
    ],
    shows: `The rate Tr(d(W2W1)/dt ((W2W1)ᵀ − Σᵢᵀ)) of the solution is that of the oracle (QQᵀ to at least ${digitsText(agreement.digits)} at ${agreement.markers} points) and of descent up to its step. That on the task being learned is never above 0 and goes to ${short(Math.max(...learned.map(rates => Math.abs(rates.at(-1)!))), 1)}; that of forgetting begins with ${short(forgotten[1]![0]!)} when the second task does, and is ${short(Math.max(...forgotten[1]!))} at most.`,
    cannotShow: `Equation 4.36 as printed, with its parenthesis in another place: Tr(d(W2W1)/dt (W2W1)ᵀ − Σᵢᵀ), drawn too, is off by up to ${short(apart, 2)} (anguita2024/thm-4.4.1.2). An exact match of descent: at a finite rate it comes near to first order in η. A zero of the rate need not be a least loss.`,
    agreement,
  });
}

/** d(W2W1)/dt = W2W2ᵀE + EW1ᵀW1 of the flow on a task, E = Σ − W2W1. */
function rateOfMap<T>(
  field: Field<T>,
  qqt: Matrix<T>,
  task: Matrix<T>,
): { readonly map: Matrix<T>; readonly rate: Matrix<T> } {
  const { gram1, map, gram2 } = blocksOfQqt(qqt, task.cols);
  const error = subtract(field, task, map);
  return { map, rate: add(field, multiply(field, gram2, error), multiply(field, error, gram1)) };
}

const rateOfLoss = (task: Matrix<Rational>, seen: Matrix<Rational>): PlottedQuantity => ({
  name: 'rate of the loss',
  of: (field, qqt) => {
    const { map, rate } = rateOfMap(field, qqt, convert(field, task));
    return innerProduct(field, rate, subtract(field, map, convert(field, seen)));
  },
});

function printedRate({ sources }: Phase, task: Matrix<Rational>, seen: Matrix<Rational>, from: number): FigureCurve {
  const sum = trace(float64Field, convert(float64Field, seen));
  const values = sources.closedForm.map(at => {
    const { map, rate } = rateOfMap(float64Field, at, convert(float64Field, task));
    return innerProduct(float64Field, rate, map) - sum;
  });
  return curve(
    'as printed',
    sources.times.map(time => from + time.toNumber()),
    values,
  );
}
