import { architectureName } from '../network/architecture.ts';
import { balance } from '../network/balance.ts';
import { widthsName } from '../network/flow.ts';
import { architectureOf } from '../network/problem.ts';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { equal } from '../numbers/equal.ts';
import { frobeniusNorm, identity, scale } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { type AnyCase, type Case, type FlowCase, isFlowCase } from './case.ts';
import { caseHash, caseToJson, flowCaseToJson } from './caseJson.ts';
import type { Claim, Judgement, Mutant } from './claim.ts';
import type { Refutation } from './confirm.ts';
import { counterexamplePath } from './counterexample.ts';
import { withChain, withChains } from './derivedOracles.ts';
import { drawCases } from './drawCases.ts';
import { shownInstants } from './instant.ts';
import { type JudgeOptions, judgeReading, type ReadingResult, residualText } from './judgeReading.ts';
import { decideCase } from './lookAt.ts';
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
  readonly refutations: ReadonlyMap<ReadingName, AnyCase>;
}

/** Of a number that is shown. */
const LEAST_DIGITS = 12;

/** Cases tried against one mutant before it counts as a survivor. */
export const MUTANT_RUNS = 40;

/** Judges every reading of a claim and its mutants, and combines the outcomes into one verdict. */
export async function judgeClaim(
  claim: Claim,
  options: JudgeOptions,
  stored: ReadonlyMap<ReadingName, readonly AnyCase[]> = new Map(),
): Promise<ClaimResult> {
  const results: ReadingResult[] = [];
  for (const reading of claim.readings) {
    const { refutation, ...found } = await judgeReading(reading, options, stored.get(reading.name) ?? []);
    const record = withChains(claim.id, found.record);
    results.push({ record, ...(refutation && record.outcome === 'refuted' && { refutation }) });
  }
  const mutants: MutantRecord[] = [];
  for (const mutant of claim.mutants) mutants.push(await judgeMutant(claim, mutant, options));
  const refutations = new Map<ReadingName, AnyCase>();
  for (const { record, refutation } of results) if (refutation) refutations.set(record.reading, refutation.given);
  const shown = toShow(results);
  return {
    record: {
      id: claim.id,
      theorem: claim.topic,
      title: claim.title,
      source: { paper: claim.id.split('/')[0]!, section: claim.section, place: claim.place },
      ...(claim.note !== undefined && { note: claim.note }),
      verdict: verdictOf(results.map(({ record }) => record)),
      ...(claim.grade !== undefined && { grade: claim.grade }),
      ...(claim.restsOn !== undefined && { restsOn: claim.restsOn }),
      readings: results.map(({ record }) => record),
      mutants,
      ...(shown?.refutation && { counterexample: describe(claim, shown.record.reading, shown.refutation) }),
    },
    refutations,
  };
}

/**
 * Of a printed reading that is refuted: the case that is shown. Where the printed text has no value, a wrong value of the fair
 * reading says more.
 */
function toShow(results: readonly ReadingResult[]): ReadingResult | undefined {
  const [printed, ...others] = results;
  if (printed?.refutation === undefined || printed.refutation.judgement.stated !== undefined) return printed;
  return others.find(result => isKinder(result) && result.refutation?.judgement.stated !== undefined) ?? printed;
}

const isKinder = ({ record: { reading } }: ReadingResult): boolean =>
  reading === 'fair reading' || reading === 'with earlier definitions mended';

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
    const { outcome } = decideCase(mutant.judge, given, options);
    tally[outcome] += 1;
    return outcome !== 'failed';
  });
  const { name } = mutant;
  return failed ? { name, killed: true } : { name, killed: false, ...whySurvived(claim, mutant, tally) };
}

function whySurvived(
  { alsoTrue = {} }: Claim,
  { name, isSame }: Mutant,
  { held, undecided }: { readonly held: number; readonly undecided: number },
): Pick<MutantRecord, 'same' | 'why'> {
  if (isSame?.()) return { same: true, why: 'the same statement by rewriting' };
  if (alsoTrue[name] !== undefined) return { same: true, why: alsoTrue[name] };
  if (undecided > 0) return { why: `undecided on ${undecided} of ${held + undecided} cases` };
  return { why: `true on all ${held} cases tried` };
}

/** What of a refutation is shown. */
export type ShownRefutation<Given extends AnyCase = AnyCase> = Omit<Refutation<Given>, 'confirmation'> &
  Partial<Pick<Refutation, 'confirmation'>>;

