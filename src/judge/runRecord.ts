import type { TruthRoute } from '../network/truth.ts';

export const RUN_SCHEMA = 'deep-linear-oracle/run/1';

/** Of a file, in bytes: a record of all claims has a few millions. */
export const LARGEST_RECORD: number = 256 * 2 ** 20;

/**
 * What one run of the judge found, as plain JSON: the only thing a report knows. Numbers that carry more than float64
 * digits are strings. Everything but `timing` is the same, byte for byte, for the same seed, runs and digits.
 */
export interface RunRecord {
  readonly schema: typeof RUN_SCHEMA;
  readonly version: string;
  readonly seed: number;
  readonly runs: number;
  readonly digits: number;
  /** Present where oracles and stated values were calculated by decimal.js alone. */
  readonly arithmetic?: 'decimal';
  /** True where the run was stopped before every claim was judged; `claims` holds those that were. */
  readonly interrupted: boolean;
  readonly requested: readonly string[];
  readonly claims: readonly ClaimRecord[];
  /** Figures of the papers that were judged whole, drawn again on a page beside the report. */
  readonly figures?: readonly FigureLink[];
  readonly timing: RunTiming;
}

export interface FigureLink {
  /** Also the place in the page. */
  readonly id: string;
  readonly paper: string;
  readonly name: string;
  readonly title: string;
  /** Its file name. */
  readonly page: string;
}

export interface RunTiming {
  readonly started: string;
  readonly node: string;
  /** Of the checkout that judged, with "+" behind it where it was changed; absent where there is none, and in older records. */
  readonly commit?: string;
  /** Installed versions of the packages that the project depends on; absent in older records. */
  readonly packages?: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly secondsByClaim: Readonly<Record<string, number>>;
  /** A hash of what each verdict follows from, settings, Node and packages aside: claim, code, stored counterexamples. Absent in older records. */
  readonly contents?: Readonly<Record<string, string>>;
  /** Claims that were not judged again, since nothing that they follow from has changed: when they were. */
  readonly unchangedSince?: Readonly<Record<string, string>>;
}

export type Verdict =
  | 'holds'
  | 'refuted'
  | 'refuted as printed, holds as corrected'
  | 'holds with an extra hypothesis'
  | 'undecided'
  | 'vacuous';

/**
 * Rational arithmetic; rigorous bounds; certain digits; a limit or an order measured along a sequence; gradient descent; a
 * bounded probability of error; one case that shows it.
 */
export type Evidence = 'exact' | 'enclosed' | 'high-precision' | 'trend' | 'simulated' | 'statistical' | 'witness';

/** Who can be asked for a truth: the raw flow of the weights, or the oracles beside it; `evaluation` is the other side of an equation. */
export type OracleName = 'gradient flow' | 'Riccati flow' | 'gradient descent' | 'evaluation';

/** Whole numbers with a bound of their error; decimal.js alone, at two precisions that agree; float64. */
export type OracleArithmetic = 'bigint' | 'decimal' | 'float64';

/** Who was asked on the cases of a reading. */
export interface AskedOracle {
  readonly oracle: OracleName;
  readonly arithmetic: OracleArithmetic;
  /** On which it was asked. */
  readonly cases: number;
  /** That were certain, at worst; absent where all answers were exact, and of gradient descent as it stands. */
  readonly digits?: number;
  /** How it answered, the most frequent route first; absent of what has one way only, and in older records. */
  readonly answeredBy?: readonly AnsweredBy[];
  /** Claims that a derived oracle rests on: they hold against the raw flow, and are not judged by it. */
  readonly restsOn?: readonly string[];
}

/** A route of an oracle, and the cases on which it led to an answer: several can on one case. */
export interface AnsweredBy {
  readonly route: TruthRoute;
  readonly cases: number;
}

/** An oracle of another kind, compared with the one that was asked. */
export interface SecondRoute {
  readonly oracle: OracleName;
  readonly arithmetic: OracleArithmetic;
  /** The oracle that it was compared with. */
  readonly against: OracleName;
  /** On which it was compared. */
  readonly cases: number;
  /** To which both agreed, at worst. */
  readonly digits: number;
  /** The latest of the times at which they were compared, in units of τ; not later than those asked for. */
  readonly latest: number;
}

/** How a refutation was looked at again, with nothing kept from the first look. */
export interface Confirmation {
  /** `exact`: rational arithmetic, which rounds nothing; `case`: no oracle is asked, the case itself decides. */
  readonly by: 'decimal' | 'bigint' | 'exact' | 'case';
  /** That both sides had to agree to; ends of training and slopes are taken to fewer, see `asked`. */
  readonly digits: number;
  readonly asked: readonly AskedOracle[];
  /** Why decimal.js alone did not do it. */
  readonly instead?: string;
}

