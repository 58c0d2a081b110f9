import { riccatiFlow } from '../../../oracles/riccatiFlow.ts';
import { truthIn } from '../../../oracles/truth.ts';
import { closedForm } from '../../../src/dynamics/closedForm.ts';
import { gradientDescent } from '../../../src/dynamics/gradientDescent.ts';
import { blocksOfQqt } from '../../../src/network/observables/blocks.ts';
import { type Problem, problemIn, type Weights } from '../../../src/network/problem.ts';
import type { Decimal } from '../../../src/numbers/decimal/decimalField.ts';
import { exactly } from '../../../src/numbers/decimal/exactly.ts';
import { float64Field } from '../../../src/numbers/float64Field.ts';
import { frobeniusNorm, subtract } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { type PlottedQuantity, qqt, round10 } from '../../../src/plot/quantity.ts';
import { flowAt, ORACLE_DIGITS, plotField } from '../../../src/plot/trajectory.ts';
import { descentGrid } from './descentGrid.ts';
import type { FigureAgreement, FigureCurve } from './figureRecord.ts';

/** QQᵀ along one path of learning, by each source, (Ni+No)×(Ni+No); all times in units of τ. */
export interface ThreeSources {
  readonly times: readonly Rational[];
  readonly closedForm: readonly Matrix<number>[];
  readonly descent: readonly Matrix<number>[];
  /** Some of `times`, at which the oracle was asked. */
  readonly marks: readonly Rational[];
  readonly oracle: readonly Matrix<Decimal>[];
  /** The weights of gradient descent and, where it follows the raw flow, of the oracle at the last time. */
  readonly end: { readonly descent: Weights<number>; readonly oracle?: Weights<Decimal> };
  readonly agreement: Required<FigureAgreement>;
}

export interface ThreeSourcesOptions {
  /** η: n steps of gradient descent stand at the time nη. */
  readonly learningRate: Rational;
  /** Last time, in τ. */
  readonly end: Rational;
  /** Intervals of the grid. */
  readonly points: number;
  /** Every so many points one of the oracle; a divisor of `points`. */
  readonly every: number;
  /** The raw flow of the weights (default), or the Riccati equation where that takes too many steps: balanced starts only. */
  readonly oracle?: 'raw flow' | 'Riccati equation';
  /** From where gradient descent and the oracle go on, where that is not the start of the problem. */
  readonly from?: Required<ThreeSources['end']>;
}

/** The path of a problem with τ = 1 by the closed form, the raw flow in 20 digits and gradient descent in float64. */
export function threeSources(problem: Problem, options: ThreeSourcesOptions): ThreeSources {
  const { learningRate, end, points, every, oracle = 'raw flow', from } = options;
  const start = problemIn(float64Field, problem);
  const { times, steps } = descentGrid(learningRate, end, points);
  const marks = times.filter((_, k) => k % every === 0);
  const flow = closedForm(start);
  const descended = gradientDescent({ ...start, ...from?.descent }, { learningRate: learningRate.toNumber(), steps });
  const weights =
    oracle === 'raw flow'
      ? flowAt(truthIn('bigint'), from === undefined ? problem : { ...problem, ...exactWeightsOf(from.oracle) }, marks)
      : [];
  const sources = {
    times,
    closedForm: times.map(time => flow.qqt(time.toNumber())),
    descent: descended.map(step => qqt(float64Field, step)),
    marks,
    oracle: oracle === 'raw flow' ? weights.map(at => qqt(plotField, at)) : riccatiAt(problem, marks),
  };
  const stated = sources.closedForm.filter((_, k) => k % every === 0);
  const digits = stated.map((value, k) =>
    digitsBetween(value, sources.oracle[k]!.map(plotField.toNumber), problem.W1.cols),
  );
  return {
    ...sources,
    end: { descent: descended.at(-1)!, ...(weights.length > 0 && { oracle: weights.at(-1)! }) },
    agreement: {
      markers: marks.length,
      digits: Math.min(...digits),
      descentDeviation: descentDeviation(sources, Number.POSITIVE_INFINITY),
    },
  };
}

/** The second oracle. Random starts of figures are balanced up to rounding only, as the closed form takes them. */
export function riccatiAt(problem: Problem, times: readonly Rational[]): Matrix<Decimal>[] {
  const answers = riccatiFlow(problem, times, { digits: ORACLE_DIGITS, maxDigits: 2000, allowUnbalanced: true });
  return answers.map(({ QQ }) => QQ.map(plotField.cross));
}

function exactWeightsOf({ W1, W2 }: Weights<Decimal>): Weights<Rational> {
  return { W1: exactly(W1), W2: exactly(W2) };
}

/** Of gradient descent from the closed form up to a time in τ, relative to the largest ‖QQᵀ‖ until then. */
export function descentDeviation(
  { times, closedForm, descent }: Pick<ThreeSources, 'times' | 'closedForm' | 'descent'>,
  until: number,
): number {
  const stated = closedForm.filter((_, k) => times[k]!.toNumber() <= until);
  return Math.max(...stated.map((value, k) => norm(minus(value, descent[k]!)))) / Math.max(...stated.map(norm));
}

/** Decimal digits to which the blocks of two QQᵀ agree, the worst of them; at most what float64 has. */
export function digitsBetween(stated: Matrix<number>, truth: Matrix<number>, Ni: number): number {
  const [left, right] = [blocksOfQqt(stated, Ni), blocksOfQqt(truth, Ni)];
  const relative = (['gram1', 'map', 'gram2'] as const).map(
    name => norm(minus(left[name], right[name])) / (norm(right[name]) || 1),
  );
  return Math.min(-Math.log10(Math.max(...relative)), -Math.log10(Number.EPSILON));
}

const norm = (a: Matrix<number>): number => frobeniusNorm(float64Field, a);
const minus = (a: Matrix<number>, b: Matrix<number>): Matrix<number> => subtract(float64Field, a, b);

/** What holds of several paths together. */
export function worstAgreement(all: readonly FigureAgreement[]): Required<FigureAgreement> {
  return {
    markers: all.reduce((sum, { markers }) => sum + markers, 0),
    digits: Math.min(...all.map(({ digits = Number.POSITIVE_INFINITY }) => digits)),
    descentDeviation: Math.max(...all.map(({ descentDeviation = 0 }) => descentDeviation)),
  };
}

/** A quantity along the path: gradient descent underneath, the closed form on it, the oracle as markers on top. */
export function curvesOf(
  { of }: PlottedQuantity,
  sources: ThreeSources,
  options: Pick<FigureCurve, 'label' | 'variant'> & { readonly from?: number } = {},
): FigureCurve[] {
  const { from = 0, label, variant } = options;
  const x = sources.times.map(time => from + time.toNumber());
  const along = (path: readonly Matrix<number>[]): (number | null)[] => path.map(at => round10(of(float64Field, at)));
  const look = variant === undefined ? {} : { variant };
  return [
    { source: 'gradient descent', ...look, x, y: along(sources.descent) },
    { source: 'closed form', ...look, ...(label !== undefined && { label }), x, y: along(sources.closedForm) },
    {
      source: 'oracle',
      ...look,
      x: sources.marks.map(time => from + time.toNumber()),
      y: sources.oracle.map(at => round10(plotField.toNumber(of(plotField, at)))),
    },
  ];
}
