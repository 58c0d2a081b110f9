import { DloError } from '../errors.ts';
import type {
  CaseChange,
  ClaimChange,
  DigitsChange,
  FailureChange,
  GateDiff,
  KnownFailure,
  LossLimits,
  RegimeChange,
} from './gateFindings.ts';
import { type GateCase, type GateHeader, type GateRecord, type GateResult, isFailure } from './gateRecord.ts';
import { speaksOf } from './knownFailures.ts';
import { median } from './median.ts';
import { missingCases, rangesText } from './recordParts.ts';

export interface DiffOptions {
  /** Digits that may be lost, see `lossLimits`; above 0, default DEFAULT_LOSS. */
  readonly loss?: number;
  readonly known?: readonly KnownFailure[];
}

export const DEFAULT_LOSS = 1;

/** Digits of a float64, −log10 2⁻⁵³: what agrees beyond them agrees by luck. */
const FLOAT64_DIGITS = 15.95;

/** Regimes with fewer paired cases are shown, but only single cases of them are judged. */
const FEWEST_CASES = 5;

/** RANGE unless above 0. By one digit: the worst case may lose 1, the median ½, a single case 3. */
export function lossLimits(loss: number = DEFAULT_LOSS): LossLimits {
  if (!(loss > 0 && Number.isFinite(loss))) throw new DloError('RANGE', 'loss', 'must be above 0 digits', loss);
  return { worst: loss, median: loss / 2, single: 3 * loss };
}

/**
 * Two records of gates, the second against the first: per claim and per regime of it what digits were gained and lost on
 * the cases that both have (found by their hashes), and which failures are new and which are gone. Digits count up to
 * those of a float64, or to the old record's median where that is more: beyond, agreement is luck.
 * `faults` says in words why the new record is not to be accepted: a loss above the limits; a new failure that is not
 * known; a claim that was answered and is not any more; no case, or no digits, in common, which would show nothing.
 */
export function diffRecords(before: GateRecord, after: GateRecord, options: DiffOptions = {}): GateDiff {
  const limits = lossLimits(options.loss);
  const pairs = pairCases(before, after);
  const titles = new Map([...before.header.claims, ...after.header.claims].map(({ id, title }) => [id, title]));
  const failing = failuresOf(before, after);
  const isKnown = ({ claim, hash, regime }: FailureChange): boolean =>
    (options.known ?? []).some(entry => speaksOf(entry, after.header.subject, { hash, regime }, claim));
  const claims = [...titles].map(([claim, title]) => changeOf(claim, title, before, after, pairs, limits));
  const newFailures = failing.appeared.filter(failure => !isKnown(failure));
  const diff = {
    before: before.header,
    after: after.header,
    settings: settingsThatDiffer(before, after),
    limits,
    cases: {
      paired: pairs.length,
      onlyBefore: before.cases.length - new Set(pairs.map(pair => pair.before)).size,
      onlyAfter: after.cases.length - pairs.length,
    },
    claims,
    newFailures,
    fixed: failing.fixed,
    known: failing.appeared.length - newFailures.length,
  };
  return { ...diff, faults: faultsOf(diff) };
}

interface PairedCase {
  readonly before: GateCase;
  readonly after: GateCase;
}

function pairCases(before: GateRecord, after: GateRecord): PairedCase[] {
  const byHash = new Map([...before.cases].reverse().map(given => [given.hash, given]));
  return after.cases.flatMap(given => {
    const old = byHash.get(given.hash);
    return old === undefined ? [] : [{ before: old, after: given }];
  });
}

function resultOf(given: GateCase, claim: string): GateResult | undefined {
  return given.results.find(result => result.claim === claim);
}

/** What agrees exactly has no number of digits: it has all of a float64. */
function digitsOf(result: GateResult | undefined): number | undefined {
  return result?.digits ?? (result?.residual === '0' ? FLOAT64_DIGITS : undefined);
}

function changeOf(
  claim: string,
  title: string,
  before: GateRecord,
  after: GateRecord,
  pairs: readonly PairedCase[],
  limits: LossLimits,
): ClaimChange {
  const all = before.cases.flatMap(given => digitsOf(resultOf(given, claim)) ?? []);
  const most = Math.max(FLOAT64_DIGITS, median(all) ?? 0);
  const numbers = pairs.flatMap(pair => {
    const [old, now] = [pair.before, pair.after].map(given => digitsOf(resultOf(given, claim)));
    if (old === undefined || now === undefined) return [];
    const { hash, sequence, regime } = pair.after;
    return [{ hash, sequence, regime, before: Math.min(old, most), after: Math.min(now, most) }];
  });
  const groups = new Map<string, { axis: string; value: string; members: typeof numbers }>();
  for (const one of numbers) {
    for (const [axis, value] of Object.entries(one.regime)) {
      const key = JSON.stringify([axis, value]);
      const group = groups.get(key) ?? { axis, value, members: [] };
      group.members.push(one);
      groups.set(key, group);
    }
  }
  const regimes = [...groups.values()].map(
    ({ axis, value, members }): RegimeChange => ({ axis, value, ...digitsChange(members, limits, false) }),
  );
  return { claim, title, status: statusOf(claim, before, after), whole: digitsChange(numbers, limits, true), regimes };
}

