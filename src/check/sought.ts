import { asksWhereItHolds, type Quantifier } from '../formula/quantifiers.ts';
import type { AnyCase } from '../judge/case.ts';
import type { Judge, Judgement, Reading } from '../judge/claim.ts';

// What decides a file is a single case: a counterexample to "for all" and "not for some", a witness of "for some" and "not for all". It is
// looked for, shrunk and confirmed in one way: as a case on which a judge says `failed`.

/**
 * What is found of a statement on a case, turned so that it failed where the case is the one that decides. A statement without a value neither holds
 * nor is it false: such a case decides nothing, but for "for all", which claims the value too.
 */
export function sought(quantifier: Quantifier, judgement: Judgement): Judgement {
  if (quantifier === 'for all' || judgement.outcome === 'undecided') return judgement;
  const { isSingular: _, margin: __, ...found } = judgement;
  if (judgement.outcome === 'failed' && judgement.logResidual === Number.POSITIVE_INFINITY) {
    const why = judgement.reason === undefined ? '' : `: ${judgement.reason}`;
    return { ...found, outcome: 'undecided', logResidual: Number.NaN, final: true, reason: `it has no value${why}` };
  }
  if (!asksWhereItHolds(quantifier)) return judgement;
  // Two sides that agree are at no distance that a second look could find again: the next digits differ.
  return judgement.outcome === 'held'
    ? { ...found, outcome: 'failed', logResidual: 0, unmeasured: true }
    : { ...found, outcome: 'held', logResidual: Number.NEGATIVE_INFINITY, unmeasured: true };
}

interface ReadFile {
  readonly file: { readonly quantifier: Quantifier };
  readonly reading: Reading;
}

/** The reading of a file whose judge says `failed` of the case that decides it. */
export function soughtReading({ file: { quantifier }, reading }: ReadFile): Reading {
  if (quantifier === 'for all') return reading;
  const judge: Judge<AnyCase> = (given, effort) => sought(quantifier, reading.judge(given, effort));
  return { ...reading, judge };
}
