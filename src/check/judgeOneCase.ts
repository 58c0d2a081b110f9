import { isShownByWitness } from '../formula/quantifiers.ts';
import type { AnyCase } from '../judge/case.ts';
import { confirm } from '../judge/confirm.ts';
import { decideCase } from '../judge/lookAt.ts';
import type { CounterexampleRecord } from '../judge/runRecord.ts';
import type { CheckSurroundings } from './checkThread.ts';
import { openFormula } from './openFormula.ts';
import { soughtReading } from './sought.ts';
import { describeRefutation } from './tasks.ts';

export interface OneCase {
  readonly holds: boolean;
  readonly message: string;
  /** Where the formula fails. */
  readonly counterexample?: CounterexampleRecord;
  /** Where the file says that there is such a case, and it is one. */
  readonly witness?: CounterexampleRecord;
}

/** Judges a formula file on one case, at twice the digits as every refutation is; FormulaErrors as `openFormula`, and NOT_REAL. */
export function judgeOneCase(
  text: string,
  name: string,
  given: AnyCase,
  digits: number,
  { vocabulary, truth }: Pick<CheckSurroundings, 'vocabulary' | 'truth'>,
  places: Pick<CounterexampleRecord, 'file' | 'replay'>,
): OneCase {
  const open = openFormula(text, name, vocabulary);
  const outside = open.reading.hypotheses.find(({ holds }) => !holds(given));
  if (outside !== undefined)
    return { holds: false, message: `the case is outside the hypothesis ${outside.name}: ${outside.meaning}` };
  const { quantifier } = open.file;
  const isByWitness = isShownByWitness(quantifier);
  const reading = soughtReading(open);
  const { outcome } = decideCase(open.reading.judge, given, { digits: 2 * digits, truth });
  const { outcome: found } = decideCase(reading.judge, given, { digits: 2 * digits, truth });
  if (found !== 'failed') {
    const aside = isByWitness ? `: no witness of "${quantifier}"` : '';
    return {
      holds: !isByWitness && found === 'held',
      message: `${outcome} on this case at ${2 * digits} digits${aside}`,
    };
  }
  const refutation = confirm(reading, given, { digits, truth });
  if (typeof refutation === 'string') return { holds: false, message: `not decided on this case: ${refutation}` };
  const example = { ...describeRefutation(open, refutation, truth), ...places };
  if (isByWitness) return { holds: true, message: `"${quantifier}" is shown by this case`, witness: example };
  return { holds: false, message: 'refuted by this case', counterexample: example };
}
