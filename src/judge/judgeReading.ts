import { architectureName } from '../network/architecture.ts';
import { widthsName } from '../network/flow.ts';
import { architectureOf } from '../network/problem.ts';
import type { Truth } from '../network/truth.ts';
import { whoWasAsked } from './asked.ts';
import { type AnyCase, isFlowCase } from './case.ts';
import { caseHash } from './caseJson.ts';
import { caseRanges } from './caseRanges.ts';
import type { Judge, Judgement, Reading } from './claim.ts';
import { confirm, type Refutation } from './confirm.ts';
import { drawCases } from './drawCases.ts';
import { decideCase, type Looked, type Looking, lookAt } from './lookAt.ts';
import { meets } from './meets.ts';
import type { AnyRegime } from './regime.ts';
import { regimesOfCase } from './regimesOfCase.ts';
import type { ReadingRecord, RegimeCount } from './runRecord.ts';
import {
  alongOtherRoutes,
  isWithinReach,
  type RouteFinding,
  routeRecords,
  secondRoutes,
  trajectoryIn,
} from './secondRoutes.ts';
import { trendRecord } from './trend.ts';

export interface JudgeOptions {
  /** Seed of the generators. */
  readonly seed: number;
  /** Cases to judge per reading, at least MINIMUM_CASES. */
  readonly runs: number;
  /** Digits to which a statement must hold, 10 to 100. */
  readonly digits: number;
  readonly truth: Truth;
  readonly shouldStop?: () => boolean;
  readonly onCase?: () => void;
}

/** A reading for which fewer cases met the hypotheses says nothing. */
export const MINIMUM_CASES = 20;

/** Relative error of a counterexample that a person sees without counting digits: one part in a hundred. */
export const BADLY_WRONG: number = -2;

/** Shrinking stops after this many candidate cases: a count, not a clock, so that runs repeat. */
const SHRINK_BUDGET = 600;

export interface ReadingResult {
  readonly record: ReadingRecord;
  readonly refutation?: Refutation;
}

/** Judges one reading on random cases, and shrinks a failure to a case for a person. */
export async function judgeReading(
  reading: Reading,
  asked: JudgeOptions,
  stored: readonly AnyCase[] = [],
): Promise<ReadingResult> {
  const options = { ...asked, runs: runsOf(reading, asked.runs) };
  const known = new Map<string, Judgement>();
  const decide = memoised(reading.judge, options, known);
  const judged: JudgedCase[] = [];
  const looks = new Map<AnyCase, Looked>();
  let discarded = 0;
  await drawCases(
    reading,
    { ...options, shrink: false },
    given => {
      const looked = lookAt(reading.judge, given, { digits: options.digits, truth: options.truth });
      known.set(caseHash(given), looked.judgement);
      looks.set(given, looked);
      judged.push({ given, ...looked });
      options.onCase?.();
      return true;
    },
    () => {
      discarded += 1;
    },
  );
  const failures = judged.filter(({ judgement }) => judgement.outcome === 'failed');
  const refused: string[] = [];
  const onRefused = (reason: string): void => void refused.push(reason);
  let refutation = firstConfirmed(reading, failingOf(reading, stored, options, looks), options, { onRefused, looks });
  if (refutation === undefined && failures.length > 0)
    refutation = await findRefutation(
      reading,
      options,
      decide,
      failures.map(({ given }) => given),
      { onRefused, looks },
    );
  const routes = await alongOtherRoutes(
    judged.flatMap(({ asked }) => {
      const asking = trajectoryIn(asked);
      return asking === undefined
        ? []
        : [{ within: isWithinReach(asking), find: () => secondRoutes(asking, options.truth) }];
    }),
  );
  const doubt = routes.doubt ?? (refutation === undefined ? refused[0] : undefined);
  const found = { ...(refutation && { refutation }), routes: routes.findings, ...(doubt !== undefined && { doubt }) };
  const record = summarise(reading, judged, discarded, options.truth, found);
  return { record, ...(refutation && record.outcome === 'refuted' && { refutation }) };
}

/** A case, how it went, and who was asked. */
export interface JudgedCase extends Looked {
  readonly given: AnyCase;
}

/** Cases of a reading that are judged where so many are asked for. */
export function runsOf({ costly }: Pick<Reading, 'costly'>, asked: number): number {
  return costly ? Math.max(MINIMUM_CASES, Math.ceil(asked / 3)) : asked;
}

/** Whether a case meets the hypotheses and contradicts the reading. */
export function refutes(reading: Reading, given: AnyCase, looking: Looking): boolean {
  return meets(reading, given) && decideCase(reading.judge, given, looking).outcome === 'failed';
}

