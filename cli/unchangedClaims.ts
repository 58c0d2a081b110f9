import type { BuildInfo } from '../src/buildInfo.ts';
import type { TimedRecord } from '../src/judge/judgeOne.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import type { Arithmetic } from '../src/numbers/decimal/arithmetic.ts';

/** What a verdict depends on besides claim and code. */
export interface RunSettings {
  readonly seed: number;
  readonly runs: number;
  readonly digits: number;
  readonly arithmetic: Arithmetic;
}

/** Records of claims that need not be judged again, and since when they stand. */
export interface Unchanged {
  readonly records: readonly TimedRecord[];
  readonly since: Readonly<Record<string, string>>;
}

const NONE: Unchanged = { records: [], since: {} };

/**
 * Of an earlier record the claims whose content is the same, where settings, Node and packages are. None of a record that
 * is missing, broken, or of a time before contents were kept: what is not known to be unchanged is judged.
 */
export function unchangedClaims(
  before: RunRecord | undefined,
  settings: RunSettings,
  { packages }: BuildInfo,
  contents: ReadonlyMap<string, string>,
): Unchanged {
  if (before === undefined || !hasSettings(before, settings)) return NONE;
  const { timing } = before;
  if (timing.node !== process.version || JSON.stringify(timing.packages) !== JSON.stringify(packages)) return NONE;
  const same = before.claims.filter(({ id }) => contents.has(id) && timing.contents?.[id] === contents.get(id));
  return {
    records: same.map(({ ledgerVerdict: _, ledgerFairReading: __, ...record }) => ({
      record,
      seconds: timing.secondsByClaim[record.id] ?? 0,
    })),
    since: Object.fromEntries(same.map(({ id }) => [id, timing.unchangedSince?.[id] ?? timing.started])),
  };
}

function hasSettings(record: RunRecord, { seed, runs, digits, arithmetic }: RunSettings): boolean {
  const same = record.seed === seed && record.runs === runs && record.digits === digits;
  return same && (record.arithmetic ?? 'bigint') === arithmetic;
}