/** An order and a constant along a sequence, y ~ c·x^−p, each over the cases of a reading. */
export interface TrendRecord {
  /** "S(∞) ~ c·|λ|^−p". */
  readonly law: string;
  /** "λ = ±μ², μ = 2, 5/2, 3, 7/2, 4". */
  readonly members: string;
  readonly order: TrendRange;
  readonly constant: TrendRange;
}

export interface TrendRange {
  readonly least: number;
  readonly median: number;
  readonly most: number;
  /** The largest error of any of them. */
  readonly error: number;
}

/**
 * A `fair reading` stands beside a refutation by sizes or notation: as the author can only have meant the shapes. `with earlier
 * definitions mended`: one that the statement takes over is put right; what is left is its own.
 */
export type ReadingName =
  | 'as printed'
  | 'fair reading'
  | 'with earlier definitions mended'
  | 'as corrected'
  | 'with an extra hypothesis';

export interface ClaimRecord {
  readonly id: string;
  /** One of the project's headline theorems, e.g. "Balance conservation". */
  readonly theorem: string;
  readonly title: string;
  /** Paper and section are empty for a formula file of the user. */
  readonly source: { readonly paper: string; readonly section: string; readonly place: string };
  /** What the paper's text says beyond the formula, in our words; doubts about the text extraction. */
  readonly note?: string;
  readonly verdict: Verdict;
  /** How much it weighs where the paper is wrong; absent where nobody has graded it, and in older records. */
  readonly grade?: Grade;
  /** Ids of the claims that it is derived from; absent where none is known, and in older records. */
  readonly restsOn?: readonly string[];
  /** The verdict in the committed ledger; absent for a claim that has no entry yet. */
  readonly ledgerVerdict?: Verdict;
  /** What became of the fair reading in the committed ledger, where that has one. */
  readonly ledgerFairReading?: ReadingRecord['outcome'];
  readonly readings: readonly ReadingRecord[];
  readonly mutants: readonly MutantRecord[];
  readonly counterexample?: CounterexampleRecord;
  /** Of a formula file that says that there is such a case: one, confirmed. */
  readonly witness?: CounterexampleRecord;
  /** Where it was asked for, and some reading held. */
  readonly hypothesesDropped?: HypothesesDropped;
  readonly plot?: PlotRecord;
  /** Where the statement is a formula file of the user. */
  readonly check?: FormulaCheckRecord;
}

/** Those derived from a claim, and those derived from these, in the order given. */
export function restingOn<T extends Pick<ClaimRecord, 'id' | 'restsOn'>>(id: string, claims: readonly T[]): T[] {
  const reached = new Set([id]);
  let before = 0;
  while (reached.size > before) {
    before = reached.size;
    for (const claim of claims) if (claim.restsOn?.some(other => reached.has(other))) reached.add(claim.id);
  }
  return claims.filter(claim => claim.id !== id && reached.has(claim.id));
}

/** Which hypotheses of a reading that holds matter. */
export interface HypothesesDropped {
  readonly reading: ReadingName;
  /** Its cases take seconds, and it was not asked for by name. */
  readonly skipped: boolean;
  readonly hypotheses: readonly DroppedHypothesis[];
}

/** How the statement fared on cases that violate just this hypothesis. */
export interface DroppedHypothesis {
  readonly name: string;
  readonly meaning: string;
  readonly finding: HypothesisFinding;
  readonly cases: {
    readonly judged: number;
    readonly held: number;
    readonly failed: number;
    /** Without an answer: undecided, or refused by the oracle. */
    readonly unanswered: number;
  };
  /** A case on which the statement fails without the hypothesis; `replay` finds it again. */
  readonly witness?: CounterexampleRecord;
}

export type HypothesisFinding = 'necessary' | 'not necessary on the cases tried' | 'undecided' | 'no such cases';

/** What is shown of a formula file besides. */
export interface FormulaCheckRecord {
  /** Its path, as given. */
  readonly file: string;
  /** What its last line claims to be, with its shape. */
  readonly claims: string;
  /** The inputs, balances and sizes of the cases that are drawn for it: "white inputs, …". */
  readonly scope: string;
  /** The conventions of its text, and where its time comes from. */
  readonly notes: readonly string[];
  /** It says nothing of the flow: it holds for any weights in training, or for any values of its symbols. */
  readonly forAnyWeights?: true;
  /** Places where sizes do not fit for some networks, each with the line of the formula and carets under it. */
  readonly misfits: readonly { readonly message: string; readonly picture: string }[];
  readonly maps: readonly RegimeMap[];
  readonly conditioning?: ConditioningRecord;
  /** Where the formula fails: which known hypotheses it lacks. */
  readonly holdsUnder?: HoldsUnderRecord;
  /** Where the formula fails and a correction was looked for. */
  readonly repair?: RepairRecord;
}

