import fc from 'fast-check';
import { DloError } from '../../src/errors.ts';
import { ARCHITECTURE_KINDS, type Architecture, type ArchitectureKind } from '../../src/network/architecture.ts';
import { type BalancedFactors, weightsFromFactors } from '../../src/network/initialisations/balancedFactors.ts';
import { type Problem, problem } from '../../src/network/problem.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { architectureChoices } from './architectureArbitrary.ts';
import { architectureIndex } from './architectureIndex.ts';
import { type BalancedWeightsDraw, balancedFactorsFrom, balancedWeightsDraw } from './balancedWeightsArbitrary.ts';
import { distinctShrinks } from './distinctShrinks.ts';
import { type LambdaDraw, type LambdaSign, lambdaDraw, lambdaFrom, possibleSigns } from './lambdaArbitrary.ts';
import { drawRecord, draws, indexInto, table } from './table.ts';
import {
  correlation,
  type TaskDraw,
  type TaskRank,
  taskDraw,
  taskFrom,
  taskValuesFrom,
  withRank,
} from './taskArbitrary.ts';

/** What is known of aligned weights' values in the singular vectors of the task; each has all that those before it have. */
export const ALIGNED_VALUES = ['any', 'positive', 'in order'] as const;

export type AlignedValues = (typeof ALIGNED_VALUES)[number];

export interface ProblemOptions {
  /** Default: all kinds, each about as often. */
  readonly kinds?: readonly ArchitectureKind[];
  /** Largest of Ni, Nh, No; whole, at least 1, default 3. The draws needed grow with its square. */
  readonly maxWidth?: number;
  /** Only architectures for which this holds; default all. */
  readonly accepts?: (candidate: Architecture) => boolean;
  /** Default 'any': 0 about as often as each sign that the widths allow. */
  readonly lambda?: LambdaSign;
  /** Default 'any'. */
  readonly rank?: TaskRank;
  /**
   * true, 'any': the weights have the singular vectors of the task, modes starting forward, reversed or exactly at W2W1 = −Σyx.
   * 'positive': all forward; where the rank is free, the task has no mode that the weights have not. 'in order': with the
   * larger values of the weights at the larger ones of the task, too.
   * false: drawn apart (which can still give aligned ones, and always does for 1-1-1). Default: both, 5 to 3.
   */
  readonly aligned?: boolean | AlignedValues;
}

export interface BalancedProblem {
  readonly problem: Problem;
  /** W2ᵀW2 − W1W1ᵀ = lambda·I, exactly. */
  readonly lambda: Rational;
}

const TAUS = table('1', '2', '1/2', '3');
/**
 * free: task and weights drawn apart. crossed: the weights' singular vectors in reverse order, so that a mode of the weights
 * can lie wholly in directions that the task leaves over (the way to a singular B for λ ≠ 0). aligned: the weights' own, each
 * mode forward or reversed. reversed: W2W1 = −Σyx.
 */
type Alignment = 'free' | 'crossed' | 'aligned' | 'reversed';
const ALIGNMENTS: readonly Alignment[] = ['free', 'free', 'free', 'free', 'crossed', 'aligned', 'aligned', 'reversed'];
const DRAWN_APART: readonly Alignment[] = ['free', 'crossed'];

/** All integers of a problem of the widest network, in the order in which they are shrunk. */
export interface ProblemDraw {
  readonly architecture: number;
  readonly lambda: LambdaDraw;
  readonly alignment: number;
  readonly tau: number;
  readonly weights: BalancedWeightsDraw;
  readonly task: TaskDraw;
  readonly reversedModes: readonly number[];
}

/** Everything that the options fix before a draw. */
interface ProblemPlan {
  readonly maxWidth: number;
  readonly architectures: readonly Architecture[];
  readonly lambda: LambdaSign;
  readonly rank: TaskRank;
  readonly alignments: readonly Alignment[];
  readonly values: AlignedValues;
}

/**
 * Exactly λ-balanced problems in fractions, valid by construction on every shrink path: over the architectures, both signs
 * and all sizes of λ, tasks of every rank, weights in general position, task-aligned, crossed and reversed (W2W1 = −Σyx, a saddle),
 * zero, tiny and repeated singular values, and τ of 1, 2, 1/2, 3. Shrinks to 1-1-1, λ = 0, τ = 1, small integers.
 * RANGE where the options leave no architecture.
 */
export function problemArbitrary(options: ProblemOptions = {}): fc.Arbitrary<BalancedProblem> {
  const plan = planOf(options);
  return distinctShrinks(
    problemDraw(plan).map(draw => problemFrom(draw, plan)),
    value => JSON.stringify(value),
  );
}

