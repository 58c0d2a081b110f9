import { buildInfo } from '../src/buildInfo.ts';
import { checkDerivation } from '../src/check/checkDerivation.ts';
import { checkFormula } from '../src/check/checkFormula.ts';
import { DloError } from '../src/errors.ts';
import { derivationSteps } from '../src/formula/derivation.ts';
import { VERSION } from '../src/version.ts';
import { checkSurroundings } from './checkSurroundings.ts';

/** The verdict on a statement of a paper; on a derivation that of the first step that does not follow; why it is not judged, where it is not. */
export async function paperVerdict(
  statement: string,
  file: string,
  { runs, seconds, stop }: { runs: number; seconds: number; stop: AbortSignal },
): Promise<string> {
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort('time'), 1000 * seconds);
  const checkOptions = {
    ...checkSurroundings(),
    seed: 20251,
    runs,
    digits: 30,
    version: VERSION,
    build: buildInfo(),
    workers: 1,
    stop: AbortSignal.any([stop, timer.signal]),
    fileOf: (hash: string) => `counterexample-${hash}.json`,
  };
  try {
    const steps = derivationSteps(statement, file);
    if (steps === undefined) return (await checkFormula(statement, file, checkOptions)).record.claims[0]!.verdict;
    let last = '';
    let number = 0;
    for await (const { record, follows } of checkDerivation(steps, file, checkOptions)) {
      number += 1;
      last = record.claims[0]!.verdict;
      if (follows === 'not') return `${last} at step ${number} of ${steps.length}`;
    }
    return 'holds';
  } catch (error) {
    if (error instanceof DloError) return `not judged: ${error.message}`;
    throw error;
  } finally {
    clearTimeout(timeout);
  }
}