/** What a file could ask for besides, of which one is enough for a formula that fails: known hypotheses, and simple conditions in its own symbols. */
export interface HoldsUnderRecord {
  /** Hypotheses and conditions that the file does not ask for. */
  readonly tried: number;
  /** The formula fails so rarely that no number of cases worth judging tells a hypothesis from chance: none was judged. */
  readonly tooRare: boolean;
  /** Of these such as leave out all cases on which it failed, and were not judged, as enough weaker ones were. */
  readonly notLookedAt: number;
  /** The weakest first. */
  readonly found: readonly {
    /** The line of the header that asks for it, "needs: full-rank" or "where: Nh == 1"; "a value" where none does. */
    readonly line: string;
    /** Of a named hypothesis. */
    readonly meaning?: string;
    /** Fresh cases that meet it: on how many the formula held, of those judged. It failed on none. */
    readonly held: number;
    readonly judged: number;
  }[];
}

/** Formulas one or two misprints away from one that fails. */
export interface RepairRecord {
  /** Those that hold on all cases of several seeds: fewest edits first. */
  readonly proposals: readonly ProposalRecord[];
  /** Where there is none: what comes nearest. */
  readonly partial: readonly ProposalRecord[];
  /** Formulas that were looked at. */
  readonly tried: number;
  /** Of the formulas so many misprints away, how many were looked at; no entry for what was not begun. */
  readonly stages: readonly { readonly edits: 1 | 2; readonly tried: number; readonly of: number }[];
  readonly stoppedBecause: string;
}

export interface ProposalRecord {
  /** "line 3: B' → B". */
  readonly edits: readonly string[];
  /** The whole formula. */
  readonly formula: string;
  readonly changes: readonly FormulaChange[];
  readonly held: number;
  readonly judged: number;
  /** Other edits that give the same formula but for rewriting. */
  readonly sameAs: readonly (readonly string[])[];
}

/** One line of a formula before and after an edit, and what only one of them has, by column from 1. */
export interface FormulaChange {
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /** Both in TeX, what changed in boxes. */
  readonly beforeTeX: string;
  readonly afterTeX: string;
  readonly removed: readonly { readonly column: number; readonly length: number }[];
  readonly added: readonly { readonly column: number; readonly length: number }[];
}

/** Cases by two axes at once. */
export interface RegimeMap {
  readonly rowAxis: string;
  readonly columnAxis: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly value: string; readonly cells: readonly MapCell[] }[];
}

export interface MapCell {
  readonly held: number;
  /** With a wrong value. */
  readonly failed: number;
  /** Without any value although the hypotheses are met. */
  readonly noValue: number;
  readonly undecided: number;
  /** The hypotheses leave no case here. */
  readonly outside: boolean;
}

/** Decimal digits that float64 loses, of the 16 it has: smallest trust at its worst, and in the middle. */
export interface DigitsLost {
  readonly worst: number;
  readonly median: number;
}

/** How well a formula that holds can be computed with, against the solver on the same cases. */
export interface ConditioningRecord {
  readonly cases: number;
  /** Absent where it has a value in float64 on no case. */
  readonly formula?: DigitsLost;
  /** Cases on which it has no finite value in float64, or none at all. */
  readonly noValue: number;
  /** Absent where the solver has no such quantity. */
  readonly solver?: DigitsLost;
  readonly regimes: readonly ConditioningRegime[];
}

export interface ConditioningRegime {
  readonly axis: string;
  readonly value: string;
  readonly cases: number;
  readonly noValue: number;
  /** Digits lost at worst. */
  readonly formula?: number;
  readonly solver?: number;
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
  /** What the judged cases ranged over, narrower than the hypotheses where the generator is; absent in records of old. */
  readonly ranges?: readonly CaseRange[];
  /** Decimal digits to which both sides of the statement agreed: smallest and median over the cases that held. */
  readonly digits?: { readonly worst: number; readonly median: number };
  /** Largest residual over the judged cases, as "3.2e-41"; absent where no distance of two sides was measured. */
  readonly worstResidual?: string;
  /** Of an inequality: the smallest slack over the cases that held, relative to its sides, and the case. */
  readonly leastMargin?: { readonly value: string; readonly where: string };
  /** Who was asked for the truth. Absent where rational arithmetic or the case itself decides, and in old records. */
  readonly asked?: readonly AskedOracle[];
  /** What a second route said of the same cases. */
  readonly routes?: readonly SecondRoute[];
  /** Why the oracle is in doubt, or a failure was none: the outcome is then `undecided`. */
  readonly doubt?: string;
  readonly trend?: TrendRecord;
  /** A sentence on what was measured, e.g. the order in λ. */
  readonly measured?: string;
}

