import { architectureKind } from '../network/architecture.ts';
import { architectureOf, type Problem } from '../network/problem.ts';
import { multiply, squaredNorm } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { rank } from '../numbers/rank.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { extremeOf } from './extreme.ts';

/** One axis of the regimes and where a case lies on it, e.g. axis "architecture", value "funnel". */
export interface Regime {
  readonly axis: RegimeAxis;
  readonly value: string;
}

/** The same of any kind of case. */
export interface AnyRegime {
  readonly axis: string;
  readonly value: string;
}

/** Every value of every axis, in the order in which reports list them. */
export const REGIMES = {
  architecture: ['funnel', 'inverted-funnel', 'square', 'bottleneck', 'wide'],
  dimensions: ['Ni < No', 'Ni = No', 'Ni > No'],
  'sign of λ': ['negative', 'zero', 'positive'],
  'size of λ': ['zero', 'small', 'moderate', 'large'],
  'rank of the task': ['zero', 'deficient', 'full'],
  alignment: ['aligned', 'not aligned'],
  time: ['early', 'middle', 'late'],
  extreme: ['none', 'time', 'λ', 'sizes', 'near a coincidence', 'units'],
} as const;

export type RegimeAxis = keyof typeof REGIMES;

/**
 * Where a case lies on every axis, decided in fractions:
 * - size of λ: small below ‖Σyx‖_F/4, large above 4‖Σyx‖_F, else moderate;
 * - rank of the task: full is min(Ni, No);
 * - time: early below τ/(2·rate), late above 4τ/rate, `rateOf` being about the fastest rate of the flow.
 * - extreme: the first that applies of: t·rate/τ below 2⁻²⁰ or above 2⁵; 0 < |λ| below 2⁻²⁰ of the larger of ‖Σyx‖_F and
 *   ‖W1‖²_F + ‖W2‖²_F, or |λ| above 2²⁰ ‖Σyx‖_F; those two, or two singular values of the task, further apart than 2²²; a distance
 *   from 0 to 2⁻¹⁶ to aligned weights, to W2W1 = −Σyx or to a tie of the task; all sizes above 2²⁰ or below 2⁻²⁰.
 * Without a time the axis `time` is left out.
 */
export function regimesOf(problem: Problem, lambda: Rational, time?: Rational): Regime[] {
  const axes = (Object.keys(REGIMES) as RegimeAxis[]).filter(axis => axis !== 'time' || time !== undefined);
  return axes.map(axis => ({ axis, value: VALUE[axis](problem, lambda, time) }));
}

/** The value of one axis alone; of `time` only with a time. */
export function regimeOn(axis: RegimeAxis, problem: Problem, lambda: Rational, time?: Rational): string {
  return VALUE[axis](problem, lambda, time);
}

const VALUE: Readonly<Record<RegimeAxis, (problem: Problem, lambda: Rational, time: Rational | undefined) => string>> =
  {
    architecture: problem => architectureKind(architectureOf(problem)),
    dimensions: problem => {
      const { Ni, No } = architectureOf(problem);
      return `Ni ${Ni < No ? '<' : Ni > No ? '>' : '='} No`;
    },
    'sign of λ': (_, lambda) => ['negative', 'zero', 'positive'][lambda.sign() + 1]!,
    'size of λ': sizeOfLambda,
    'rank of the task': ({ sigmaYX }) => rankOfTask(sigmaYX),
    alignment: problem => (isAligned(problem) ? 'aligned' : 'not aligned'),
    time: (problem, lambda, time) => phaseOf(problem, lambda, time!),
    extreme: (problem, lambda, time) => extremeOf(problem, lambda, time?.mul(rateOf(problem, lambda)).div(problem.tau)),
  };

function sizeOfLambda(problem: Problem, lambda: Rational): string {
  if (lambda.sign() === 0) return 'zero';
  const ratio = Rational.of(16);
  const [task, square] = [squaredNorm(rationalField, problem.sigmaYX), lambda.mul(lambda)];
  if (square.mul(ratio).compare(task) < 0) return 'small';
  return square.compare(task.mul(ratio)) > 0 ? 'large' : 'moderate';
}

export function rankOfTask(sigmaYX: Matrix<Rational>): string {
  const found = rank(rationalField, sigmaYX);
  if (found === 0) return 'zero';
  return found === Math.min(sigmaYX.rows, sigmaYX.cols) ? 'full' : 'deficient';
}

/**
 * Whether the balanced weights and the task can be written with the same singular vectors: on each side, the symmetric
 * matrices ΣMᵀ, ΣΣᵀ and the layer's own correlation must commute, M = W2W1. A product of two symmetric matrices is
 * symmetric exactly if they commute; ΣMᵀ and ΣᵀM themselves must be symmetric.
 */
export function isAligned({ sigmaYX, W1, W2 }: Problem): boolean {
  const times = (a: Matrix<Rational>, b: Matrix<Rational>) => multiply(rationalField, a, b);
  const map = times(W2, W1);
  const sides = [
    {
      mixed: times(sigmaYX, map.transpose()),
      task: times(sigmaYX, sigmaYX.transpose()),
      layer: times(W2, W2.transpose()),
    },
    {
      mixed: times(sigmaYX.transpose(), map),
      task: times(sigmaYX.transpose(), sigmaYX),
      layer: times(W1.transpose(), W1),
    },
  ];
  return sides.every(
    ({ mixed, task, layer }) =>
      isSymmetric(mixed) && isSymmetric(times(layer, task)) && isSymmetric(times(layer, mixed)),
  );
}

function isSymmetric(a: Matrix<Rational>): boolean {
  return a.data.every((entry, index) => entry.equals(a.at(index % a.cols, Math.floor(index / a.cols))));
}

function phaseOf(problem: Problem, lambda: Rational, time: Rational): string {
  const phase = time.mul(rateOf(problem, lambda)).div(problem.tau);
  if (phase.compare(Rational.of(1, 2)) < 0) return 'early';
  return phase.compare(Rational.of(4)) > 0 ? 'late' : 'middle';
}

/**
 * A power of two near the fastest rate √(s² + λ²/4) of the flow, in units of 1/τ: the smallest that is at least
 * √(‖Σyx‖²_F + λ²/4), which is within a factor 2√min(Ni, No) above it. 1 where Σyx and λ are 0.
 */
export function rateOf(problem: Problem, lambda: Rational): Rational {
  const half = lambda.div(Rational.of(2));
  const squared = squaredNorm(rationalField, problem.sigmaYX).add(half.mul(half));
  if (squared.sign() === 0) return Rational.ONE;
  const [two, enough] = [Rational.of(2), (rate: Rational) => rate.mul(rate).compare(squared) >= 0];
  let rate = Rational.ONE;
  while (!enough(rate)) rate = rate.mul(two);
  while (enough(rate.div(two))) rate = rate.div(two);
  return rate;
}

/** The time that is `phase` in units of τ/rate. */
export function timeOfPhase(problem: Problem, lambda: Rational, phase: Rational): Rational {
  return phase.mul(problem.tau).div(rateOf(problem, lambda));
}
