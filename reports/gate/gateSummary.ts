import type { CaseVariables, KnownFailureFound, KnownFailuresFound } from '../../src/gate/gateFindings.ts';
import {
  FAILURES,
  GATE_OUTCOMES,
  type GateCase,
  type GateClaimInfo,
  type GateCounterexample,
  type GateOutcome,
  type GateRecord,
  type GateResult,
  isFailure,
  sameExample,
} from '../../src/gate/gateRecord.ts';
import { median } from '../../src/gate/median.ts';
import { missingCases, rangesText } from '../../src/gate/recordParts.ts';
import { counted } from '../summary.ts';

/** What every view of a gate's record shows. */
export interface GateSummary {
  readonly record: GateRecord;
  /** In the order of the header. */
  readonly claims: readonly ClaimSummary[];
  /** Where there were no numbers to judge: one entry per way, in the order of `FAILURES`. */
  readonly withoutNumbers: readonly NoNumbers[];
  readonly verdict: GateVerdict;
  /** "2 of 14 claims failed", in one line. */
  readonly sentence: string;
  /** Why the record is not of a whole run, in words; undefined where it is. */
  readonly partial?: string;
  /** Known failures that are none any more: they fail the run until they are taken out. */
  readonly passing: readonly KnownFailureFound[];
  /** Of cases by their sequence; empty where nobody calculated them. */
  readonly variables: ReadonlyMap<number, CaseVariables>;
}

/** `nothing shown`: no claim held on any case and none failed. */
export type GateVerdict = 'holds' | 'fails' | 'nothing shown';

export type ClaimState = 'held' | 'failed' | 'known to fail' | 'undecided' | 'skipped' | 'not judged';

export interface ClaimSummary {
  readonly info: GateClaimInfo;
  readonly state: ClaimState;
  readonly outcomes: Readonly<Record<GateOutcome, number>>;
  /** Cases with a result. */
  readonly cases: number;
  /** Failures that no known failure explains. */
  readonly failures: number;
  readonly knownFailures: number;
  /** The cases with a number. */
  readonly measured: readonly { readonly digits: number; readonly failed: boolean }[];
  readonly worst?: number;
  readonly median?: number;
  readonly axes: readonly AxisSummary[];
  /** All cases of the claim, for what looks at two axes at once. */
  readonly judged: readonly SummarisedCase[];
  /** Failures first, then the fewest digits; at most WORST_CASES, three where none failed. */
  readonly worstCases: readonly SummarisedCase[];
  /** Wrong numbers where there are any, else an example of another failure that the claim met. */
  readonly counterexample?: GateCounterexample;
}

/** A way to give no numbers, such as errored. */
export interface NoNumbers {
  readonly outcome: GateOutcome;
  readonly cases: number;
  /** Claims that could not be judged on them. */
  readonly claims: number;
  readonly example?: GateCounterexample;
}

export interface AxisSummary {
  readonly axis: string;
  readonly values: readonly RegimeSummary[];
}

export interface RegimeSummary {
  readonly value: string;
  readonly held: number;
  readonly failed: number;
  readonly other: number;
  readonly worst?: number;
  readonly median?: number;
}

export interface SummarisedCase {
  readonly given: GateCase;
  readonly result: GateResult;
}

const WORST_CASES = 5;

export function summariseGate(
  record: GateRecord,
  known?: KnownFailuresFound,
  variablesOf?: (given: GateCase) => CaseVariables,
): GateSummary {
  const claims = record.header.claims.map(info => summariseClaim(record, info, known?.explained[info.id] ?? []));
  const passing = (known?.entries ?? []).filter(({ state }) => state === 'passes');
  const failed = claims.filter(({ state }) => state === 'failed').length;
  const held = claims.filter(({ state }) => state === 'held').length;
  const excused = claims.filter(({ state }) => state === 'known to fail').length;
  const verdict = failed > 0 || passing.length > 0 ? 'fails' : held + excused > 0 ? 'holds' : 'nothing shown';
  const judged = claims.filter(({ cases }) => cases > 0).length;
  const partial = partialText(record);
  return {
    record,
    claims,
    withoutNumbers: withoutNumbers(record),
    verdict,
    sentence: [
      failed > 0
        ? `${failed} of ${counted(judged, 'claim')} failed`
        : verdict === 'nothing shown'
          ? 'No claim could be judged'
          : `${held} of ${counted(judged, 'claim')} held`,
      ...(excused > 0 ? [`${excused} known to fail`] : []),
      ...(passing.length > 0
        ? [`${counted(passing.length, 'known failure')} ${passing.length === 1 ? 'passes' : 'pass'}`]
        : []),
    ].join(', '),
    ...(partial !== undefined && { partial }),
    passing,
    variables: new Map(variablesOf && record.cases.map(given => [given.sequence, variablesOf(given)])),
  };
}

