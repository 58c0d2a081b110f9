import type { Case } from '../judge/case.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import type { Moment } from './moment.ts';
import type { PartName } from './parts.ts';
import { distance, type Split } from './split.ts';
import type { Stated } from './stated.ts';
import type { Capabilities, QuantityName, Question } from './subject.ts';

/** One statement about a subject's own trajectory. */
export interface GateClaim {
  readonly id: string;
  readonly title: string;
  /** Statements of the papers that say the same. */
  readonly source?: string;
  /** Any one of these sets of quantities is enough. */
  readonly needs: readonly (readonly QuantityName[])[];
  /** Whether the case meets its hypotheses. */
  readonly applies: (given: Case) => boolean;
  /** Times besides those of the moments that the main question is to have. */
  readonly times?: (start: Omit<Trial, 'stated' | 'statedAt'>) => readonly Rational[];
  /** A further question that it needs an answer to; undefined where the case has none. */
  readonly asks?: (trial: Trial) => Question | undefined;
  /** `further` are the answers to its own question, per time. Undefined where the case shows nothing. */
  readonly judge: (trial: Trial, further: readonly Stated[]) => Finding | undefined;
}

/** A case, its truth and what the subject said, at the start and at later moments up to the time of the case. */
export interface Trial {
  readonly given: Case;
  readonly capabilities: Capabilities;
  readonly moments: readonly Moment[];
  /** Digits asked of a part at a moment. */
  readonly asked: (moment: number, part: PartName) => number;
  /** Per moment. */
  readonly stated: readonly Stated[];
  /** At any time of the main question. */
  readonly statedAt: (time: Rational) => Stated;
}

export interface Finding {
  /** −log10 of the error in units of what it is measured against; Infinity for none. */
  readonly digits: number;
  readonly asked: number;
  /** Digits of the truth that are certain; Infinity where the statement needs no oracle. */
  readonly certain: number;
  readonly quantity: string;
  /** When, on the clock of the case. */
  readonly time: Rational;
  /** Of a statement about two times: the earlier one. */
  readonly since?: Rational;
  readonly stated?: Matrix<number>;
  readonly truth?: Matrix<number>;
}

/** The finding with the least to spare; undefined where there is none. */
export function worstOf(findings: readonly (Finding | undefined)[]): Finding | undefined {
  return findings.reduce(
    (worst, finding) =>
      finding !== undefined && (worst === undefined || spare(finding) < spare(worst)) ? finding : worst,
    undefined,
  );
}

const spare = ({ digits, asked }: Finding): number => digits - asked;

/** Digits of an error; not a number counts as none. */
export function digitsOf(error: number, size: number): number {
  if (error === 0) return Number.POSITIVE_INFINITY;
  const digits = -Math.log10(error / size);
  return Number.isNaN(digits) ? Number.NEGATIVE_INFINITY : digits;
}

/** A stated part against the truth. */
export function againstTruth(trial: Trial, moment: number, part: PartName, stated: Split): Finding {
  const { parts, certain, time } = trial.moments[moment]!;
  const { truth, size } = parts[part];
  return {
    time,
    digits: digitsOf(distance(stated, truth), size),
    asked: trial.asked(moment, part),
    certain,
    quantity: part,
    stated: stated.hi,
    truth: truth.hi,
  };
}

/** What a statement that follows from the trajectory can lose against it: sums of a few errors. */
export const SLACK = 0.7;

/** Digits that can be asked of a statement about several parts at a moment. */
export function askedOf(trial: Trial, moment: number, parts: readonly PartName[]): number {
  return Math.min(...parts.map(part => trial.asked(moment, part))) - SLACK;
}

/** Two parts of the subject's own against each other. */
export function againstEachOther(
  trial: Trial,
  moment: number,
  part: PartName,
  [stated, expected]: readonly [Split, Split],
  slack: number = SLACK,
): Finding {
  const { parts, time } = trial.moments[moment]!;
  return {
    time,
    digits: digitsOf(distance(stated, expected), parts[part].size),
    asked: trial.asked(moment, part) - slack,
    certain: Number.POSITIVE_INFINITY,
    quantity: part,
    stated: stated.hi,
    truth: expected.hi,
  };
}

/** An identity whose two sides differ by `residual` in float64. */
export function identityHolds(
  quantity: string,
  time: Rational,
  residual: Matrix<number>,
  size: number,
  asked: number,
): Finding {
  return {
    time,
    digits: digitsOf(Math.hypot(...residual.data), size),
    asked,
    certain: Number.POSITIVE_INFINITY,
    quantity,
    stated: residual,
    truth: residual.map(() => 0),
  };
}

export const anyBlocks: readonly (readonly QuantityName[])[] = [['qqt'], ['weights'], ['W1W1', 'W2W2', 'output']];
export const anyOutput: readonly (readonly QuantityName[])[] = [['output'], ['qqt'], ['weights']];

/** ‖QQᵀ‖ of the truth at a moment. */
export function wholeSize({ parts }: Moment): number {
  const size = (name: PartName): number => Math.hypot(...parts[name].truth.hi.data);
  return Math.hypot(size('W1ᵀW1'), size('W2W1'), size('W2W1'), size('W2W2ᵀ')) || 1;
}

export function taskInFloat64({ problem }: Case): Matrix<number> {
  return convert(float64Field, problem.sigmaYX);
}

/** Why the capabilities do not allow a claim. */
export function notJudged(claim: Pick<GateClaim, 'needs'>, { quantities }: Capabilities): string | undefined {
  if (claim.needs.some(set => set.every(quantity => quantities.includes(quantity)))) return undefined;
  return `claim needs ${claim.needs.map(set => set.join(' and ')).join(', or ')}; the subject does not provide it`;
}
