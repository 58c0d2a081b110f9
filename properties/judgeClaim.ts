import type { Decimal } from '../oracles/decimalField.ts';
import { architectureName } from '../src/network/architecture.ts';
import { architectureOf } from '../src/network/problem.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import type { Case } from './case.ts';
import { caseHash, caseToJson } from './caseJson.ts';
import type { Claim, Mutant } from './claim.ts';
import { counterexamplePath } from './counterexample.ts';
import { drawCases } from './drawCases.ts';
import {
  decideCase,
  type JudgeOptions,
  judgeReading,
  type ReadingResult,
  type Refutation,
  residualText,
} from './judgeReading.ts';
import type {
  ClaimRecord,
  CounterexampleRecord,
  MutantRecord,
  ReadingName,
  ReadingRecord,
  Verdict,
} from './runRecord.ts';

export interface ClaimResult {
  readonly record: ClaimRecord;
  /** The refuting case of each refuted reading. */
  readonly refutations: ReadonlyMap<ReadingName, Case>;
}

/** Cases tried against one mutant before it counts as a survivor. */
const MUTANT_RUNS = 40;

/** Judges every reading of a claim and its mutants, and combines the outcomes into one verdict. */
export async function judgeClaim(
  claim: Claim,
  options: JudgeOptions,
  stored: ReadonlyMap<ReadingName, readonly Case[]> = new Map(),
): Promise<ClaimResult> {
  const results: ReadingResult[] = [];
  for (const reading of claim.readings) {
    results.push(await judgeReading(reading, options, stored.get(reading.name) ?? []));
  }
  const mutants: MutantRecord[] = [];
  for (const mutant of claim.mutants) mutants.push(await judgeMutant(claim, mutant, options));
  const refutations = new Map<ReadingName, Case>();
  for (const { record, refutation } of results) if (refutation) refutations.set(record.reading, refutation.given);
  const printed = results[0]!;
  return {
    record: {
      id: claim.id,
      theorem: claim.theorem,
      title: claim.title,
      source: { paper: claim.id.split('/')[0]!, section: claim.section, place: claim.place },
      ...(claim.note !== undefined && { note: claim.note }),
      verdict: verdictOf(results.map(({ record }) => record)),
      readings: results.map(({ record }) => record),
      mutants,
      ...(printed.refutation && { counterexample: describe(claim, printed.record.reading, printed.refutation) }),
    },
    refutations,
  };
}

/** The verdict that the outcomes of the readings, the printed one first, add up to. */
export function verdictOf(readings: readonly Pick<ReadingRecord, 'reading' | 'outcome'>[]): Verdict {
  const [printed, ...others] = readings;
  if (printed!.outcome === 'held') return 'holds';
  if (printed!.outcome !== 'refuted') return printed!.outcome;
  const heldAs = (name: ReadingName): boolean =>
    others.some(({ reading, outcome }) => reading === name && outcome === 'held');
  if (heldAs('as corrected')) return 'refuted as printed, holds as corrected';
  return heldAs('with an extra hypothesis') ? 'holds with an extra hypothesis' : 'refuted';
}

/** Killed when one case that meets the hypotheses of the last reading contradicts the mutated statement. */
export async function judgeMutant(
  claim: Claim,
  mutant: Mutant,
  options: JudgeOptions,
  runs: number = MUTANT_RUNS,
): Promise<MutantRecord> {
  const reading = claim.readings.at(-1)!;
  const tally = { held: 0, failed: 0, undecided: 0 };
  const { failed } = await drawCases(reading, { ...options, runs, shrink: false }, given => {
    const { outcome } = decideCase(mutant.judge, given, options.digits);
    tally[outcome] += 1;
    return outcome !== 'failed';
  });
  const { name } = mutant;
  return failed ? { name, killed: true } : { name, killed: false, ...whySurvived(mutant, tally) };
}

function whySurvived(
  { isSame }: Mutant,
  { held, undecided }: { readonly held: number; readonly undecided: number },
): Pick<MutantRecord, 'same' | 'why'> {
  if (isSame?.()) return { same: true, why: 'the same statement by rewriting' };
  if (undecided > 0) return { why: `undecided on ${undecided} of ${held + undecided} cases` };
  return { why: `true on all ${held} cases tried` };
}

/** A refutation as it is shown to a person. */
export function describe(
  claim: Claim,
  reading: ReadingName,
  { given, judgement, confirmedAtDigits }: Refutation,
): CounterexampleRecord {
  const json = caseToJson(given);
  const file = counterexamplePath(claim.id, caseHash(given));
  const matrices = {
    W1: json.W1,
    W2: json.W2,
    sigmaYX: json.sigmaYX,
    ...(json.sigmaXX && { sigmaXX: json.sigmaXX }),
    ...json.extra,
  };
  return {
    reading,
    architecture: architectureName(architectureOf(given.problem)),
    given: Object.entries(matrices).map(([name, rows]) => ({ name, rows })),
    scalars: [
      { name: 'lambda', value: json.lambda },
      { name: 'tau', value: json.tau },
      judgement.at ?? { name: 't', value: json.time },
    ],
    quantity: judgement.quantity,
    stated: judgement.stated ? digitsOf(judgement.stated) : [],
    truth: judgement.truth ? digitsOf(judgement.truth) : [],
    ...(judgement.sides !== undefined && judgement.stated !== undefined && { sides: judgement.sides }),
    ...(judgement.reason !== undefined && { reason: judgement.reason }),
    ...(judgement.picture !== undefined && { picture: judgement.picture }),
    residual: residualText(judgement.logResidual),
    confirmedAtDigits,
    file,
    replay: `npx dlo replay ${file}`,
  };
}

function digitsOf(matrix: Matrix<Decimal>): string[][] {
  return matrix.map(entry => shorten(entry)).toRows();
}

/** Twelve significant digits, plain notation where that is short, integers and short decimals as they are. */
export function shorten(entry: Decimal): string {
  const rounded = entry.toSignificantDigits(12);
  return rounded.isZero() ? '0' : rounded.toString();
}
