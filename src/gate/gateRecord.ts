/**
 * What a gate run found, as lines of JSON (JSONL): one header, then one line per case, then one footer. The only thing that
 * tables, pages, diffs and merges know. No NaN or ∞ tokens. Everything but `started` and `timing` is the same, byte for byte,
 * for the same subject, seed, runs and corpus, whatever the number of workers; the cases of all shards of a run, merged, are
 * those of the run unsharded. A file that ends without a footer is a run that was cut off: what is there is valid.
 */
export type GateLine = GateHeader | GateCase | GateFooter;

/** A record as it was read: the footer is missing where the run was cut off, cases where they could not be read. */
export interface GateRecord {
  readonly header: GateHeader;
  /** In the order of their sequence numbers, each once. */
  readonly cases: readonly GateCase[];
  readonly footer?: GateFooter;
}

export interface GateHeader {
  readonly type: 'header';
  readonly schema: 'deep-linear-oracle/gate/1';
  /** Of the project. */
  readonly version: string;
  readonly subject: GateSubject;
  readonly seed: number;
  /** Random cases asked for, over all shards. */
  readonly runs: number;
  /** Chains of the search for the worst case, over all shards. */
  readonly searches: number;
  /** Digits to which a float64 subject must agree, see `digitsAsked`. */
  readonly digits: number;
  /** What was judged, in order. */
  readonly claims: readonly GateClaimInfo[];
  /** SHA-256 of the corpus as it was read, so that shards of one run can be told from others. */
  readonly corpus: string;
  /** Cases that the whole run has, over all shards: corpus, random, search, and flows where the subject takes them. */
  readonly cases: number;
  readonly shard: { readonly index: number; readonly count: number };
  readonly started: string;
  readonly environment: GateEnvironment;
}

export interface GateEnvironment {
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  /** Of the checkout that judged, with "+" behind it where it was changed; absent where there is none, and in older records. */
  readonly commit?: string;
  /** Installed versions of the packages that the project depends on; absent in older records. */
  readonly packages?: Readonly<Record<string, string>>;
}

export interface GateSubject {
  readonly name: string;
  /** As typed: "builtin:closed-form", "cmd:python3 my_solver.py". */
  readonly specification: string;
  readonly capabilities: {
    readonly quantities: readonly string[];
    readonly architectures: readonly string[];
    readonly lambda: readonly string[];
    readonly largestTime?: number;
    /** Absent for a subject that is asked about two layers only. */
    readonly largestDepth?: number;
  };
  readonly conventions: { readonly lambda: string; readonly layers: string; readonly samples: string };
}

/** A claim as a gate judges it: about the subject's own trajectory. */
export interface GateClaimInfo {
  /** "flow:qqt", "relation:rotation", or the id of the paper's statement, "domine2025/a2:persistence-of-balance". */
  readonly id: string;
  readonly title: string;
  /** Where in the papers it stands, where it does. */
  readonly source?: string;
  /** Why it is not judged on this subject, where its capabilities do not allow it. */
  readonly notJudged?: string;
}

/** One case and what every claim that applies to it found. */
export interface GateCase {
  readonly type: 'case';
  /** Position in the whole run, from 0: corpus first, then random, search, flows. Unique; shard = sequence mod count. */
  readonly sequence: number;
  readonly origin: 'corpus' | 'random' | 'search';
  /** Of the case's content. */
  readonly hash: string;
  /** Exact fractions as strings: CaseJson, or FlowCaseJson of a flow. */
  readonly case: GateCaseInput | GateFlowInput;
  /** Names of the hypotheses that it meets. */
  readonly hypotheses: readonly string[];
  /** Axis → value, e.g. {"architecture": "funnel", "sign of λ": "positive"}. */
  readonly regime: Readonly<Record<string, string>>;
  readonly results: readonly GateResult[];
}

export interface GateCaseInput {
  readonly W1: readonly (readonly string[])[];
  readonly W2: readonly (readonly string[])[];
  readonly sigmaYX: readonly (readonly string[])[];
  readonly tau: string;
  readonly lambda: string;
  readonly time: string;
}

