import type { Case } from '../judge/case.ts';
import type { Truth } from '../network/truth.ts';
import type { GateDraws } from './draws.ts';
import type { SubjectClaim } from './subjectClaim.ts';

/** What the gate is given by whoever puts it together. */
export interface GateSurroundings {
  readonly truth: Truth;
  readonly draws: GateDraws;
  /** Names of the hypotheses that a case meets. */
  readonly hypothesesOf: (given: Case) => readonly string[];
  /** What a search for the worst case measures: the subject against the truth, quantity by quantity. */
  readonly followed: readonly SubjectClaim[];
}