/**
 * The smallest case that still fails badly. Cases with a stated value are preferred to those on which the statement has
 * none, and values that are wrong by more than one part in a hundred to those that are wrong in a late digit.
 */
export async function findRefutation<Given extends AnyCase>(
  reading: Reading<Given>,
  options: JudgeOptions,
  decide: (given: Given) => Judgement,
  failures: readonly Given[],
  { mostShrinks = SHRINK_BUDGET, ...confirming }: Confirming & { readonly mostShrinks?: number } = {},
): Promise<Refutation<Given> | undefined> {
  const wanted = PREFERENCES.find(accept => failures.some(given => accept(decide(given), options.digits)));
  if (wanted === undefined) return undefined;
  let budget = mostShrinks;
  let smallest: Given | undefined;
  await drawCases(reading, { ...options, shrink: true }, given => {
    if (smallest !== undefined && budget-- <= 0) return true;
    const bad = wanted(decide(given), options.digits);
    if (bad) smallest = given;
    return !bad;
  });
  return firstConfirmed(reading, [...(smallest ? [smallest] : []), ...failures], options, confirming);
}

/** Of stored cases those that still refute a reading, each looked at when it is asked for; the looks are added to those taken. */
function* failingOf(
  reading: Reading,
  stored: readonly AnyCase[],
  { digits, truth }: Looking,
  looks: Map<AnyCase, Looked>,
): Generator<AnyCase> {
  for (const given of stored) {
    if (!meets(reading, given)) continue;
    const looked = lookAt(reading.judge, given, { digits, truth });
    looks.set(given, looked);
    if (looked.judgement.outcome === 'failed') yield given;
  }
}

interface Confirming {
  readonly onRefused?: (reason: string) => void;
  /** First looks that have been taken, to the same digits and by the same truth: none is taken twice. */
  readonly looks?: ReadonlyMap<AnyCase, Looked>;
}

/** The first of the failures that is confirmed; of the others it is told why not. */
export function firstConfirmed<Given extends AnyCase>(
  reading: Reading<Given>,
  candidates: Iterable<Given>,
  looking: Looking,
  { onRefused, looks }: Confirming = {},
): Refutation<Given> | undefined {
  for (const given of candidates) {
    const found = confirm(reading, given, looking, looks?.get(given));
    if (typeof found !== 'string') return found;
    onRefused?.(found);
  }
  return undefined;
}

/** From the failures that teach most to any. */
export const PREFERENCES: readonly ((judgement: Judgement, digits: number) => boolean)[] = [
  ({ outcome, logResidual }) => outcome === 'failed' && Number.isFinite(logResidual) && logResidual > BADLY_WRONG,
  ({ outcome, logResidual }, digits) =>
    outcome === 'failed' && Number.isFinite(logResidual) && logResidual > 3 - digits,
  ({ outcome }) => outcome === 'failed',
];

/** Decides each case once; `known` holds what was decided before, by hash. */
export function memoised(
  judge: Judge<AnyCase>,
  looking: Looking,
  known: Map<string, Judgement> = new Map(),
): (given: AnyCase) => Judgement {
  return given => {
    const key = caseHash(given);
    let judgement = known.get(key);
    if (judgement === undefined) {
      judgement = decideCase(judge, given, looking);
      known.set(key, judgement);
    }
    return judgement;
  };
}

/** What was found beside the judged cases. */
export interface FoundBeside {
  readonly refutation?: Refutation;
  readonly routes?: readonly (readonly RouteFinding[])[];
  /** Why nothing of it counts. */
  readonly doubt?: string;
}