/** Layers of any depth: white inputs, no decay, no held weights. */
export interface GateFlowInput {
  readonly layers: readonly (readonly (readonly string[])[])[];
  readonly sigmaYX: readonly (readonly string[])[];
  readonly tau: string;
  readonly time: string;
}

export const GATE_OUTCOMES = [
  'held',
  'failed',
  /** The oracle has too few digits to say. */
  'undecided',
  'skipped',
  'errored',
  'invalid',
  'timed-out',
  'crashed',
] as const;

export type GateOutcome = (typeof GATE_OUTCOMES)[number];

/** What counts against a subject. Neither what it declined nor what the oracle could not tell does. */
export function isFailure(outcome: GateOutcome): boolean {
  return outcome !== 'held' && outcome !== 'undecided' && outcome !== 'skipped';
}

/** Whether a failure can be looked into with many questions: not where each costs a time limit or a new start. */
export function canShrink(outcome: GateOutcome): boolean {
  return isFailure(outcome) && outcome !== 'timed-out' && outcome !== 'crashed';
}

/** The kinds of failure in the order in which they are shown: wrong numbers first, then the ways to give none. */
export const FAILURES: readonly GateOutcome[] = [
  'failed',
  ...GATE_OUTCOMES.filter(outcome => isFailure(outcome) && outcome !== 'failed'),
];

/**
 * Of which failures there is one example each: of every claim whose numbers are wrong, and of every other kind, whatever the
 * claim, for where there is no answer all claims say the same.
 */
export function sameExample(
  a: { readonly claim: string; readonly outcome: GateOutcome },
  b: { readonly claim: string; readonly outcome: GateOutcome },
): boolean {
  return a.outcome === b.outcome && (a.outcome !== 'failed' || a.claim === b.claim);
}

export interface GateResult {
  readonly claim: string;
  readonly outcome: GateOutcome;
  /** Decimal digits to which subject and truth agree, at most `certain`; absent where there is no number. */
  readonly digits?: number;
  /** Digits that a backward-stable float64 computation could reach here, as `digitsAsked` counts them. */
  readonly asked?: number;
  /** "3.2e-13"; "0" for equal. */
  readonly residual?: string;
  /** The quantity that decided, such as "W2W1". */
  readonly quantity?: string;
  /** When, on the clock of the case, at most its time but for limits: exact. Absent in older records. */
  readonly time?: string;
  /** Of a statement about two times: the earlier one. */
  readonly since?: string;
  /** Of a failure: values to at most 17 digits. */
  readonly stated?: readonly (readonly string[])[];
  readonly truth?: readonly (readonly string[])[];
  /** Why there is no number: the subject's own words, or ours. Untrusted: escape it wherever it is shown. */
  readonly reason?: string;
}

export interface GateFooter {
  readonly type: 'footer';
  /** Case lines above. */
  readonly cases: number;
  /** Claim → outcome → count. */
  readonly outcomes: Readonly<Record<string, Readonly<Partial<Record<GateOutcome, number>>>>>;
  readonly interrupted: boolean;
  /** Times that the subject had to be started again. */
  readonly restarts: number;
  /**
   * Wrong numbers first: per claim whose numbers are wrong one case for a person, shrunk. Then one per other kind of failure,
   * of the first claim that met it: shrunk too, or as it was found where it costs a time limit or a start.
   */
  readonly counterexamples: readonly GateCounterexample[];
  readonly timing: GateTiming;
}

export interface GateCounterexample {
  readonly claim: string;
  readonly hash: string;
  readonly case: GateCaseInput | GateFlowInput;
  readonly result: GateResult;
  readonly replay: string;
}

export interface GateTiming {
  readonly seconds: number;
  /** Of those, spent waiting for the subject, and in the oracles. */
  readonly subjectSeconds: number;
  readonly oracleSeconds: number;
}
