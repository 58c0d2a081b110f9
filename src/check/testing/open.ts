import { checkSurroundings } from '../../../cli/checkSurroundings.ts';
import { FormulaError } from '../../formula/formulaError.ts';
import type { AnyCase, Case } from '../../judge/case.ts';
import type { Reading } from '../../judge/claim.ts';
import type { CounterexampleRecord, RepairRecord } from '../../judge/runRecord.ts';
import * as check from '../checkFormula.ts';
import type { CheckSurroundings } from '../checkThread.ts';
import * as one from '../judgeOneCase.ts';
import * as open from '../openFormula.ts';
import * as search from '../searchRepair.ts';

// The machine as the command puts it together.

const CHECK_SURROUNDINGS = checkSurroundings();

/** A file about two layers. */
export interface OpenOfTwo extends open.OpenFormula {
  readonly reading: Reading<Case>;
}

export function openFormula(text: string, name: string): OpenOfTwo {
  const opened = openAny(text, name);
  if (opened.file.deep !== undefined) throw new Error('the file speaks of layers of any depth');
  // Such a file draws cases of two layers.
  return opened as OpenOfTwo;
}

/** A file about two layers, or about any number. */
export function openAny(text: string, name: string): open.OpenFormula {
  return open.openFormula(text, name, CHECK_SURROUNDINGS.vocabulary);
}

/** The error by which a file is refused; throws where it is accepted, or ends otherwise. */
export function refusalOf(text: string): FormulaError {
  try {
    openAny(text, 'f.claim');
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error('accepted');
}

export type CheckOptions = Omit<check.CheckOptions, keyof CheckSurroundings>;

export function checkFormula(text: string, name: string, options: CheckOptions): Promise<check.CheckResult> {
  return check.checkFormula(text, name, { ...CHECK_SURROUNDINGS, ...options });
}

/** `startThread: undefined` searches in this thread. */
export type SearchRepairOptions = Omit<search.SearchRepairOptions, 'vocabulary' | 'truth'>;

export function searchRepair(text: string, name: string, options: SearchRepairOptions): Promise<RepairRecord> {
  return search.searchRepair(text, name, { ...CHECK_SURROUNDINGS, ...options });
}

export function judgeOneCase(
  text: string,
  name: string,
  given: AnyCase,
  digits: number,
  places: Pick<CounterexampleRecord, 'file' | 'replay'>,
): one.OneCase {
  return one.judgeOneCase(text, name, given, digits, CHECK_SURROUNDINGS, places);
}