/** What was found on the cases of a reading. */
export function summarise(
  reading: Reading,
  judged: readonly (Pick<JudgedCase, 'given' | 'judgement'> & Partial<Pick<JudgedCase, 'asked'>>)[],
  discarded: number,
  truth: Truth,
  { refutation, routes = [], doubt }: FoundBeside = {},
): ReadingRecord {
  const count = (outcome: Judgement['outcome']): number =>
    judged.filter(({ judgement }) => judgement.outcome === outcome).length;
  const cases = {
    judged: judged.length,
    held: count('held'),
    failed: count('failed'),
    undecided: count('undecided'),
    discarded,
  };
  const agreed = judged
    .filter(({ judgement }) => judgement.outcome === 'held' && !judgement.unmeasured && judgement.order === undefined)
    .map(({ judgement }) => Math.min(judgement.certain, -judgement.logResidual))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const decided = judged.filter(({ judgement }) => judgement.outcome !== 'undecided');
  const isMeasured = ({ unmeasured, order, outcome }: Judgement): boolean =>
    !unmeasured && (order === undefined || outcome === 'failed');
  const measured = decided.filter(({ judgement }) => isMeasured(judgement));
  const leastMargin = leastMarginOf(judged);
  const asked = whoWasAsked(judged.map(one => one.asked ?? []));
  const cameTo = decided.map(({ given }) => given);
  const regimes = judged.map(({ given }) => regimesOfCase(given));
  const { follows } = reading;
  const laws = judged.flatMap(({ judgement }) => judgement.law ?? []);
  const measuredLaw = follows && trendRecord(follows.law, follows.members, laws);
  const trend = measuredLaw ?? (cameTo.length > 0 ? reading.trend?.(cameTo, truth) : undefined);
  return {
    reading: reading.name,
    statement: reading.statement,
    ...(reading.formula !== undefined && { formula: reading.formula }),
    hypotheses: reading.hypotheses.map(({ name, meaning }) => ({ name, meaning })),
    outcome: outcomeOf(cases, refutation, doubt),
    evidence: reading.evidence,
    cases,
    regimes: countRegimes(judged, regimes),
    ranges: caseRanges(
      judged.map(({ given }) => given),
      regimes,
    ),
    ...(agreed.length > 0 && { digits: { worst: round1(agreed[0]!), median: round1(agreed[agreed.length >> 1]!) } }),
    ...(measured.length > 0 && {
      worstResidual: residualText(Math.max(...measured.map(({ judgement }) => judgement.logResidual))),
    }),
    ...(leastMargin && { leastMargin }),
    ...(asked.length > 0 && { asked }),
    ...(routes.length > 0 && { routes: routeRecords(routes) }),
    ...(doubt !== undefined && { doubt }),
    ...(trend && { trend }),
    ...(reading.measured && cameTo.length > 0 && { measured: reading.measured(cameTo, truth) }),
  };
}

/** The case on which an inequality that holds is nearest to its edge. */
function leastMarginOf(
  judged: readonly Pick<JudgedCase, 'given' | 'judgement'>[],
): ReadingRecord['leastMargin'] | undefined {
  const held = judged.filter(({ judgement }) => judgement.outcome === 'held' && judgement.margin !== undefined);
  if (held.length === 0) return undefined;
  const { given, judgement } = held.reduce((a, b) => (b.judgement.margin! < a.judgement.margin! ? b : a));
  return { value: residualText(Math.log10(Math.max(0, judgement.margin!))), where: whereOf(given) };
}

/** The network, λ, the clock and the time of a case, in words. */
export function whereOf(given: AnyCase): string {
  if (isFlowCase(given)) return `${widthsName(given.flow.layers)}, tau = ${given.flow.tau}, t = ${given.time}`;
  const { problem, lambda, time } = given;
  return `${architectureName(architectureOf(problem))}, lambda = ${lambda}, tau = ${problem.tau}, t = ${time}`;
}

function outcomeOf(
  cases: ReadingRecord['cases'],
  refutation: Refutation | undefined,
  doubt: string | undefined,
): ReadingRecord['outcome'] {
  if (doubt !== undefined) return cases.judged < MINIMUM_CASES && refutation === undefined ? 'vacuous' : 'undecided';
  if (refutation !== undefined) return 'refuted';
  if (cases.judged < MINIMUM_CASES) return 'vacuous';
  return cases.failed > 0 || cases.undecided > 0 ? 'undecided' : 'held';
}

/** Of each case its regimes, in the order of the cases. */
function countRegimes(
  judged: readonly { judgement: Judgement }[],
  regimes: readonly (readonly AnyRegime[])[],
): RegimeCount[] {
  const counts = new Map<string, { axis: string; value: string; held: number; failed: number; undecided: number }>();
  for (const [at, { judgement }] of judged.entries()) {
    for (const { axis, value } of regimes[at]!) {
      const key = `${axis}\n${value}`;
      const entry = counts.get(key) ?? { axis, value, held: 0, failed: 0, undecided: 0 };
      entry[judgement.outcome] += 1;
      counts.set(key, entry);
    }
  }
  return [...counts.values()].sort((a, b) => (a.axis + a.value < b.axis + b.value ? -1 : 1));
}

/** "3.2e-41", "0", or "no value" from a log10. */
export function residualText(log: number): string {
  if (log === Number.NEGATIVE_INFINITY) return '0';
  if (log === Number.POSITIVE_INFINITY) return 'no value';
  const exponent = Math.floor(log);
  const mantissa = (10 ** (log - exponent)).toFixed(1);
  return mantissa === '10.0' ? `1.0e${exponent + 1}` : `${mantissa}e${exponent}`;
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
