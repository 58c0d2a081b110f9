import fc from 'fast-check';
import { DloError } from '../../src/errors.ts';
import { withDegenerate } from '../../src/judge/degenerate.ts';
import type { AlignedValues, LambdaSign, TaskRank } from '../../src/judge/vocabulary.ts';
import { ARCHITECTURE_KINDS, type Architecture, type ArchitectureKind } from '../../src/network/architecture.ts';
import { type BalancedFactors, weightsFromFactors } from '../../src/network/initialisations/balancedFactors.ts';
import { planesOfTurns } from '../../src/network/initialisations/rationalOrthogonal.ts';
import { type Problem, problem } from '../../src/network/problem.ts';
import { scale } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { architectureChoices } from './architectureArbitrary.ts';
import { architectureIndex } from './architectureIndex.ts';
import { type BalancedWeightsDraw, balancedFactorsFrom, balancedWeightsDraw } from './balancedWeightsArbitrary.ts';
import { distinctShrinks } from './distinctShrinks.ts';
import { type LambdaDraw, lambdaDraw, lambdaFrom, possibleSigns } from './lambdaArbitrary.ts';
import { octaves, powerOfTwo } from './octaves.ts';
import type { OrthogonalDraw } from './orthogonalDraw.ts';
import { drawRecord, draws, indexInto, table } from './table.ts';
import { correlation, type TaskDraw, taskDraw, taskFrom, taskValuesFrom, withRank } from './taskArbitrary.ts';

/** What is known of aligned weights' values in the singular vectors of the task; each has all that those before it have. */
export const ALIGNED_VALUES: readonly AlignedValues[] = ['any', 'positive', 'in order'];

export type Extremes = boolean | 'units';

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
  /**
   * Sizes over 30 decades and distances to coincidences down to one rounding, each in EXTREME_SHARE of the draws; 'units':
   * of one order in each flow, in any units. Default false: solvers that go in steps, and matchers with times of their own, cannot
   * follow them.
   */
  readonly extremes?: Extremes;
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
  /** The task is multiplied by 4^size, beside the weights. */
  readonly size: number;
  /** Weights are multiplied by 2^units, the task and λ by 4^units: the same flow in other units. */
  readonly units: number;
  /**
   * 0, or −8 to −25: the task is moved off its coincidences (ties, alignment, W2W1 = −Σyx, a singular B) by about
   * δ = 4^(near − 1), down to one rounding of float64: its first row grows by the part δ of itself, and so much of it is added
   * to the second (of one row: columns).
   */
  readonly near: number;
}

/** Everything that the options fix before a draw. */
interface ProblemPlan {
  readonly maxWidth: number;
  readonly architectures: readonly Architecture[];
  readonly lambda: LambdaSign;
  readonly rank: TaskRank;
  readonly alignments: readonly Alignment[];
  readonly values: AlignedValues;
  /** Whether weights and task must share their singular vectors. */
  readonly aligned: boolean;
  readonly extremes: Extremes;
}

/**
 * Exactly λ-balanced problems in fractions, valid by construction on every shrink path: over the architectures, both signs
 * and all sizes of λ, tasks of every rank, weights in general position, task-aligned, crossed and reversed (W2W1 = −Σyx, a saddle),
 * zero, tiny and repeated singular values, and τ of 1, 2, 1/2, 3; extremes are a share of its own (octaves.ts). Shrinks to 1-1-1, λ = 0, τ = 1, small integers.
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
  const { kinds = ARCHITECTURE_KINDS, maxWidth = 3, lambda = 'any', rank = 'any', aligned, extremes = false } = options;
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
    aligned: aligned !== undefined && aligned !== false,
    extremes,
  };
}

function mayBe(alignment: Alignment, aligned: ProblemOptions['aligned']): boolean {
  if (aligned === undefined) return true;
  if (aligned === 'positive' || aligned === 'in order') return alignment === 'aligned';
  return DRAWN_APART.includes(alignment) === (aligned === false);
}

function problemDraw(plan: ProblemPlan): fc.Arbitrary<ProblemDraw> {
  const { maxWidth, architectures, alignments } = plan;
  const extremes = plan.extremes === true;
  const drawn: fc.Arbitrary<ProblemDraw> = drawRecord({
    architecture: architectureIndex(architectures),
    lambda: lambdaDraw(extremes),
    alignment: indexInto(alignments),
    tau: indexInto(TAUS),
    weights: balancedWeightsDraw(maxWidth, extremes),
    task: taskDraw(maxWidth, extremes),
    reversedModes: draws(maxWidth, fc.nat(1)),
    size: octaves({ extremes }),
    units: octaves({ extremes: plan.extremes !== false }),
    near: octaves({ extremes, down: true }),
  });
  return withDegenerate(drawn, degenerateDraws(plan));
}

/** The degenerate draws that the options leave, for every run the same: simplest first, in 1-1-1 and 2-2-2 or what comes nearest. */
export function degenerateProblemDraws(options: ProblemOptions = {}): ProblemDraw[] {
  return degenerateDraws(planOf(options));
}