function withoutNumbers({ cases, footer }: GateRecord): NoNumbers[] {
  return FAILURES.filter(outcome => outcome !== 'failed').flatMap(outcome => {
    const met = cases.flatMap(({ results }) => {
      const ids = results.filter(result => result.outcome === outcome).map(({ claim }) => claim);
      return ids.length === 0 ? [] : [ids];
    });
    const example = footer?.counterexamples.find(({ result }) => result.outcome === outcome);
    return met.length === 0
      ? []
      : [{ outcome, cases: met.length, claims: new Set(met.flat()).size, ...(example && { example }) }];
  });
}

function partialText(record: GateRecord): string | undefined {
  const { header, footer, cases } = record;
  const { shard } = header;
  const missing = missingCases(record);
  if (footer === undefined)
    return `The record was cut off: it has ${cases.length} of ${counted(header.cases, 'case')} and no end.`;
  if (shard.count > 1 && !footer.interrupted) return `This is shard ${shard.index} of ${shard.count} of a run.`;
  if (missing.length > 0) return `Of ${counted(header.cases, 'case')} these are missing: ${rangesText(missing)}.`;
  return footer.interrupted ? 'The run was interrupted.' : undefined;
}

function summariseClaim(record: GateRecord, info: GateClaimInfo, explained: readonly number[]): ClaimSummary {
  const judged = record.cases.flatMap(given => {
    const result = given.results.find(({ claim }) => claim === info.id);
    return result === undefined ? [] : [{ given, result }];
  });
  const outcomes = Object.fromEntries(
    GATE_OUTCOMES.map(outcome => [outcome, judged.filter(({ result }) => result.outcome === outcome).length]),
  ) as Record<GateOutcome, number>;
  const excused = new Set(explained);
  const failing = judged.filter(({ result }) => isFailure(result.outcome));
  const knownFailures = failing.filter(({ given }) => excused.has(given.sequence)).length;
  const failures = failing.length - knownFailures;
  const counterexample = exampleOf(record, info.id, outcomes);
  return {
    info,
    state: stateOf(outcomes, judged.length, failures, knownFailures),
    outcomes,
    cases: judged.length,
    failures,
    knownFailures,
    ...digitsOf(judged),
    measured: judged.flatMap(({ result: { digits, outcome } }) =>
      digits === undefined ? [] : [{ digits, failed: isFailure(outcome) }],
    ),
    axes: axesOf(judged),
    judged,
    worstCases: worstOf(judged),
    ...(counterexample && { counterexample }),
  };
}

function exampleOf(
  { footer }: GateRecord,
  id: string,
  outcomes: Readonly<Record<GateOutcome, number>>,
): GateCounterexample | undefined {
  const met = FAILURES.filter(outcome => outcomes[outcome] > 0);
  const own = (outcome: GateOutcome) =>
    footer?.counterexamples.find(({ claim, result }) =>
      sameExample({ claim: id, outcome }, { claim, outcome: result.outcome }),
    );
  return met.map(own).find(example => example !== undefined);
}

function stateOf(
  outcomes: Readonly<Record<GateOutcome, number>>,
  cases: number,
  failures: number,
  knownFailures: number,
): ClaimState {
  if (failures > 0) return 'failed';
  if (knownFailures > 0) return 'known to fail';
  if (outcomes.held > 0) return 'held';
  if (outcomes.undecided > 0) return 'undecided';
  return cases > 0 ? 'skipped' : 'not judged';
}

