import type { GateHeader, GateOutcome } from './gateRecord.ts';

// What is found by looking at records: differences between two, failures that are known, cases on which subjects disagree.

/** A failure that is expected, with the reason why. Without a regime and a hash it is the claim's on every case. */
export interface KnownFailure {
  readonly claim: string;
  /** Axis → value; a case must lie on all of them. */
  readonly regime?: Readonly<Record<string, string>>;
  /** One case. */
  readonly hash?: string;
  /** The name or specification of the only subject that is meant. */
  readonly subject?: string;
  readonly reason: string;
}

export interface KnownFailureFound {
  readonly entry: KnownFailure;
  /** Results that it explains. */
  readonly failures: number;
  /** Results of its claim, regime, case and subject that held. */
  readonly held: number;
  /**
   * `fails` as it should; `passes` where it was judged and held everywhere, which fails the run: the entry is to be taken
   * out; `not seen` where no case says anything, or where the record is of a part of the run.
   */
  readonly state: 'fails' | 'passes' | 'not seen';
}

export interface KnownFailuresFound {
  /** One per entry, in its order; entries for other subjects are left out. */
  readonly entries: readonly KnownFailureFound[];
  /** Claim → sequence numbers of its failures that an entry explains. */
  readonly explained: Readonly<Record<string, readonly number[]>>;
}

/** Digits that may be lost against a baseline before a diff fails. */
export interface LossLimits {
  /** By the worst case of a claim or of a regime of it. */
  readonly worst: number;
  /** By the median over the cases of a claim or of a regime. */
  readonly median: number;
  /** By any one case: single cases scatter, because a residual can be small by luck. */
  readonly single: number;
}

/** Digits of one claim on cases that both records have, and that have a number in both. */
export interface DigitsChange {
  readonly paired: number;
  /** Absent where nothing is paired. */
  readonly worst?: { readonly before: number; readonly after: number };
  readonly median?: { readonly before: number; readonly after: number };
  /** Median over the cases of what each lost; negative where digits were gained. */
  readonly medianLoss?: number;
  /** The case that lost most. */
  readonly largest?: CaseChange;
  /** Which limits were exceeded, in words: "the worst case fell from 12.1 to 9.0 digits". */
  readonly losses: readonly string[];
}

export interface CaseChange {
  readonly hash: string;
  /** In the new record. */
  readonly sequence: number;
  readonly before: number;
  readonly after: number;
}

export interface RegimeChange extends DigitsChange {
  readonly axis: string;
  readonly value: string;
}

export interface ClaimChange {
  readonly claim: string;
  readonly title: string;
  /** `no longer answered`: results before, none now although it was asked for, which fails the diff. */
  readonly status: 'judged' | 'new' | 'not asked' | 'no longer answered';
  readonly whole: DigitsChange;
  readonly regimes: readonly RegimeChange[];
}

export interface FailureChange {
  readonly claim: string;
  readonly hash: string;
  /** In the record in which it fails. */
  readonly sequence: number;
  readonly regime: Readonly<Record<string, string>>;
  /** Absent where the old record has not the case. */
  readonly before?: GateOutcome;
  readonly after: GateOutcome;
  readonly digits?: number;
  /** Untrusted text of a subject. */
  readonly reason?: string;
}

export interface GateDiff {
  readonly before: GateHeader;
  readonly after: GateHeader;
  /** Settings that differ, in words: "seed: 1 → 2". */
  readonly settings: readonly string[];
  readonly limits: LossLimits;
  readonly cases: { readonly paired: number; readonly onlyBefore: number; readonly onlyAfter: number };
  readonly claims: readonly ClaimChange[];
  readonly newFailures: readonly FailureChange[];
  readonly fixed: readonly FailureChange[];
  /** New failures that are known. */
  readonly known: number;
  /** Why the diff fails, in words; empty where all is well. */
  readonly faults: readonly string[];
}

/** One claim on one case, and what each of the subjects made of it. */
export interface Disagreement {
  readonly claim: string;
  readonly hash: string;
  readonly regime: Readonly<Record<string, string>>;
  /** In the order of the records; undefined where a record has not the case, or no result for the claim. */
  readonly answers: readonly (SubjectAnswerFound | undefined)[];
  /** Digits between the best and the worst; absent where they disagree about the outcome. */
  readonly apart?: number;
}

export interface SubjectAnswerFound {
  readonly outcome: GateOutcome;
  readonly digits?: number;
  /** Untrusted text of a subject. */
  readonly reason?: string;
}

/** Several subjects side by side. */
export interface GateComparison {
  readonly headers: readonly GateHeader[];
  /** What tells them apart: the subjects' names, with a number where two are equal. */
  readonly names: readonly string[];
  /** Digits apart from which a case counts as a disagreement. */
  readonly limit: number;
  /** Cases that at least two records have. */
  readonly shared: number;
  readonly claims: readonly ClaimComparison[];
  /** Most digits apart last, disagreement about the outcome first. */
  readonly disagreements: readonly Disagreement[];
}

export interface ClaimComparison {
  readonly claim: string;
  readonly title: string;
  /** In the order of the records, over all cases of each. */
  readonly subjects: readonly ClaimOfSubject[];
}

export interface ClaimOfSubject {
  readonly held: number;
  readonly failed: number;
  readonly other: number;
  readonly worst?: number;
  readonly median?: number;
  /** Why the claim is not judged on this subject. */
  readonly notJudged?: string;
}

/** Numbers of a case over which its errors are drawn. */
export interface CaseVariables {
  /** Absent where the case has none. */
  readonly lambda?: number;
  /** In units of τ. */
  readonly time: number;
  /** The largest of all layers. */
  readonly width: number;
  /** Of zero-balanced weights: how far B is from singular, relative to the weights; 0 where it is. */
  readonly singularB?: number;
}