function degenerateDraws({ maxWidth, architectures, lambda, alignments, extremes }: ProblemPlan): ProblemDraw[] {
  const zeros = (length: number): number[] => new Array<number>(length).fill(0);
  const none: OrthogonalDraw = { turns: zeros(planesOfTurns(maxWidth).length), flips: zeros(maxWidth) };
  const all = (index: number): number[] => new Array<number>(maxWidth).fill(index);
  const turned: OrthogonalDraw = { ...none, turns: none.turns.map(() => 2) };
  const opposite: OrthogonalDraw = { ...none, flips: all(1) };
  const two = Math.max(
    0,
    architectures.findIndex(({ Ni, No }) => Math.min(Ni, No) > 1),
  );
  const simplest: ProblemDraw = {
    architecture: 0,
    lambda: { sign: 0, root: 0, octaves: 0 },
    alignment: 0,
    tau: 0,
    weights: { values: all(0), tie: 0, octaves: 0, U: none, V: none, R: none },
    task: {
      form: 0,
      values: all(0),
      tie: 0,
      octaves: 0,
      U: none,
      V: none,
      entries: zeros(maxWidth * maxWidth),
      unit: 0,
    },
    reversedModes: all(0),
    size: 0,
    units: 0,
    near: 0,
  };
  const indexOf = (name: Alignment): number => Math.max(0, alignments.indexOf(name));
  const weights = (change: Partial<BalancedWeightsDraw>) => ({ weights: { ...simplest.weights, ...change } });
  const task = (change: Partial<TaskDraw>) => ({ task: { ...simplest.task, ...change } });
  const away = { ...weights({ V: opposite }), reversedModes: all(1) };
  const silent = lambda === 'any' || lambda === 'zero' ? ZERO_VALUE : SILENT_PART;
  const afterFirst = (index: number): number[] => all(index).map((value, mode) => (mode === 0 ? 0 : value));
  const tiny = (sign: number, exponent: number) => ({
    lambda: { sign, root: 0, octaves: extremes === true ? exponent : 0 },
  });
  const changes: Partial<ProblemDraw>[] = [
    // B singular: the start points away from the task, W2W1 = −1 and Σyx = 2 in 1-1-1.
    { ...away },
    // All weights zero; for a given sign of λ: all modes silent.
    { ...weights({ values: all(silent) }) },
    // One mode of the weights zero, beside a task of equal singular values.
    { architecture: two, ...weights({ values: afterFirst(silent), U: turned }) },
    // The task loses rank, where it may.
    { architecture: two, ...task({ values: afterFirst(ZERO_TASK_VALUE), U: turned }) },
    // Everything tied, and W2W1 = −Σyx exactly.
    { architecture: two, alignment: indexOf('reversed'), ...away },
    // The modes of the weights in directions that the task leaves over.
    { architecture: two, alignment: indexOf('crossed'), ...task({ values: afterFirst(ZERO_TASK_VALUE) }) },
    // λ = 2⁻²⁶ and −2⁻⁵⁰ beside weights of order 1, the second near a saddle.
    { ...tiny(POSITIVE, -13) },
    { ...tiny(NEGATIVE, -25), ...away },
    // One mode of two away from the task.
    { architecture: two, ...weights({ V: { ...none, flips: afterFirst(1) } }), reversedModes: afterFirst(1) },
    // No task, where there may be none.
    { ...task({ values: all(ZERO_TASK_VALUE) }) },
  ];
  return changes.map(change => ({ ...simplest, ...change }));
}

/** Of the tables of the weights and of the task, and of the signs of λ. */
const [ZERO_VALUE, SILENT_PART, ZERO_TASK_VALUE] = [3, 1, 2];
const [POSITIVE, NEGATIVE] = [1, 2];

/** A draw near a coincidence is near one: weights and task are not drawn apart, unless nothing else is asked for. */
function alignmentOf({ alignment, near }: ProblemDraw, { alignments }: ProblemPlan): Alignment {
  const together = near === 0 ? [] : alignments.filter(entry => entry !== 'free');
  return together.length === 0 ? alignments[alignment]! : together[alignment % together.length]!;
}

function problemFrom(draw: ProblemDraw, plan: ProblemPlan): BalancedProblem {
  const widths = plan.architectures[draw.architecture]!;
  const lambda = lambdaFrom(draw.lambda, widths, plan.lambda);
  const factors = balancedFactorsFrom(draw.weights, widths, lambda);
  const alignment = alignmentOf(draw, plan);
  const sigmaYX =
    alignment === 'free'
      ? taskFrom(draw.task, widths, plan.rank)
      : taskOfFactors(draw, widths, factors, plan, alignment);
  const { W1, W2 } = weightsFromFactors(rationalField, factors);
  const [unit, squared] = [powerOfTwo(draw.units), powerOfTwo(2 * draw.units)];
  const task = movedOff(sigmaYX, draw.near, plan.aligned);
  return {
    problem: problem({
      sigmaYX: scale(rationalField, powerOfTwo(2 * (draw.size + draw.units)), task),
      W1: scale(rationalField, unit, W1),
      W2: scale(rationalField, unit, W2),
      tau: TAUS[draw.tau]!,
    }),
    lambda: lambda.mul(squared),
  };
}

/** The task as `near` says; exact in float64 where the task leaves room for the bits, and of the same rank. */
function movedOff(sigmaYX: Matrix<Rational>, near: number, keepsVectors: boolean): Matrix<Rational> {
  if (near === 0) return sigmaYX;
  const delta = powerOfTwo(2 * (near - 1));
  const grown = Rational.ONE.add(delta);
  if (keepsVectors || sigmaYX.data.length === 1) return scale(rationalField, grown, sigmaYX);
  if (sigmaYX.rows === 1) return movedOff(sigmaYX.transpose(), near, false).transpose();
  return sigmaYX.map((value, i, j) =>
    i === 0 ? value.mul(grown) : i === 1 ? value.add(delta.mul(sigmaYX.at(0, j))) : value,
  );
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