function digitsOf(judged: readonly SummarisedCase[]): { worst?: number; median?: number } {
  const digits = judged.flatMap(({ result }) => result.digits ?? []);
  return digits.length === 0 ? {} : { worst: Math.min(...digits), median: median(digits)! };
}

/** Values that have an order, as people list them; all others stand before, as they come. */
const VALUE_ORDER = [
  ...['funnel', 'inverted-funnel', 'square', 'bottleneck', 'wide'],
  ...['negative', 'zero', 'positive', 'small', 'moderate', 'large'],
  ...['deficient', 'full', 'early', 'middle', 'late'],
];

function axesOf(judged: readonly SummarisedCase[]): AxisSummary[] {
  const axes = new Map<string, Map<string, SummarisedCase[]>>();
  for (const one of judged) {
    for (const [axis, value] of Object.entries(one.given.regime)) {
      const values = axes.get(axis) ?? new Map<string, SummarisedCase[]>();
      values.set(value, [...(values.get(value) ?? []), one]);
      axes.set(axis, values);
    }
  }
  return [...axes].map(([axis, values]) => ({
    axis,
    values: [...values]
      .sort(([a], [b]) => VALUE_ORDER.indexOf(a) - VALUE_ORDER.indexOf(b))
      .map(([value, members]) => ({ value, ...summariseRegime(members) })),
  }));
}

/** The counts and digits of some cases of one claim. */
export function summariseRegime(judged: readonly SummarisedCase[]): Omit<RegimeSummary, 'value'> {
  const held = judged.filter(({ result }) => result.outcome === 'held').length;
  const failed = judged.filter(({ result }) => isFailure(result.outcome)).length;
  return { held, failed, other: judged.length - held - failed, ...digitsOf(judged) };
}

function worstOf(judged: readonly SummarisedCase[]): SummarisedCase[] {
  const rank = ({ result }: SummarisedCase): number =>
    1000 * (isFailure(result.outcome) ? FAILURES.indexOf(result.outcome) : FAILURES.length) +
    (result.digits ?? (result.outcome === 'failed' ? -99 : 999));
  return judged
    .filter(({ result }) => isFailure(result.outcome) || result.digits !== undefined)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, judged.some(({ result }) => isFailure(result.outcome)) ? WORST_CASES : 3);
}

/** The claims that failed, those first whose numbers are wrong: an error says less. */
export function failedClaims({ claims }: GateSummary): ClaimSummary[] {
  const failed = claims.filter(({ state }) => state === 'failed');
  return [...failed.filter(hasWrongNumbers), ...failed.filter(claim => !hasWrongNumbers(claim))];
}

export function hasWrongNumbers({ outcomes }: ClaimSummary): boolean {
  return outcomes.failed > 0;
}

/** "errored on 12 cases: no numbers for 20 claims". */
export function noNumbersText({ outcome, cases, claims }: NoNumbers): string {
  return `${outcome} on ${counted(cases, 'case')}: no numbers for ${counted(claims, 'claim')}`;
}

/** " at t = 1/4"; nothing where the record has no time. */
export function atTime({ time, since }: GateResult): string {
  if (time === undefined) return '';
  return since === undefined ? ` at t = ${time}` : ` from t = ${since} to ${time}`;
}

/** "12.3"; a dash for none. */
export function digitsText(digits: number | undefined): string {
  return digits === undefined ? '–' : digits.toFixed(1).replace('-', '−');
}

/** "architecture funnel, sign of λ negative". */
export function regimeText(regime: Readonly<Record<string, string>>): string {
  return Object.entries(regime)
    .map(([axis, value]) => `${axis} ${value}`)
    .join(', ');
}

/** "190 held, 2 crashed": what there is, in the order of the outcomes. */
export function outcomesText(outcomes: Readonly<Record<GateOutcome, number>>): string {
  return (
    GATE_OUTCOMES.filter(outcome => outcomes[outcome] > 0)
      .map(outcome => `${outcomes[outcome]} ${outcome}`)
      .join(', ') || 'no case'
  );
}

/** A state as one sign for text that has no icons. */
export const STATE_SIGN: Readonly<Record<ClaimState, string>> = {
  held: '✓',
  failed: '✗',
  'known to fail': '⊖',
  undecided: '?',
  skipped: '∅',
  'not judged': '∅',
};
