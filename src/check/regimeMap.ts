import fc from 'fast-check';
import type { AnyCase, Case, FlowCase } from '../judge/case.ts';
import { FLOW_REGIMES, flowRegimes } from '../judge/flowRegime.ts';
import type { Hypothesis } from '../judge/hypothesis.ts';
import { meets } from '../judge/meets.ts';
import { REGIMES, type RegimeAxis, regimeOn } from '../judge/regime.ts';
import type { MapCell, RegimeMap } from '../judge/runRecord.ts';
import { isBalanced } from '../network/balance.ts';

/** How one case went, as far as the map shows it. */
export type MapOutcome = 'held' | 'failed' | 'noValue' | 'undecided';

export interface MappedCase<Given extends AnyCase = Case> {
  readonly given: Given;
  readonly outcome: MapOutcome;
}

/** An axis of the map: its values in order, and where a case lies on it. */
interface Axis<Given extends AnyCase = Case> {
  readonly name: string;
  readonly values: readonly string[];
  readonly of: (given: Given) => string;
}

const regimeAxis = (name: RegimeAxis): Axis => ({
  name,
  values: REGIMES[name],
  of: ({ problem, lambda, time }) => regimeOn(name, problem, lambda, time),
});

const SIGNS: Readonly<Record<string, string>> = { negative: 'λ < 0', zero: 'λ = 0', positive: 'λ > 0' };
const UNBALANCED = 'not balanced';

/** λ is a property of balanced weights; others are a column of their own. */
const balanceAxis: Axis = {
  name: 'balance',
  values: [...Object.values(SIGNS), UNBALANCED],
  of: given => (isBalanced(given.problem, given.lambda) ? SIGNS[regimeAxis('sign of λ').of(given)]! : UNBALANCED),
};

/** The time that a definition of the file gives: no axis, but one column. */
const timeAxis = (at: string | undefined): Axis =>
  at === undefined ? regimeAxis('time') : { name: 'time', values: [at], of: () => at };

/**
 * Which architectures at which balance, and which ranks of the task at which times, hold and fail. A cell is outside where
 * enough `probes` lie in it, none of them meets the hypotheses, and no case was judged.
 */
export function regimeMaps(
  judged: readonly MappedCase[],
  probes: readonly ProbeOf<Case>[],
  at: string | undefined,
): RegimeMap[] {
  return [
    mapOf(regimeAxis('architecture'), balanceAxis, judged, probes),
    mapOf(regimeAxis('rank of the task'), timeAxis(at), judged, probes),
  ];
}

/** The maps of a statement on expectations alone, which knows neither λ nor time. */
export function mapsOfMoments(judged: readonly MappedCase[], probes: readonly ProbeOf<Case>[]): RegimeMap[] {
  return [mapOf(regimeAxis('architecture'), regimeAxis('dimensions'), judged, probes)];
}

const flowAxis = (name: keyof typeof FLOW_REGIMES): Axis<FlowCase> => ({
  name,
  values: FLOW_REGIMES[name],
  of: given => flowRegimes(given).find(({ axis }) => axis === name)!.value,
});

/** The same of layers of any depth: which depths at which balance, and which kinds of widths at which times. */
export function flowMaps(judged: readonly MappedCase<FlowCase>[], probes: readonly ProbeOf<FlowCase>[]): RegimeMap[] {
  return [
    mapOf(flowAxis('depth'), flowAxis('balance'), judged, probes),
    mapOf(flowAxis('architecture'), flowAxis('time'), judged, probes),
  ];
}

function mapOf<Given extends AnyCase>(
  rowAxis: Axis<Given>,
  columnAxis: Axis<Given>,
  judged: readonly MappedCase<Given>[],
  probes: readonly ProbeOf<Given>[],
): RegimeMap {
  const key = (given: Given): string => `${rowAxis.of(given)}\n${columnAxis.of(given)}`;
  const counts = new Map<string, Record<MapOutcome, number>>();
  for (const { given, outcome } of judged) {
    const place = key(given);
    const count = counts.get(place) ?? { held: 0, failed: 0, noValue: 0, undecided: 0 };
    count[outcome] += 1;
    counts.set(place, count);
  }
  const probed = new Map<string, { seen: number; inside: number }>();
  for (const { given, inside } of probes) {
    const place = key(given);
    const entry = probed.get(place) ?? { seen: 0, inside: 0 };
    probed.set(place, { seen: entry.seen + 1, inside: entry.inside + (inside ? 1 : 0) });
  }
  const cell = (row: string, column: string): MapCell => {
    const count = counts.get(`${row}\n${column}`);
    const { seen, inside } = probed.get(`${row}\n${column}`) ?? { seen: 0, inside: 0 };
    const outside = count === undefined && inside === 0 && seen >= ENOUGH_PROBES;
    return { ...(count ?? { held: 0, failed: 0, noValue: 0, undecided: 0 }), outside };
  };
  // A column of nothing but outside cells says what the hypotheses say already.
  const columns = columnAxis.values.filter(column => rowAxis.values.some(row => !cell(row, column).outside));
  return {
    rowAxis: rowAxis.name,
    columnAxis: columnAxis.name,
    columns,
    rows: rowAxis.values.map(value => ({ value, cells: columns.map(column => cell(value, column)) })),
  };
}

/** A case drawn without regard to some hypotheses, and whether it meets them. */
export interface Probe {
  readonly given: AnyCase;
  readonly inside: boolean;
}

/** Of one kind of network. */
interface ProbeOf<Given extends AnyCase> extends Probe {
  readonly given: Given;
}

const PROBES = 300;
const ENOUGH_PROBES = 4;

export function probe(cases: fc.Arbitrary<AnyCase>, hypotheses: readonly Hypothesis<AnyCase>[], seed: number): Probe[] {
  const drawn = fc.sample(cases, { seed, numRuns: PROBES });
  return drawn.map(given => ({ given, inside: meets({ hypotheses }, given) }));
}
