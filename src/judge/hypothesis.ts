import type { Case } from './case.ts';

/** A named condition on a case, decided exactly. */
export interface Hypothesis {
  readonly name: string;
  readonly meaning: string;
  readonly holds: (given: Case) => boolean;
}
