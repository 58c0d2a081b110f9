import type { LazyFormula } from '../formula/lazyFormula.ts';
import { type NearMiss, nearMisses } from '../formula/nearMisses.ts';
import { provablyEqual } from '../formula/normalForm.ts';
import type { Judge, Mutant } from './claim.ts';

/** Near-misses of a formula as mutants of its check. */
export function formulaNearMisses(
  formula: LazyFormula,
  judge: (mutated: LazyFormula) => Judge,
  /** Keep those whose symbolic shapes do not fit: for formulas that fit under the claim's hypotheses only (Ni = No, say). */
  misfits: boolean = false,
): Mutant[] {
  return mutantsFrom(nearMisses(formula(), { misfits }), formula, judge);
}

/** The first of each kind of edit: few enough for every run. */
export function formulaMutants(
  formula: LazyFormula,
  judge: (mutated: LazyFormula) => Judge,
  misfits: boolean = false,
): Mutant[] {
  return mutantsFrom(nearMisses(formula(), { misfits, ofEachKind: 'first' }), formula, judge);
}

function mutantsFrom(
  misses: readonly NearMiss[],
  formula: LazyFormula,
  judge: (mutated: LazyFormula) => Judge,
): Mutant[] {
  return misses.map(({ description, formula: mutated }) => ({
    name: description,
    judge: judge(() => mutated),
    isSame: () => provablyEqual(formula(), mutated),
  }));
}
