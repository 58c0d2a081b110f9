import type { AnyCase, Case, Taking } from './case.ts';

/** A named condition on a case, decided exactly. */
export interface Hypothesis<Given extends AnyCase = Case> {
  readonly name: string;
  readonly meaning: string;
  readonly holds: Taking<(given: Given) => boolean>;
}