/** One thing about cases and what it ranged over: "t/τ", "0.25 to 8". */
export interface CaseRange {
  readonly what: string;
  readonly range: string;
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
  /**
   * Of a survivor: it is no mutant, but the statement itself, written differently, or another one that holds. `why` says
   * whether rewriting shows that, or the reason that the claim gives, or every case that was tried.
   */
  readonly same?: true;
  /** Of a survivor: what is known of it. */
  readonly why?: string;
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
  /** The line of the formula in which it has no value, with carets under the place. */
  readonly picture?: string;
  /** What `stated` and `truth` are, where they are two sides of an equation. */
  readonly sides?: readonly [string, string];
  /** The statement holds on it: that shows what says that there is such a case, or refutes what says that there is none. */
  readonly holds?: true;
  /** Where they are two sides of an inequality, what joins them. */
  readonly order?: '<=' | '>=' | '<' | '>';
  /** Absent where no distance of two sides was measured. */
  readonly residual?: string;
  readonly confirmedAtDigits: number;
  /** Absent in old records. */
  readonly confirmation?: Confirmation;
  /** Where it is kept, if it is. */
  readonly file?: string;
  readonly replay: string;
}

/** What of a counterexample is shown: one of a gate has no reading, and is judged once. */
export type ShownExample = Omit<CounterexampleRecord, 'reading' | 'confirmedAtDigits' | 'confirmation'> &
  Partial<Pick<CounterexampleRecord, 'reading' | 'confirmedAtDigits' | 'confirmation'>>;

/** Kinds of errors in a paper, from the worst. */
export const GRADES = [
  'wrong statement',
  'missing hypothesis',
  'wrong constant or sign',
  'sizes and notation',
  'wording',
] as const;

export type Grade = (typeof GRADES)[number];

/** What the ledger says against the statements of one paper: the only thing that an erratum draft knows. */
export interface ErrataRecord {
  readonly paper: string;
  /** Claims of the paper that are in the ledger. */
  readonly statements: number;
  readonly seed: number;
  readonly digits: number;
  readonly errata: readonly Erratum[];
  /** What fails and is no error of the paper. */
  readonly notAsserted: readonly { readonly id: string; readonly title: string; readonly why: string }[];
}

/** One printed statement that the ledger calls refuted, or true with an extra hypothesis only. */
export interface Erratum {
  readonly id: string;
  readonly title: string;
  readonly source: ClaimRecord['source'];
  readonly note?: string;
  readonly verdict: Verdict;
  /** Absent where nobody has graded it yet. */
  readonly grade?: Grade;
  /** Claims of the paper that this one is derived from, and those that are derived from it, at first or second hand. */
  readonly restsOn: readonly string[];
  readonly restedOnBy: readonly string[];
  readonly printed: ErratumReading;
  /** Beside a refutation by sizes or notation. */
  readonly fair?: ErratumReading & { readonly outcome: ReadingRecord['outcome'] };
  /** The reading that the verdict says holds. */
  readonly right?: ErratumReading;
  /** Absent where none is stored that still refutes the printed statement. */
  readonly counterexample?: CounterexampleRecord;
}

export interface ErratumReading
  extends Pick<ReadingRecord, 'reading' | 'statement' | 'formula' | 'hypotheses' | 'evidence'> {
  /** Judged for the ledger. */
  readonly cases: number;
}

/** What a statement says and what is true of one case, drawn along time, or along what else its axis names. */
export interface PlotRecord {
  readonly caption: string;
  readonly quantity: string;
  /** Along which it is drawn, where that is not time in units of τ. */
  readonly axis?: { readonly label: string; readonly scale: 'linear' | 'log10' };
  /** Of the quantity; linear where it is left out. */
  readonly scale?: 'log10';
  /** In units of τ, or those of the axis. */
  readonly times: readonly number[];
  readonly series: readonly PlotSeries[];
  /** Where the case stands for which the statement was judged. */
  readonly mark?: { readonly at: number; readonly label: string };
  /** Drawn below beside zero: by how much an inequality holds, or how fast a quantity changes. */
  readonly margin?: { readonly label: string; readonly values: readonly (number | null)[] };
  /** What `errors` are the errors of, where it is not the quantity. */
  readonly errorOf?: string;
  /** |formula − oracle| relative to the oracle, per time, one line per reading; null where there is no value. */
  readonly errors: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
}

export interface PlotSeries {
  readonly label: string;
  readonly kind: 'formula' | 'oracle' | 'gradient-descent';
  readonly values: readonly (number | null)[];
  /** Single values with nothing between them. */
  readonly isOfMembers?: true;
}
