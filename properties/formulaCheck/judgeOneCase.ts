import type { Case } from '../case.ts';
import { decideCase } from '../judgeReading.ts';
import type { CounterexampleRecord } from '../runRecord.ts';
import { openFormula } from './openFormula.ts';
import { describeRefutation } from './tasks.ts';

export interface OneCase {
  readonly holds: boolean;
  readonly message: string;
  /** Where the formula fails. */
  readonly counterexample?: CounterexampleRecord;
}

/** Judges a formula file on one case; FormulaErrors as `openFormula`, and NOT_REAL. */
export function judgeOneCase(
  text: string,
  name: string,
  given: Case,
  digits: number,
  places: Pick<CounterexampleRecord, 'file' | 'replay'>,
): OneCase {
  const open = openFormula(text, name);
  const outside = open.reading.hypotheses.find(({ holds }) => !holds(given));
  if (outside !== undefined)
    return { holds: false, message: `the case is outside the hypothesis ${outside.name}: ${outside.meaning}` };
  const judgement = decideCase(open.reading.judge, given, digits);
  if (judgement.outcome !== 'failed')
    return { holds: judgement.outcome === 'held', message: `${judgement.outcome} on this case at ${digits} digits` };
  const counterexample = describeRefutation(open, { given, judgement, confirmedAtDigits: digits });
  return { holds: false, message: 'refuted by this case', counterexample: { ...counterexample, ...places } };
}
