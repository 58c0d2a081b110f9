import { DloError } from '../errors.ts';
import {
  FAILURES,
  type GateCase,
  type GateCounterexample,
  type GateFooter,
  type GateHeader,
  type GateOutcome,
  type GateRecord,
  sameExample,
} from './gateRecord.ts';
import { missingCases } from './recordParts.ts';
import type { RecordRead } from './recordReader.ts';
import { lineText } from './recordWriter.ts';

export interface MergedRecords {
  /** As the unsharded run would have written it, `started` and `timing` apart. */
  readonly record: Required<GateRecord>;
  /** Sequence numbers that no record has, as ranges. */
  readonly missing: readonly (readonly [number, number])[];
  /** Cases that stand in more than one record, with equal words; each counts once. */
  readonly duplicates: readonly { readonly sequence: number; readonly places: readonly string[] }[];
}

/** What must be equal, or the records are not of one run. The shard, the machine and the time may differ. */
const ONE_RUN = ['version', 'subject', 'seed', 'runs', 'searches', 'digits', 'claims', 'corpus', 'cases'] as const;

/**
 * Puts the records of a run's shards together, in any order, finished or cut off. The shards may be cut in any way, and a
 * merged record can be merged again. Gaps are told and make the merged record an interrupted one.
 * Throws FORMAT naming the field and both values where the records are not of one run, and naming both places where they
 * contradict each other about a case; RANGE for no record.
 */
export function mergeRecords(reads: readonly RecordRead[]): MergedRecords {
  const [first, ...others] = reads;
  if (first === undefined) throw new DloError('RANGE', 'records', 'must be at least one', 'none');
  for (const other of others) requireSameRun(first, other);
  const { cases, duplicates } = gather(reads);
  const headers = reads.map(({ record }) => record.header);
  // Times of ISO 8601 in one zone sort as texts; the rest of the machine's facts go with the first to start.
  const header = headers.reduce((earliest, next) => (startKey(next) < startKey(earliest) ? next : earliest));
  const merged = { header: { ...header, shard: { index: 0, count: 1 } }, cases };
  const missing = missingCases(merged);
  const footers = reads.flatMap(({ record }) => record.footer ?? []);
  const footer: GateFooter = {
    type: 'footer',
    cases: cases.length,
    outcomes: countOutcomes(merged.header, cases),
    interrupted: missing.length > 0,
    restarts: sum(footers.map(({ restarts }) => restarts)),
    counterexamples: oneEach(merged.header, reads),
    timing: {
      seconds: sum(footers.map(({ timing }) => timing.seconds)),
      subjectSeconds: sum(footers.map(({ timing }) => timing.subjectSeconds)),
      oracleSeconds: sum(footers.map(({ timing }) => timing.oracleSeconds)),
    },
  };
  return { record: { ...merged, footer }, missing, duplicates };
}

function startKey({ started, environment, shard }: GateHeader): string {
  return JSON.stringify([started, environment, shard]);
}

function requireSameRun(first: RecordRead, other: RecordRead): void {
  for (const field of ONE_RUN) {
    const [a, b] = [first, other].map(({ record }) => JSON.stringify(record.header[field]));
    if (a === b) continue;
    throw new DloError(
      'FORMAT',
      other.file,
      `must be of the same run as ${first.file}, whose ${field} is ${brief(a!)}`,
      brief(b!),
    );
  }
}

function brief(json: string): string {
  return json.length > 120 ? `${json.slice(0, 117)}...` : json;
}

function gather(reads: readonly RecordRead[]): { cases: GateCase[]; duplicates: MergedRecords['duplicates'] } {
  const found = new Map<number, { given: GateCase; text: string; places: string[] }>();
  for (const { file, record, lineOf } of reads) {
    for (const given of record.cases) {
      const place = `${file}:${lineOf.get(given.sequence)}`;
      const text = lineText(given);
      const before = found.get(given.sequence);
      if (before === undefined) found.set(given.sequence, { given, text, places: [place] });
      else if (before.text === text) before.places.push(place);
      else
        throw new DloError(
          'FORMAT',
          place,
          `must say what ${before.places[0]} says about case ${given.sequence}`,
          text,
        );
    }
  }
  const inOrder = [...found.values()].sort((a, b) => a.given.sequence - b.given.sequence);
  return {
    cases: inOrder.map(({ given }) => given),
    duplicates: inOrder.flatMap(({ given, places }) =>
      places.length > 1 ? [{ sequence: given.sequence, places: places.sort() }] : [],
    ),
  };
}

/** Claim → outcome → count, in the order of the header's claims and of the outcomes' first appearance in a case. */
export function countOutcomes(header: GateHeader, cases: readonly GateCase[]): GateFooter['outcomes'] {
  const outcomes: Record<string, Partial<Record<GateOutcome, number>>> = {};
  for (const { id, notJudged } of header.claims) if (notJudged === undefined) outcomes[id] = {};
  for (const { results } of cases) {
    for (const { claim, outcome } of results) {
      outcomes[claim] ??= {};
      outcomes[claim][outcome] = (outcomes[claim][outcome] ?? 0) + 1;
    }
  }
  return outcomes;
}

/** One per kind of failure, of the record that has the first such failure: a run shrinks that one. */
function oneEach({ claims }: GateHeader, reads: readonly RecordRead[]): GateCounterexample[] {
  const order = claims.map(({ id }) => id);
  const all = reads.flatMap(({ record: { cases, footer } }) =>
    (footer?.counterexamples ?? []).map(example => {
      const kind = { claim: example.claim, outcome: example.result.outcome };
      const first = cases.find(({ results }) => results.some(result => sameExample(result, kind)));
      return { example, kind, first: first?.sequence ?? Number.POSITIVE_INFINITY };
    }),
  );
  all.sort((a, b) => a.first - b.first || (a.example.hash < b.example.hash ? -1 : 1));
  return all
    .filter(({ kind }, at) => !all.slice(0, at).some(before => sameExample(before.kind, kind)))
    .sort(
      (a, b) =>
        FAILURES.indexOf(a.kind.outcome) - FAILURES.indexOf(b.kind.outcome) ||
        order.indexOf(a.kind.claim) - order.indexOf(b.kind.claim),
    )
    .map(({ example }) => example);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
