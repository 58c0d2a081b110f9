import { dirname, resolve } from 'node:path';
import { renderCounterexample } from '../reports/terminal.ts';
import { DloError } from '../src/errors.ts';
import type { MatcherResult } from '../src/matchers/matcherResult.ts';
import { type FormulaFileOptions, verdictOnFile } from './checkFormulaFile.ts';

/** What vitest lets a matcher know of the test. */
interface TestState {
  readonly testPath?: string;
}

/**
 * Whether a formula file holds, given by its path (from the folder of the test) or file URL: judged as by `checkFormulaFile`,
 * without wrong versions of it and further hypotheses. A failure shows the counterexample.
 *
 * Refuses, with or without `.not`: PRECISION where the verdict is undecided or vacuous, since nothing is shown by it, and
 * whatever `checkFormulaFile` refuses.
 */
export async function toHold(
  this: TestState,
  received: string | URL,
  options: FormulaFileOptions = {},
): Promise<MatcherResult> {
  const isBeside = typeof received === 'string' && this.testPath !== undefined;
  const path = isBeside ? resolve(dirname(this.testPath), received) : received;
  const { id, verdict, readings, counterexample, witness } = await verdictOnFile(path, options);
  const { judged, held, failed, discarded } = readings[0]!.cases;
  if (verdict === 'holds' && witness !== undefined)
    return {
      pass: true,
      message: () => `expected ${id} not to hold, but a case shows it\n${renderCounterexample(witness)}`,
    };
  if (verdict === 'holds')
    return { pass: true, message: () => `expected ${id} not to hold, but it does in all ${judged} cases` };
  if (verdict === 'holds with an extra hypothesis') {
    const { meaning } = readings.at(-1)!.hypotheses.at(-1)!;
    return {
      pass: false,
      message: () => `expected ${id} to hold, but it holds only with an extra hypothesis: ${meaning}`,
    };
  }
  if (verdict !== 'refuted') {
    const rule = `must be decided by its cases (${judged} judged, ${discarded} outside its hypotheses)`;
    throw new DloError('PRECISION', id, rule, verdict);
  }
  const shown = counterexample === undefined ? '' : `\n${renderCounterexample(counterexample)}`;
  const fails = counterexample?.holds
    ? `what it denies holds in ${held} of ${judged} cases`
    : `it fails in ${failed} of ${judged} cases`;
  return { pass: false, message: () => `expected ${id} to hold, but ${fails}${shown}` };
}
