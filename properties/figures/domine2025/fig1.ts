import { parseFormula } from '../../../src/formula/parseFormula.ts';
import { domine2025ThmA3Corrected, domine2025ThmA3Fitting } from '../../../src/formula/printedFormulas.ts';
import { shownOverTime } from '../../../src/judge/valueOfFormula.ts';
import { architectureName } from '../../../src/network/architecture.ts';
import { architectureOf, type Problem } from '../../../src/network/problem.ts';
import type { Decimal } from '../../../src/numbers/decimal/decimalField.ts';
import { frobeniusNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { entryQuantity, lossQuantity, type PlottedQuantity, round10 } from '../../../src/plot/quantity.ts';
import { FORMULA_CERTAIN_DIGITS, plotField } from '../../../src/plot/trajectory.ts';
import { dynamicsPanels, timePanel } from '../panels/dynamicsPanels.ts';
import type { FigureCurve, FigurePanel, FigureRecord } from '../panels/figureRecord.ts';
import { type FigureSettings, figureSettings } from '../panels/figureSettings.ts';
import { halfTime } from '../panels/halfTime.ts';
import { taskFixture } from '../panels/taskFixture.ts';
import { type ThreeSources, threeSources, worstAgreement } from '../panels/threeSources.ts';
import { digitsText, short } from '../panels/words.ts';

const POINTS = 100;
const EVERY = 10;

/** Decimal digits of the formulas, some of which differences of growing exponentials cost. */
const FORMULA_DIGITS = 80;

/**
 * Loss, network function, W1ᵀW1, W2W2ᵀ and tangent kernel for λ = 1, 0, −1 in the 3-2-3 network of the paper, and a row that the
 * paper has not: the same setting with Ni ≠ No, where theorem A.3 as printed, its sizes mended, can be told from the truth.
 */
export function fig1(settings: FigureSettings = figureSettings('domine2025', 'fig1')): FigureRecord {
  const learningRate = settings.exact('learningRate');
  const path = (problem: Problem, end: Rational): ThreeSources => {
    return threeSources(problem, { learningRate, end, points: POINTS, every: EVERY });
  };
  const ends = settings.rationals('ends');
  const equal = settings.numbers('lambdas').map((lambda, k) => {
    const problem = taskFixture('figure1.ndjson', `domine2025/fig-1 lambda=${lambda}`);
    return { lambda, problem, sources: path(problem, ends[k]!) };
  });
  const lambda = settings.exact('unequalLambda');
  const unequal = taskFixture('unequal422.ndjson', `4-2-2 lambda=${lambda}`);
  const sources = path(unequal, settings.exact('unequalEnd'));
  const { times, marks } = sources;
  const printed = theorem(domine2025ThmA3Fitting, unequal, lambda, times);
  const corrected = theorem(domine2025ThmA3Corrected, unequal, lambda, marks);
  const errors = {
    printed: errorsOf(
      printed.filter((_, k) => k % EVERY === 0),
      sources,
    ),
    corrected: errorsOf(corrected, sources),
  };
  const agreement = worstAgreement([...equal.map(row => row.sources.agreement), sources.agreement]);
  const name = architectureName(architectureOf(unequal));
  const firstMark = marks[1]!.toNumber();
  return {
    id: 'domine2025/fig-1',
    paper: 'domine2025',
    name: 'figure 1',
    title: 'Dynamics of a bottlenecked network for λ = 1, 0 and −1, and of a funnel',
    settings: settings.list,
    rows: [
      ...equal.map(row => ({
        label: `${architectureName(architectureOf(row.problem))}, λ = ${short(row.lambda)}`,
        panels: dynamicsPanels(row.problem, row.sources),
      })),
      {
        label: `${name}, λ = ${short(lambda.toNumber())}: what the figure could not show`,
        panels: [
          ...[lossQuantity(unequal), entryQuantity(unequal, 0, 0)].map(quantity =>
            withPrinted(timePanel(quantity.name, [quantity], sources), quantity, printed, sources),
          ),
          errorPanel(sources, errors),
        ],
      },
    ],
    shows: `In the paper’s 3-2-3 network the closed form runs through gradient descent for all three λ: at ${agreement.markers} points (last row included) it has at least ${digitsText(agreement.digits)} in common with the oracle, and descent at η = ${short(learningRate.toNumber())} stays within ${short(100 * agreement.descentDeviation, 2)} % of it. Half of what is learned of the loss is gone at ${equal.map(row => `${short(halfTime(row.problem, row.sources), 2)} τ for λ = ${short(row.lambda)}`).join(', ')}: from small zero-balanced weights after a plateau, else from the start.`,
    cannotShow: `Whether theorem A.3 is right as printed. Ni = No makes Ũ⊥ and Ṽ⊥ empty, and with them every term in λ⊥, so no figure with three inputs and three outputs can see those terms. In the ${name} network of the last row they matter: as printed QQᵀ is off by ${short(100 * errors.printed[1]!, 2)} % at t = ${short(firstMark)} τ and still by ${short(100 * errors.printed.at(-1)!, 2)} % at the end; as corrected by no more than ${short(Math.max(...errors.corrected), 1)}, relative to the oracle.`,
    agreement,
  };
}

/** QQᵀ by a formula. */
function theorem(text: string, problem: Problem, lambda: Rational, times: readonly Rational[]): Matrix<Decimal>[] {
  const given = { problem, lambda, time: Rational.ONE, extra: {} };
  const valueAt = shownOverTime(parseFormula(text), given, FORMULA_DIGITS, FORMULA_CERTAIN_DIGITS);
  return times.map(time => valueAt(time).map(plotField.cross));
}

/** ‖formula − oracle‖_F / ‖oracle‖_F at the oracle's times. */
function errorsOf(values: readonly Matrix<Decimal>[], { oracle }: ThreeSources): number[] {
  const norm = (a: Matrix<Decimal>): number => plotField.toNumber(frobeniusNorm(plotField, a));
  return values.map((value, k) => norm(subtract(plotField, value, oracle[k]!)) / norm(oracle[k]!));
}

/** The printed formula drawn as far as it stays near the oracle's range. */
function withPrinted(
  panel: FigurePanel,
  { of }: PlottedQuantity,
  printed: readonly Matrix<Decimal>[],
  { times }: ThreeSources,
): FigurePanel {
  const drawn = panel.curves.flatMap(({ y }) => y).filter(value => value !== null);
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
  const y = printed.map(value => {
    const at = plotField.toNumber(of(plotField, value));
    return at < low - (high - low) / 4 || at > high + (high - low) / 4 ? null : round10(at);
  });
  const left = y.indexOf(null);
  const curve: FigureCurve = {
    source: 'as printed',
    x: times.map(time => time.toNumber()),
    y: y.map((value, k) => (left >= 0 && k >= left ? null : value)),
  };
  return { ...panel, curves: [...panel.curves.slice(0, -1), curve, ...panel.curves.slice(-1)] };
}

function errorPanel({ marks }: ThreeSources, errors: Readonly<Record<'printed' | 'corrected', number[]>>): FigurePanel {
  // At t = 0 every formula gives the start.
  const later = marks.slice(1).map(time => time.toNumber());
  const curve = (source: FigureCurve['source'], values: readonly number[]): FigureCurve => ({
    source,
    x: later,
    y: values.slice(1).map(round10),
  });
  return {
    title: 'relative error of QQᵀ',
    x: { label: 't / τ', scale: 'linear' },
    yScale: 'log10',
    curves: [curve('as printed', errors.printed), curve('as corrected', errors.corrected)],
  };
}
