import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckedStep } from '../src/check/checkDerivation.ts';
import type { CheckOptions, CheckResult } from '../src/check/checkFormula.ts';
import { DloError } from '../src/errors.ts';
import { type DerivationStep, derivationSteps } from '../src/formula/derivation.ts';
import type { ClaimRecord } from '../src/judge/runRecord.ts';
import { quoted } from '../src/quoted.ts';
import { readStatement } from './readFormula.ts';

export interface FormulaFileOptions {
  /** Cases drawn, 20 to 100000; default 40. */
  readonly runs?: number;
  /** Seed of the cases: the same one gives the same record. Default 20251, as in `dlo check`. */
  readonly seed?: number;
  /** Digits to which the formula must hold, 10 to 100; default 30. */
  readonly digits?: number;
  /** Of a .claim file with several readings the one to judge, "as corrected"; default "as printed". */
  readonly reading?: string;
}

/**
 * Judges a formula file as `dlo check` does, in this thread, and returns what it found: the verdict, the cases by regime, the
 * wrong versions that the same check refuted, and a smallest counterexample where there is one.
 *
 * Errors: FILE where the file cannot be read, RANGE for bad options, FormulaErrors with line and column for what is no
 * formula file.
 */
export function checkFormulaFile(path: string | URL, options: FormulaFileOptions = {}): Promise<ClaimRecord> {
  return judgedFile(path, options, {});
}

/** The same without wrong versions and what else could be asked for, on which no verdict depends: in a fraction of the time. */
export function verdictOnFile(path: string | URL, options: FormulaFileOptions): Promise<ClaimRecord> {
  return judgedFile(path, options, { onlyVerdict: true });
}

async function judgedFile(
  path: string | URL,
  options: FormulaFileOptions,
  extent: Pick<CheckOptions, 'onlyVerdict'>,
): Promise<ClaimRecord> {
  const settings = {
    runs: within('runs', options.runs ?? 40, 20, 100_000),
    seed: within('seed', options.seed ?? 20_251, -(2 ** 31), 2 ** 31 - 1),
    digits: within('digits', options.digits ?? 30, 10, 100),
  };
  const name = nameOf(path);
  const { text, located } = await readStatement(name, options.reading);
  // Only who asks for it waits until all of the judge is loaded.
  const { checkFormula } = await import('../src/check/checkFormula.ts');
  const { checkSurroundings } = await import('./checkSurroundings.ts');
  const replay = `npx dlo check ${quoted(relative('', name))} --runs ${settings.runs} --seed ${settings.seed} --digits ${settings.digits}`;
  const checkOptions = {
    ...checkSurroundings(),
    ...settings,
    ...extent,
    version: '',
    workers: 0,
    fileOf: () => '',
  };
  const steps = located(() => derivationSteps(text, name));
  const { record } = await located(() =>
    steps === undefined ? checkFormula(text, name, checkOptions) : decidingStep(steps, name, checkOptions),
  );
  const [claim] = record.claims;
  const { counterexample } = claim!;
  return counterexample === undefined ? claim! : { ...claim!, counterexample: { ...counterexample, replay } };
}

/** The step that says how a derivation ended: the first that does not follow, else the last that says something of the flow. */
async function decidingStep(
  steps: readonly DerivationStep[],
  name: string,
  options: CheckOptions,
): Promise<CheckResult> {
  const { checkDerivation } = await import('../src/check/checkDerivation.ts');
  let deciding: CheckedStep | undefined;
  for await (const checked of checkDerivation(steps, name, options))
    if (deciding === undefined || checked.follows !== 'by algebra') deciding = checked;
  return deciding!;
}

function nameOf(path: unknown): string {
  if (path instanceof URL && path.protocol === 'file:') return fileURLToPath(path);
  if (typeof path === 'string') return path;
  throw new DloError('FORMAT', 'path', 'must be the path or file URL of a formula file', path);
}

function within(name: string, value: number, lowest: number, highest: number): number {
  if (Number.isInteger(value) && value >= lowest && value <= highest) return value;
  throw new DloError('RANGE', name, `must be a whole number from ${lowest} to ${highest}`, value);
}
