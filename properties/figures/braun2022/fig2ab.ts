import { architecture, architectureName } from '../../../src/network/architecture.ts';
import { exactProblem } from '../../../src/network/exactProblem.ts';
import { balanced } from '../../../src/network/initialisations/balanced.ts';
import { type Problem, problemIn } from '../../../src/network/problem.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { float64Svd } from '../../../src/numbers/float64Svd.ts';
import { add, multiply } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { dynamicsPanels } from '../panels/dynamicsPanels.ts';
import type { FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { halfTime } from '../panels/halfTime.ts';
import { randomTask } from '../panels/randomTask.ts';
import { threeSources, worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';

const POINTS = 80;
const EVERY = 10;

/** The same task learned from small (A) and from large (B) zero-balanced weights. */
export function fig2ab(settings: FigureSettings = figureSettings('braun2022', 'fig2ab')): FigureRecord {
  const widths = architecture(...(settings.numbers('widths') as [number, number, number]));
  const [seed, sigma, samples] = [settings.number('seed'), settings.number('sigma'), settings.number('samples')];
  const sigmaYX = randomTask({ Ni: widths.Ni, No: widths.No, samples, sigma, seed });
  const learningRate = settings.exact('learningRate');
  const ends = settings.rationals('ends');
  const rows = settings.numbers('starts').map((start, i) => {
    const problem = exactProblem({ ...balanced(widths, { lambda: 0, sigma: start, seed: seed + 1 }), sigmaYX });
    const sources = threeSources(problem, { learningRate, end: ends[i]!, points: POINTS, every: EVERY });
    return { label: `${'AB'[i]}: ${i === 0 ? 'small' : 'large'} weights, ${short(start)}`, problem, sources };
  });
  const agreement = worstAgreement(rows.map(row => row.sources.agreement));
  const [small, large] = rows.map(({ problem, sources }) => halfTime(problem, sources)) as [number, number];
  // The starts differ in size only, and B does not know it.
  const smallestOfB = smallestSingularValueOfB(problemIn(float64Field, rows[0]!.problem));
  return {
    id: 'braun2022/fig-2ab',
    paper: 'braun2022',
    name: 'figure 2A, B',
    title: `Exact learning dynamics of a ${architectureName(widths)} network`,
    settings: settings.list,
    rows: rows.map(row => ({ label: row.label, panels: dynamicsPanels(row.problem, row.sources) })),
    shows: `From small weights half of what is learned of the loss is gone at ${short(small, 2)} τ, after a plateau; from large ones at ${short(large, 2)} τ, at once. Loss, network function, both correlations and the kernel of gradient descent at η = ${short(learningRate.toNumber())} lie within ${short(100 * agreement.descentDeviation, 2)} % of the closed form, which has at least ${digitsText(agreement.digits)} in common with the oracle at ${agreement.markers} points.`,
    cannotShow: `That equation 11 has a value for every start: the smallest singular value of B is ${short(smallestOfB, 2)} here, and where it is 0 the equation has none, though the closed form drawn here has. Nor is gradient descent evidence for more than its own error of order η: of the ${digitsText(agreement.digits)} it confirms the first ${Math.floor(-Math.log10(agreement.descentDeviation))} or so.`,
    agreement,
  };
}

/** Of B = UᵀŨ + VᵀṼ (assumption 3.1), U and V of W2W1(0). */
function smallestSingularValueOfB({ W1, W2, sigmaYX }: Problem<number>): number {
  const times = (a: Matrix<number>, b: Matrix<number>): Matrix<number> => multiply(float64Field, a, b);
  const modes = Math.min(W1.cols, W1.rows, W2.rows);
  const [start, task] = [float64Svd(times(W2, W1)), float64Svd(sigmaYX)];
  const first = (basis: Matrix<number>): Matrix<number> => basis.slice(0, basis.rows, 0, modes);
  const [left, right] = (['U', 'V'] as const).map(side => times(first(start[side]).transpose(), first(task[side])));
  return float64Svd(add(float64Field, left!, right!)).s.at(-1)!;
}
