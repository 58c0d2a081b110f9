import type { Case } from '../../src/judge/case.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import type { Narrowing } from '../../src/judge/vocabulary.ts';

/** A hypothesis with all that is known of it, in a file of its own. */
export interface KnownHypothesis extends Hypothesis {
  /** What `needs:` calls it. */
  readonly id: string;
  /** What it tells the generator; what it does not tell is filtered. */
  readonly narrows?: Narrowing;
  /** The flow keeps it: where the start meets it every later state of the weights does, as the start of its own flow. */
  readonly isKept?: true;
  /** How cases come to violate it; undefined where no way is known. */
  readonly violation?: Violation;
}

/** How cases come to violate one hypothesis; violations.ts makes them. */
export interface Violation {
  /** What is changed of a case that meets the hypothesis. */
  readonly change?: ChangedPart;
  /** Cases drawn anew: what the generator is told instead of the hypothesis. */
  readonly instead?: readonly Narrowing[];
  readonly others?: OtherCases;
  /** Stricter than that the hypothesis does not hold, where it could be missed in name only. */
  readonly violates?: (given: Case) => boolean;
}

export type ChangedPart =
  | 'inputs'
  | 'weights'
  | 'rank of the task'
  | 'task reverses the start'
  | 'task doubles the start'
  | 'clock';

/** Cases of a generator of their own. */
export type OtherCases = 'sizes beside two' | 'values apart' | 'smaller starts';