/** A refutation as it is shown to a person. */
export function describe(
  claim: Claim,
  reading: ReadingName,
  { given, judgement, confirmedAtDigits, confirmation }: ShownRefutation,
): CounterexampleRecord {
  const file = counterexamplePath(claim.id, caseHash(given), reading);
  return {
    reading,
    ...(isFlowCase(given) ? shownFlow(given) : shownProblem(given)),
    scalars: [...scalarsOf(given, asksForLambda(claim, reading)), ...shownInstants(judgement.at, given)],
    quantity: judgement.quantity,
    ...sideBySide(judgement),
    ...(judgement.sides !== undefined && judgement.stated !== undefined && { sides: judgement.sides }),
    ...(judgement.order !== undefined && judgement.stated !== undefined && { order: judgement.order }),
    ...(judgement.reason !== undefined && { reason: judgement.reason }),
    ...(judgement.picture !== undefined && { picture: judgement.picture }),
    ...(!judgement.unmeasured && { residual: residualText(judgement.logResidual) }),
    confirmedAtDigits,
    ...(confirmation && { confirmation: { ...confirmation, asked: confirmation.asked.map(withChain) } }),
    file,
    replay: `npx dlo replay ${file}`,
  };
}

function asksForLambda({ readings }: Claim, reading: ReadingName): boolean {
  return readings.some(({ name, asksForLambda: asks }) => name === reading && asks);
}

type Shown = Pick<CounterexampleRecord, 'architecture' | 'given'>;

function shownProblem(given: Case): Shown {
  const { W1, W2, sigmaYX, sigmaXX, extra } = caseToJson(given);
  return {
    architecture: architectureName(architectureOf(given.problem)),
    given: named({ W1, W2, sigmaYX, ...(sigmaXX && { sigmaXX }), ...extra }),
  };
}

/** W1, …, Wh, and under the same numbers what their masks are. */
function shownFlow(given: FlowCase): Shown {
  const { layers, sigmaYX, sigmaXX, mask = [], extra } = flowCaseToJson(given);
  const numbered = (name: string, matrices: readonly string[][][]): Record<string, string[][]> =>
    Object.fromEntries(matrices.map((rows, j) => [`${name}${j + 1}`, rows]));
  return {
    architecture: widthsName(given.flow.layers),
    given: named({
      ...numbered('W', layers),
      sigmaYX,
      ...(sigmaXX && { sigmaXX }),
      ...numbered('mask', mask),
      ...extra,
    }),
  };
}

function named(matrices: Readonly<Record<string, string[][]>>): CounterexampleRecord['given'] {
  return Object.entries(matrices).map(([name, rows]) => ({ name, rows }));
}

function scalarsOf(given: AnyCase, asks: boolean): CounterexampleRecord['scalars'] {
  if (isFlowCase(given)) {
    const { tau, decay } = flowCaseToJson(given);
    return [...(decay === undefined ? [] : [{ name: 'decay', value: decay }]), { name: 'tau', value: tau }];
  }
  const json = caseToJson(given);
  return [
    ...(asks ? [{ name: 'lambda asked for', value: json.lambda }] : []),
    { name: 'lambda', value: lambdaOf(given)?.toString() ?? 'none (the weights are not λ-balanced)' },
    { name: 'tau', value: json.tau },
  ];
}

/** The λ that the weights have, whatever the case calls it; undefined where their balance is no multiple of I. */
function lambdaOf({ problem }: Case): Rational | undefined {
  const found = balance(rationalField, problem);
  const lambda = found.at(0, 0);
  return equal(found, scale(rationalField, lambda, identity(rationalField, found.rows))) ? lambda : undefined;
}

/** Entries that differ by more than is uncertain have as many digits as tell them apart, and two more. */
function sideBySide({ stated, truth, certain }: Judgement): Pick<CounterexampleRecord, 'stated' | 'truth'> {
  const rowsOf = (matrix: Matrix<Decimal> | undefined, other: Matrix<Decimal> | undefined): string[][] => {
    if (matrix === undefined) return [];
    if (other === undefined || other.shape !== matrix.shape) return matrix.map(entry => shorten(entry)).toRows();
    const noise = norm(matrix)
      .plus(norm(other))
      .times(`1e-${Math.floor(Math.min(certain, 1000))}`);
    const digits = (a: Decimal, b: Decimal): number => {
      const apart = a.minus(b).abs();
      return apart.cmp(noise) <= 0 ? LEAST_DIGITS : Math.max(LEAST_DIGITS, Math.max(a.e, b.e) - apart.e + 3);
    };
    return matrix.map((entry, i, j) => shorten(entry, digits(entry, other.at(i, j)))).toRows();
  };
  return { stated: rowsOf(stated, truth), truth: rowsOf(truth, stated) };
}

function norm(matrix: Matrix<Decimal>): Decimal {
  const field = decimalField(20);
  return frobeniusNorm(field, matrix.map(field.cross));
}

/** Some significant digits, plain notation where that is short, integers and short decimals as they are. */
export function shorten(entry: Decimal, digits: number = LEAST_DIGITS): string {
  const rounded = entry.toSignificantDigits(digits);
  return rounded.isZero() ? '0' : rounded.toString();
}
