import type { Judgement } from '../judge/claim.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import type { PartName } from './parts.ts';
import { distance, type Split } from './split.ts';
import type { Trial, TrueMoments } from './trial.ts';

/** What was found of a subject on one case, in float64; an error has as many digits as its residual has zeros. */
export interface SubjectJudgement extends Judgement<number> {
  /** Digits that can be asked of a subject in float64 here. */
  readonly asked: number;
  /** When, on the clock of the case. */
  readonly time: Rational;
  /** Of a statement about two times: the earlier one. */
  readonly since?: Rational;
}

/** What is compared, and how far apart the two sides are. */
export interface Compared extends Pick<SubjectJudgement, 'quantity' | 'time' | 'since' | 'asked' | 'stated' | 'truth'> {
  /** −log10 of the error in units of what it is measured against; Infinity for none. */
  readonly digits: number;
  /** Digits of the truth that are certain; by default all, as where no oracle is needed. */
  readonly certain?: number;
}

/** Below this many digits a comparison says nothing. */
const LEAST_ASKED = 1;

/** Held to the digits asked for, or not; undecided where next to none can be asked, or where the truth has one to spare at most. */
export function judged({ digits, certain = Number.POSITIVE_INFINITY, ...compared }: Compared): SubjectJudgement {
  const { asked } = compared;
  const common = { ...compared, logResidual: -digits, certain };
  if (asked < LEAST_ASKED) return { ...common, outcome: 'undecided', reason: 'less than one digit can be asked here' };
  if (certain < asked + 1)
    return { ...common, outcome: 'undecided', reason: `only ${certain.toFixed(1)} digits of the truth are certain` };
  return { ...common, outcome: digits >= asked ? 'held' : 'failed' };
}

/** That with the least to spare; undefined where there is none. */
export function worstOf(judgements: readonly (SubjectJudgement | undefined)[]): SubjectJudgement | undefined {
  return judgements.reduce(
    (worst, judgement) =>
      judgement !== undefined && (worst === undefined || spare(judgement) < spare(worst)) ? judgement : worst,
    undefined,
  );
}

const spare = ({ logResidual, asked }: SubjectJudgement): number => -logResidual - asked;

/** Digits of an error; not a number counts as none. */
export function digitsOf(error: number, size: number): number {
  if (error === 0) return Number.POSITIVE_INFINITY;
  const digits = -Math.log10(error / size);
  return Number.isNaN(digits) ? Number.NEGATIVE_INFINITY : digits;
}

/** A stated part against the truth. */
export function againstTruth<Part extends string>(
  trial: TrueMoments<Part>,
  moment: number,
  part: Part,
  stated: Split,
): SubjectJudgement {
  const { parts, certain, time } = trial.moments[moment]!;
  const { truth, size } = parts[part];
  return judged({
    time,
    digits: digitsOf(distance(stated, truth), size),
    asked: trial.asked(moment, part),
    certain,
    quantity: part,
    stated: stated.hi,
    truth: truth.hi,
  });
}

/** What a statement that follows from the trajectory can lose against it: sums of a few errors. */
export const SLACK = 0.7;

/** Digits that can be asked of a statement about several parts at a moment. */
export function askedOf<Part extends string>(trial: TrueMoments<Part>, moment: number, parts: readonly Part[]): number {
  return Math.min(...parts.map(part => trial.asked(moment, part))) - SLACK;
}

/** Two parts of the subject's own against each other. */
export function againstEachOther(
  trial: Trial,
  moment: number,
  part: PartName,
  [stated, expected]: readonly [Split, Split],
  slack: number = SLACK,
): SubjectJudgement {
  const { parts, time } = trial.moments[moment]!;
  return judged({
    time,
    digits: digitsOf(distance(stated, expected), parts[part].size),
    asked: trial.asked(moment, part) - slack,
    quantity: part,
    stated: stated.hi,
    truth: expected.hi,
  });
}

/** An identity whose two sides differ by `residual` in float64. */
export function identityHolds(
  quantity: string,
  time: Rational,
  residual: Matrix<number>,
  size: number,
  asked: number,
): SubjectJudgement {
  return judged({
    time,
    digits: digitsOf(Math.hypot(...residual.data), size),
    asked,
    quantity,
    stated: residual,
    truth: residual.map(() => 0),
  });
}