/** Single cases are told once, for the claim as a whole. */
function digitsChange(changes: readonly CaseChange[], limits: LossLimits, single: boolean): DigitsChange {
  if (changes.length === 0) return { paired: 0, losses: [] };
  const before = changes.map(change => change.before);
  const after = changes.map(change => change.after);
  const worst = { before: Math.min(...before), after: Math.min(...after) };
  const medianLoss = median(changes.map(change => change.before - change.after))!;
  const largest = changes.reduce((most, change) =>
    change.before - change.after > most.before - most.after ? change : most,
  );
  const enough = changes.length >= FEWEST_CASES;
  const losses = [
    ...(enough && worst.before - worst.after > limits.worst
      ? [`the worst case fell from ${tenths(worst.before)} to ${tenths(worst.after)} digits`]
      : []),
    ...(enough && medianLoss > limits.median
      ? [`the median of ${changes.length} cases lost ${tenths(medianLoss)} digits`]
      : []),
    ...(single && largest.before - largest.after > limits.single
      ? [`case ${largest.hash} fell from ${tenths(largest.before)} to ${tenths(largest.after)} digits`]
      : []),
  ];
  const { hash, sequence } = largest;
  return {
    paired: changes.length,
    worst,
    median: { before: median(before)!, after: median(after)! },
    medianLoss,
    largest: { hash, sequence, before: largest.before, after: largest.after },
    losses,
  };
}

function tenths(digits: number): string {
  return digits.toFixed(1);
}

function statusOf(claim: string, before: GateRecord, after: GateRecord): ClaimChange['status'] {
  const [was, is] = [before, after].map(({ header }) => header.claims.find(({ id }) => id === claim));
  if (is === undefined) return 'not asked';
  if (was === undefined) return 'new';
  const answered = ({ cases }: GateRecord): boolean =>
    cases.some(given => (resultOf(given, claim)?.outcome ?? 'skipped') !== 'skipped');
  return answered(before) && !answered(after) ? 'no longer answered' : 'judged';
}

/**
 * A failure is new where the same case did not fail before. A case that the old record has not says something only about
 * a claim that failed nowhere in it: else it may be the old failure on another case.
 */
function failuresOf(before: GateRecord, after: GateRecord): { appeared: FailureChange[]; fixed: FailureChange[] } {
  const old = failureIndex(before);
  const now = failureIndex(after);
  const appeared = changes(after, (given, { claim, outcome }) => {
    if (!isFailure(outcome)) return undefined;
    const was = old.outcomes.get(`${claim} ${given.hash}`);
    const isNew = was === undefined ? !old.failing.has(claim) : !isFailure(was);
    return isNew ? { ...(was !== undefined && { before: was }), after: outcome } : undefined;
  });
  const fixed = changes(before, (given, { claim, outcome }) => {
    const is = now.outcomes.get(`${claim} ${given.hash}`);
    return isFailure(outcome) && is === 'held' ? { before: outcome, after: is } : undefined;
  });
  return { appeared, fixed };
}

function failureIndex({ cases }: GateRecord): { outcomes: Map<string, GateResult['outcome']>; failing: Set<string> } {
  const outcomes = new Map<string, GateResult['outcome']>();
  const failing = new Set<string>();
  for (const given of cases) {
    for (const { claim, outcome } of given.results) {
      outcomes.set(`${claim} ${given.hash}`, outcome);
      if (isFailure(outcome)) failing.add(claim);
    }
  }
  return { outcomes, failing };
}

function changes(
  { cases }: GateRecord,
  change: (given: GateCase, result: GateResult) => Pick<FailureChange, 'before' | 'after'> | undefined,
): FailureChange[] {
  return cases.flatMap(given =>
    given.results.flatMap(result => {
      const found = change(given, result);
      if (found === undefined) return [];
      const { hash, sequence, regime } = given;
      const { claim, digits, reason } = result;
      return [
        { claim, hash, sequence, regime, ...found, ...(digits !== undefined && { digits }), ...(reason && { reason }) },
      ];
    }),
  );
}

function settingsThatDiffer(before: GateRecord, after: GateRecord): string[] {
  const settings: readonly [string, (header: GateHeader) => unknown][] = [
    ['subject', ({ subject }) => subject.name],
    ['specification', ({ subject }) => subject.specification],
    ['version', ({ version }) => version],
    ['seed', ({ seed }) => seed],
    ['runs', ({ runs }) => runs],
    ['searches', ({ searches }) => searches],
    ['digits', ({ digits }) => digits],
    ['corpus', ({ corpus }) => corpus.slice(0, 12)],
    ['cases', ({ cases }) => cases],
  ];
  const parts = [before, after].map((record, i) => {
    const missing = missingCases(record);
    return missing.length === 0 ? [] : [`the ${i === 0 ? 'old' : 'new'} record has not cases ${rangesText(missing)}`];
  });
  return [
    ...settings.flatMap(([name, of]) =>
      of(before.header) === of(after.header) ? [] : [`${name}: ${of(before.header)} → ${of(after.header)}`],
    ),
    ...parts.flat(),
  ];
}

function faultsOf({ claims, newFailures, fixed, cases }: Omit<GateDiff, 'faults'>): string[] {
  if (cases.paired === 0)
    return [
      'no case is in both records, so that nothing was compared: make the baseline anew with this seed and version',
    ];
  if (claims.every(({ whole }) => whole.paired === 0) && newFailures.length + fixed.length === 0)
    return ['no claim has digits in both records, so that nothing was compared'];
  const failures = new Map<string, number>();
  for (const { claim } of newFailures) failures.set(claim, (failures.get(claim) ?? 0) + 1);
  return [
    ...[...failures].map(([claim, count]) => `${claim}: ${count} new failure${count === 1 ? '' : 's'}`),
    ...claims.flatMap(({ claim, status, whole, regimes }) => [
      ...(status === 'no longer answered' ? [`${claim}: was answered and is not any more`] : []),
      ...whole.losses.map(loss => `${claim}: ${loss}`),
      // Where the claim as a whole lost, its regimes did: the table says how much each.
      ...(whole.losses.length > 0
        ? []
        : regimes.flatMap(({ axis, value, losses }) => losses.map(loss => `${claim}, ${axis} ${value}: ${loss}`))),
    ]),
  ];
}
