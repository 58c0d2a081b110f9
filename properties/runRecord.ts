/**
 * What one run of the judge found, as plain JSON: the only thing a report knows. Numbers that carry more than float64
 * digits are strings. Everything but `timing` is the same, byte for byte, for the same seed, runs and digits.
 */
export interface RunRecord {
  readonly schema: 'deep-linear-oracle/run/1';
  readonly version: string;
  readonly seed: number;
  readonly runs: number;
  readonly digits: number;
  /** True where the run was stopped before every claim was judged; `claims` holds those that were. */
  readonly interrupted: boolean;
  readonly requested: readonly string[];
  readonly claims: readonly ClaimRecord[];
  readonly timing: RunTiming;
}

export interface RunTiming {
  readonly started: string;
  readonly node: string;
  readonly seconds: number;
  readonly secondsByClaim: Readonly<Record<string, number>>;
}

export type Verdict =
  | 'holds'
  | 'refuted'
  | 'refuted as printed, holds as corrected'
  | 'holds with an extra hypothesis'
  | 'undecided'
  | 'vacuous';

export type Evidence = 'exact' | 'enclosed' | 'high-precision' | 'simulated' | 'statistical';

export type ReadingName = 'as printed' | 'as corrected' | 'with an extra hypothesis';

export interface ClaimRecord {
  readonly id: string;
  /** One of the project's headline theorems, e.g. "Balance conservation". */
  readonly theorem: string;
  readonly title: string;
  readonly source: { readonly paper: string; readonly place: string };
  /** What the paper's text says beyond the formula, in our words; doubts about the text extraction. */
  readonly note?: string;
  readonly verdict: Verdict;
  /** The verdict in the committed ledger; absent for a claim that has no entry yet. */
  readonly ledgerVerdict?: Verdict;
  readonly readings: readonly ReadingRecord[];
  readonly mutants: readonly MutantRecord[];
  readonly counterexample?: CounterexampleRecord;
  readonly plot?: PlotRecord;
}

export interface ReadingRecord {
  readonly reading: ReadingName;
  /** TeX, display style. */
  readonly statement: string;
  /** Octave-like text, where the statement is a formula. */
  readonly formula?: string;
  readonly hypotheses: readonly { readonly name: string; readonly meaning: string }[];
  readonly outcome: 'held' | 'refuted' | 'undecided' | 'vacuous';
  readonly evidence: Evidence;
  readonly cases: {
    readonly judged: number;
    readonly held: number;
    readonly failed: number;
    readonly undecided: number;
    /** Drawn but outside the hypotheses. */
    readonly discarded: number;
  };
  readonly regimes: readonly RegimeCount[];
  /** Decimal digits to which both sides of the statement agreed: smallest and median over the cases that held. */
  readonly digits?: { readonly worst: number; readonly median: number };
  /** Largest residual over the judged cases, as "3.2e-41"; "shapes" where the two sides do not even fit. */
  readonly worstResidual?: string;
  /** A sentence on what was measured, e.g. the order in λ. */
  readonly measured?: string;
}

/** How many cases of one regime held and failed, e.g. axis "architecture", value "funnel". */
export interface RegimeCount {
  readonly axis: string;
  readonly value: string;
  readonly held: number;
  readonly failed: number;
  readonly undecided: number;
}

export interface MutantRecord {
  readonly name: string;
  readonly killed: boolean;
}

export interface MatrixRecord {
  readonly name: string;
  /** Entries as they are typed: "3", "-1/2". */
  readonly rows: readonly (readonly string[])[];
}

export interface CounterexampleRecord {
  readonly reading: ReadingName;
  readonly architecture: string;
  readonly given: readonly MatrixRecord[];
  readonly scalars: readonly { readonly name: string; readonly value: string }[];
  /** The first quantity in which the statement and the truth differ. */
  readonly quantity: string;
  readonly stated: readonly (readonly string[])[];
  readonly truth: readonly (readonly string[])[];
  /** Why there is no stated value, where there is none (shapes that do not fit, a division by zero). */
  readonly reason?: string;
  readonly residual: string;
  readonly confirmedAtDigits: number;
  readonly file: string;
  readonly replay: string;
}

/** The trajectory of one case: the formula as printed, the oracle, and gradient descent. */
export interface PlotRecord {
  readonly caption: string;
  readonly quantity: string;
  /** In units of τ. */
  readonly times: readonly number[];
  readonly series: readonly PlotSeries[];
  /** What `errors` are the errors of, where it is not the quantity. */
  readonly errorOf?: string;
  /** |formula − oracle| relative to the oracle, per time, one line per reading; null where there is no value. */
  readonly errors: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
}

export interface PlotSeries {
  readonly label: string;
  readonly kind: 'formula' | 'oracle' | 'gradient-descent';
  readonly values: readonly (number | null)[];
}