/** The integers behind `problemArbitrary`. */
export function problemDrawArbitrary(options: ProblemOptions = {}): fc.Arbitrary<ProblemDraw> {
  return problemDraw(planOf(options));
}

/** The problem of a draw of `problemDrawArbitrary`, made with the same options; so is any draw whose numbers are nearer to 0. */
export function problemFromDraw(options: ProblemOptions = {}): (draw: ProblemDraw) => BalancedProblem {
  const plan = planOf(options);
  return draw => problemFrom(draw, plan);
}

function planOf(options: ProblemOptions): ProblemPlan {
  const { kinds = ARCHITECTURE_KINDS, maxWidth = 3, lambda = 'any', rank = 'any', aligned } = options;
  if (kinds.length === 0) throw new DloError('RANGE', 'kinds', 'must name at least one kind', '[]');
  const accepts = (candidate: Architecture) =>
    (options.accepts?.(candidate) ?? true) &&
    possibleSigns(candidate, lambda).length > 0 &&
    (rank !== 'deficient' || Math.min(candidate.Ni, candidate.No) > 1);
  return {
    maxWidth,
    architectures: architectureChoices(kinds, { maxWidth, accepts }),
    lambda,
    rank,
    alignments: ALIGNMENTS.filter(entry => mayBe(entry, aligned)),
    values: typeof aligned === 'string' ? aligned : 'any',
  };
}

function mayBe(alignment: Alignment, aligned: ProblemOptions['aligned']): boolean {
  if (aligned === undefined) return true;
  if (aligned === 'positive' || aligned === 'in order') return alignment === 'aligned';
  return DRAWN_APART.includes(alignment) === (aligned === false);
}

function problemDraw({ maxWidth, architectures, alignments }: ProblemPlan): fc.Arbitrary<ProblemDraw> {
  return drawRecord({
    architecture: architectureIndex(architectures),
    lambda: lambdaDraw(),
    alignment: indexInto(alignments),
    tau: indexInto(TAUS),
    weights: balancedWeightsDraw(maxWidth),
    task: taskDraw(maxWidth),
    reversedModes: draws(maxWidth, fc.nat(1)),
  });
}

function problemFrom(draw: ProblemDraw, plan: ProblemPlan): BalancedProblem {
  const widths = plan.architectures[draw.architecture]!;
  const lambda = lambdaFrom(draw.lambda, widths, plan.lambda);
  const factors = balancedFactorsFrom(draw.weights, widths, lambda);
  const alignment = plan.alignments[draw.alignment]!;
  const sigmaYX =
    alignment === 'free'
      ? taskFrom(draw.task, widths, plan.rank)
      : taskOfFactors(draw, widths, factors, plan, alignment);
  const weights = weightsFromFactors(rationalField, factors);
  return { problem: problem({ sigmaYX, ...weights, tau: TAUS[draw.tau]! }), lambda };
}

function taskOfFactors(
  draw: ProblemDraw,
  widths: Architecture,
  { U, V, s1, s2 }: BalancedFactors<Rational>,
  { rank, values: asked }: Pick<ProblemPlan, 'rank' | 'values'>,
  alignment: Alignment,
): Matrix<Rational> {
  const modes = Array.from({ length: Math.min(widths.Ni, widths.No) }, (_, mode) => mode);
  const own = modes.map(mode => (mode < widths.Nh ? s1[mode]!.mul(s2[mode]!) : Rational.ZERO));
  if (alignment === 'reversed') {
    const opposite = own.map(value => value.neg());
    return correlation(U, withRank(opposite, rank), V);
  }
  const values = taskValuesFrom(draw.task, widths, rank);
  if (asked !== 'any') {
    const forward = asked === 'in order' ? inOrderOf(own, values) : values;
    const kept = forward.map((value, mode) => (rank === 'any' && own[mode]!.sign() === 0 ? Rational.ZERO : value));
    return correlation(U, kept, V);
  }
  if (alignment === 'crossed') return correlation(columnsReversed(U), values, columnsReversed(V));
  return correlation(
    U,
    modes.map(mode => (draw.reversedModes[mode] === 1 ? values[mode]!.neg() : values[mode]!)),
    V,
  );
}

/** The values sorted so that the larger ones stand where `leading` is larger. */
function inOrderOf(leading: readonly Rational[], values: readonly Rational[]): Rational[] {
  const falling = [...values].sort((a, b) => b.compare(a));
  const places = leading.map((_value, place) => place).sort((a, b) => leading[b]!.compare(leading[a]!));
  const sorted = [...values];
  for (const [nth, place] of places.entries()) sorted[place] = falling[nth]!;
  return sorted;
}

function columnsReversed(a: Matrix<Rational>): Matrix<Rational> {
  return a.map((_entry, i, j) => a.at(i, a.cols - 1 - j));
}
