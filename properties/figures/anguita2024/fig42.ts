import { closedForm } from '../../../src/dynamics/closedForm.ts';
import { gradientDescent } from '../../../src/dynamics/gradientDescent.ts';
import { blocksOf, blocksOfQqt } from '../../../src/network/observables/blocks.ts';
import { problemIn } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { frobeniusNorm, scale, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import type { FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { short } from '../panels/words.ts';
import { curve, panelOver, thesisFigure } from './_record.ts';
import { nameOf, ofItems, type SemanticStart, semanticProblem } from './_semanticTask.ts';

type M = Matrix<number>;

/** QQᵀ after training from five starts, entry by entry. */
export function fig42(settings: FigureSettings = figureSettings('anguita2024', 'fig42')): FigureRecord {
  const values = settings.rationals('values').map(value => value.toNumber());
  const task = {
    inputs: ofItems(values),
    outputs: diag(values),
  };
  const learningRate = settings.exact('learningRate').toNumber();
  const steps = Math.round(settings.number('end') / learningRate);
  const starts: readonly SemanticStart[] = [
    ...settings.numbers('gaussians').map(gaussian => ({ gaussian })),
    ...settings.numbers('lambdas').map(lambda => ({ lambda })),
  ];
  const ends = starts.map(start => {
    const given = semanticProblem(start, settings);
    const from = problemIn(float64Field, given);
    const [at] = gradientDescent(from, { learningRate, steps: [steps] });
    const learned = blocksOf(float64Field, at!);
    const solved =
      'lambda' in start ? blocksOfQqt(closedForm(from).qqt(steps * learningRate), from.W1.cols) : undefined;
    return { start, learned, solved, sigmaYX: from.sigmaYX };
  });
  const panel = (title: string, descended: M, solved: M | undefined, stated: M): FigurePanel => {
    const x = Array.from(descended.data, (_, k) => k + 1);
    return panelOver('entry, row by row', title, [
      curve('gradient descent', x, descended.data),
      ...(solved ? [curve('closed form', x, solved.data)] : []),
      curve('as printed', x, stated.data),
    ]);
  };
  const off = (a: M, b: M): number => norm(subtract(float64Field, a, b)) / norm(b);
  const apart = ends.map(({ learned }) => off(learned.gram1, task.inputs));
  const functions = ends.map(({ learned, sigmaYX }) => off(learned.map, sigmaYX));
  const large = ends.filter(({ start }) => 'lambda' in start && start.lambda !== 0);
  const likeIdentity = large.map(({ start, learned }) => {
    const lambda = (start as { lambda: number }).lambda;
    const [larger, smaller] = lambda > 0 ? [learned.gram2, learned.gram1] : [learned.gram1, learned.gram2];
    const identity = scale(float64Field, Math.abs(lambda), diag(values.map(() => 1)));
    return { lambda, off: off(larger, identity), smaller: norm(smaller) / norm(larger) };
  });
  const balancedEnds = ends.filter(({ solved }) => solved !== undefined);
  return thesisFigure('4.2', settings, {
    title: 'QQᵀ after training from five starts',
    rows: ends.map(({ start, learned, solved, sigmaYX }) => ({
      label: nameOf(start),
      panels: [
        panel('W1ᵀW1, and ṼS̃Ṽᵀ', learned.gram1, solved?.gram1, task.inputs),
        panel('W2W1, and Σyx', learned.map, solved?.map, sigmaYX),
        panel('W2W2ᵀ, and ŨS̃Ũᵀ', learned.gram2, solved?.gram2, task.outputs),
      ],
    })),
    shows: `One network function, off Σyx by at most ${short(Math.max(...functions), 1)} of its norm, and different representations: W1ᵀW1 is off ṼS̃Ṽᵀ by ${apart.map((value, k) => `${short(value, 2)} (${nameOf(ends[k]!.start)})`).join(', ')}. For ${likeIdentity.map(({ lambda, off: far, smaller }) => `λ = ${short(lambda)} the larger representation is off |λ|I by ${short(far, 2)}, the other ${short(smaller, 1)} of its size`).join('; for ')}.`,
    cannotShow: `Laws and scales of the Gaussian starts, which the text does not give: how far a small one is from the task grows with its size, and a large one is λ-balanced for no λ. That the small representation is ṼS̃Ṽᵀ/λ: it has S̃² for S̃ (anguita2024/sec-4.3:input-representation-for-large-lambda).`,
    agreement: {
      markers: 0,
      descentDeviation: Math.max(...balancedEnds.map(({ learned, solved }) => off(learned.gram1, solved!.gram1))),
    },
  });
}

const norm = (a: M): number => frobeniusNorm(float64Field, a);
const diag = (values: readonly number[]): M => ofItems(values).map((_, i, j) => (i === j ? values[i]! : 0));
