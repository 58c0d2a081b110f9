import type fc from 'fast-check';
import type { Truth } from '../network/truth.ts';
import type { Decimal } from '../numbers/decimal/decimalField.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { AnyCase, Case, Taking } from './case.ts';
import type { Hypothesis } from './hypothesis.ts';
import type { When } from './instant.ts';
import type { Look } from './look.ts';
import type { Evidence, Grade, ReadingName, TrendRecord } from './runRecord.ts';
import type { Law } from './trend.ts';

/** How far to go on one case, and how. */
export interface Effort extends Look, Digits {}

export interface Digits {
  /** Digits to which both sides must agree for the statement to hold on the case. */
  readonly digits: number;
  /** Digits that the arithmetic carries; raised by the runner until the case is decided. */
  readonly working: number;
}

/** A value and how many of its leading digits are certain, block-wise. */
export interface Answer {
  readonly value: Matrix<Decimal>;
  readonly digits: number;
}

/** What was found on one case, in decimals or, of a subject of the gate, in float64. */
export interface Judgement<Entry = Decimal> {
  readonly outcome: 'held' | 'failed' | 'undecided';
  /** log10 of the largest residual; −Infinity where both sides are equal, +Infinity where there is no stated value. */
  readonly logResidual: number;
  /** The statement is true or false here, without two sides whose distance is measured: then `logResidual` is −Infinity or 0. */
  readonly unmeasured?: true;
  /** Of an inequality: what joins its sides, and its smallest slack over all entries, relative to them; negative where it fails. */
  readonly order?: '<=' | '>=' | '<' | '>';
  readonly margin?: number;
  /** Of an order of convergence: the law that the remainder follows along its sequence. */
  readonly law?: Law;
  /** Digits that were certain on both sides of the quantity that decided. */
  readonly certain: number;
  /** The quantity that decided: the first that differs, else the worst. */
  readonly quantity: string;
  readonly stated?: Matrix<Entry>;
  readonly truth?: Matrix<Entry>;
  /** What `stated` and `truth` are, where they are two sides of an equation. */
  readonly sides?: readonly [string, string];
  /** When `stated` and `truth` are those of the flow, where it is not at the time of the case. */
  readonly at?: When;
  /** An undecided case that no higher precision would decide. */
  readonly final?: true;
  /** Why there is no stated value or no decision. */
  readonly reason?: string;
  /** There is no stated value since something is divided by zero, singular, or the logarithm of 0. */
  readonly isSingular?: true;
  /** Undecided since the arithmetic has no such numbers, at any precision that is tried. */
  readonly isBeyondReach?: true;
  /** Where in the formula it has no value: its line, with carets under the place. */
  readonly picture?: string;
}

/** What every claim has, whoever it is about. */
export interface AnyClaim {
  readonly id: string;
  readonly title: string;
}

/**
 * What is said of cases that meet the hypotheses, and how it is judged on one of them by what is seen there: of a paper's claim and of
 * a file by the oracles, of a claim of the gate by what a subject stated. `meets` and `judge` are all that a runner asks of it.
 */
export interface Assertion<Given extends AnyCase, Seen, Found> {
  readonly hypotheses: readonly Hypothesis<Given>[];
  /** Pure: the same case, seen in the same way, gives the same judgement. */
  readonly judge: Taking<(given: Given, seen: Seen) => Found>;
}

/** One way to read a claim. A printed reading carries exactly the hypotheses of the paper. */
export interface Reading<Given extends AnyCase = AnyCase> extends Assertion<Given, Effort, Judgement> {
  readonly name: ReadingName;
  /** TeX, in the symbols of the paper. */
  readonly statement: string;
  /** Octave-like text where the statement is a formula. */
  readonly formula?: string;
  /** The same with its header, as `dlo check` reads it, where it can be put so. */
  readonly formulaFile?: string;
  readonly evidence: Evidence;
  /** The λ of a case is one that is asked for, not the balance of its weights. */
  readonly asksForLambda?: true;
  readonly cases: fc.Arbitrary<Given>;
  /** Cases take seconds: a third of the runs asked for are judged, but never fewer than MINIMUM_CASES. */
  readonly costly?: true;
  /** What the numbers showed besides, over the cases that were judged. */
  readonly measured?: OverCases<Given, string>;
  /** Of evidence `trend`: the law that the sequences follow; undefined where there is none to see. */
  readonly trend?: OverCases<Given, TrendRecord | undefined>;
  /** Of evidence `trend` too, where judgements bring their laws along: what follows them, and what the members are. */
  readonly follows?: Pick<TrendRecord, 'law' | 'members'>;
}

export type Judge<Given extends AnyCase = Case> = Assertion<Given, Effort, Judgement>['judge'];

type OverCases<Given, Found> = Taking<(judged: readonly Given[], truth: Truth) => Found>;

/** The same check under a statement that is wrong on purpose. */
export interface Mutant<Given extends AnyCase = AnyCase> {
  readonly name: string;
  readonly judge: Judge<Given>;
  /** Whether it can be shown to be the statement itself, written differently; asked of survivors. */
  readonly isSame?: () => boolean;
}

/** One statement of a paper. Ids never change once landed. */
export interface Claim<Given extends AnyCase = AnyCase> extends AnyClaim {
  /** What it is about, "Balance conservation": reports show it, and it says what is plotted. */
  readonly topic: string;
  /** Of layers of any depth: all its cases are flows. Elsewhere they are problems of two layers. */
  readonly anyDepth?: true;
  /** Of the paper, as it numbers them: "5", "A.3". Claims are listed by it. */
  readonly section: string;
  readonly place: string;
  readonly note?: string;
  /** Of a statement that is refuted, or holds with an extra hypothesis only: what kind of error that is. */
  readonly grade?: Grade;
  /** Ids of the claims of the same paper that this one is derived from there. */
  readonly restsOn?: readonly string[];
  /** Why it is no error of the paper if it fails: the paper assumes it, or does not say it. */
  readonly notAsserted?: string;
  /** The first is the printed one; then the correction, or the same statement with a further hypothesis. */
  readonly readings: readonly [Reading<Given>, ...Reading<Given>[]];
  /** Wrong statements that the check of the last reading must refute; a getter where they take time to make. */
  readonly mutants: readonly Mutant<Given>[];
  /** Mutants that hold all the same, by name, each with the reason; what is named here and refuted is a fault. */
  readonly alsoTrue?: Readonly<Record<string, string>>;
  /** Of a formula, all near-misses of it; the mutants are one of each kind. Takes too long for every run. */
  readonly nearMisses?: readonly Mutant<Given>[];
  /** A case whose trajectory says most, and the QQᵀ that the readings state for it. */
  readonly showcase?: Case;
}
