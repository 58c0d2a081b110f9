import type fc from 'fast-check';
import type { EditKind } from '../formula/edits.ts';
import type { Bindings } from '../formula/evaluate.ts';
import type { ChangedLine } from '../formula/formulaDiff.ts';
import type { LazyFormula } from '../formula/lazyFormula.ts';
import type { MisprintScope } from '../formula/misprints.ts';
import type { Formula } from '../formula/parseFormula.ts';
import type { Case } from '../judge/case.ts';
import type { Judge } from '../judge/claim.ts';
import type { Hypothesis } from '../judge/hypothesis.ts';
import type { Truth } from '../network/truth.ts';
import type { Matrix } from '../numbers/matrix.ts';

// What a search for a correction is asked, and what it says.

export interface RepairOptions {
  /** The formula that was refuted. */
  readonly formula: Formula;
  /** The check that decides in the end, of any formula for the same quantity. */
  readonly judgeOf: (formula: LazyFormula) => Judge;
  readonly cases: fc.Arbitrary<Case>;
  readonly hypotheses?: readonly Hypothesis[];
  /** What the formula should give on a case, in float64; zero for an equation. Only edits that fit it are judged. */
  readonly truthOf: (given: Case) => Matrix<number>;
  /** The formula's symbols in float64; default: the standard ones, and `extra` by name. */
  readonly bind?: (given: Case) => Bindings<number>;
  /** The definition that is the time of the claim; `truthOf` and `bind` are then asked for that time. */
  readonly at?: string;
  readonly digits: number;
  readonly truth: Truth;
  /** Default 1. A repair must hold on the cases of this seed and of two further ones. */
  readonly seed?: number;
  /** Cases to judge a repair by, of each seed; default and least MINIMUM_CASES. */
  readonly runs?: number;
  /** Wall clock; what was found until then is returned. */
  readonly seconds: number;
  /** Screening cases, at most; default 10. */
  readonly screenCount?: number;
  /** Stop when this many repairs are found that are not the same by rewriting; default 3. */
  readonly enough?: number;
  /** Largest number of edits; default 2. */
  readonly maxEdits?: 1 | 2;
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (progress: RepairProgress) => void;
  /** What a search that ended now would return, now and then: for one that is ended from outside. */
  readonly onResult?: (soFar: RepairResult) => void;
}

export interface RepairProgress {
  readonly edits: 1 | 2;
  /** Formulas tried by the screen, and how many there are to try with so many edits. */
  readonly tried: number;
  readonly of: number;
  readonly found: number;
}

export interface ProposedEdit {
  /** "line 3: B' → B". */
  readonly description: string;
  readonly kind: EditKind;
  readonly scope: MisprintScope;
  readonly places: number;
}

export interface RepairProposal {
  readonly edits: readonly ProposedEdit[];
  readonly formula: string;
  readonly diff: readonly ChangedLine[];
  /** Cases on which the oracle found it right, of all of `seeds`. */
  readonly heldCases: number;
  /** Cases that no precision decided, at most a tenth of those that held. */
  readonly undecidedCases: number;
  readonly seeds: readonly number[];
  /** When the oracle had judged it, in seconds after the start. */
  readonly foundAfter: number;
  /** Other edits, as many or more, that give the same formula but for rewriting. */
  readonly sameAs: readonly (readonly ProposedEdit[])[];
}

/** An edit that makes the formula right on many cases, but not on all. */
export interface PartialRepair extends Pick<RepairProposal, 'edits' | 'formula' | 'diff'> {
  readonly heldCases: number;
  readonly judgedCases: number;
  /** Traits that all failures have in common, and no case that held: "sign of λ: zero". */
  readonly failsWhere: readonly string[];
}

export interface RepairResult {
  /** Those that hold everywhere: fewest edits first, then the smallest. */
  readonly proposals: readonly RepairProposal[];
  /** Where there are no proposals: what comes nearest. */
  readonly partial: readonly PartialRepair[];
  /** Formulas that were tried with one and two edits, and how many passed the screen and came to the oracle. */
  readonly tried: { readonly one: number; readonly two: number; readonly passed: number; readonly judged: number };
  /** How many formulas there are with so many edits, and how many of them were tried; no entry for what was not begun. */
  readonly stages: readonly { readonly edits: 1 | 2; readonly tried: number; readonly of: number }[];
  readonly screenCases: number;
  readonly seconds: number;
  readonly stoppedBecause:
    | 'the formula holds on all cases'
    | 'no case meets the hypotheses'
    | 'found'
    | 'all edits tried'
    | 'time'
    | 'stopped';
}
