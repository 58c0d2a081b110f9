import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DloError } from '../errors.ts';
import { PACKAGE_ROOT } from '../packageRoot.ts';
import { parseJson } from '../parseJson.ts';
import { writeWhole } from '../writeWhole.ts';
import { fairOutcome } from './readingThatHolds.ts';
import type { ClaimRecord, ReadingRecord, Verdict } from './runRecord.ts';

/** The committed table of all claims and their verdicts, with the settings that every run of the judge starts from. */
export interface Ledger {
  readonly schema: 'deep-linear-oracle/ledger/1';
  readonly defaults: { readonly seed: number; readonly runs: number; readonly digits: number };
  /** Each that of the printed reading. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** What became of the fair readings that stand beside printed ones. */
  readonly fairReadings: Readonly<Record<string, ReadingOutcome>>;
}

export const LEDGER_FILE: string = fileURLToPath(new URL('fixtures/ledger.json', PACKAGE_ROOT));

/** FORMAT errors say what is wrong with a broken file or one of another program. */
export async function readLedger(file: string = LEDGER_FILE): Promise<Ledger> {
  const text = await readFile(file, 'utf8');
  const json = parseJson(text, file);
  const { schema, defaults, verdicts, fairReadings = {} } = (json ?? {}) as Record<keyof Ledger, unknown>;
  if (schema !== 'deep-linear-oracle/ledger/1')
    throw new DloError('FORMAT', file, 'must be a ledger of version 1', schema);
  const settings = (defaults ?? {}) as Record<string, unknown>;
  if (!['seed', 'runs', 'digits'].every(name => Number.isInteger(settings[name])))
    throw new DloError('FORMAT', file, 'must have whole numbers seed, runs and digits as "defaults"', defaults);
  if (typeof verdicts !== 'object' || verdicts === null || Array.isArray(verdicts))
    throw new DloError('FORMAT', file, 'must have an object of verdicts', verdicts);
  const foreign = Object.entries(verdicts).find(([, verdict]) => !VERDICTS.includes(verdict));
  if (foreign !== undefined)
    throw new DloError('FORMAT', file, `must have for ${foreign[0]} one of ${VERDICTS.join('; ')}`, foreign[1]);
  if (typeof fairReadings !== 'object' || fairReadings === null || Array.isArray(fairReadings))
    throw new DloError('FORMAT', file, 'must have an object of outcomes as "fairReadings"', fairReadings);
  const unknown = Object.entries(fairReadings).find(([, outcome]) => !OUTCOMES.includes(outcome));
  if (unknown !== undefined)
    throw new DloError('FORMAT', file, `must have for ${unknown[0]} one of ${OUTCOMES.join('; ')}`, unknown[1]);
  return { ...(json as Ledger), fairReadings: fairReadings as Ledger['fairReadings'] };
}

type ReadingOutcome = ReadingRecord['outcome'];

const OUTCOMES: readonly ReadingOutcome[] = ['held', 'refuted', 'undecided', 'vacuous'];

const VERDICTS: readonly Verdict[] = [
  'holds',
  'refuted',
  'refuted as printed, holds as corrected',
  'holds with an extra hypothesis',
  'undecided',
  'vacuous',
];

/** The ledger with the verdicts of a run written over the old ones; claims that were not judged keep theirs. */
export async function acceptVerdicts(claims: readonly ClaimRecord[], file: string = LEDGER_FILE): Promise<void> {
  const old = await readLedger(file);
  const judged = new Set(claims.map(({ id }) => id));
  const verdicts = sorted([
    ...Object.entries(old.verdicts),
    ...claims.map(({ id, verdict }) => [id, verdict] as const),
  ]);
  const fairReadings = sorted([
    ...Object.entries(old.fairReadings).filter(([id]) => !judged.has(id)),
    ...claims.flatMap(claim => {
      const outcome = fairOutcome(claim);
      return outcome === undefined ? [] : [[claim.id, outcome] as const];
    }),
  ]);
  await writeWhole(file, `${JSON.stringify({ ...old, verdicts, fairReadings }, null, 2)}\n`);
}

/** By id, later entries over earlier ones. */
function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...new Map(entries)].sort(([a], [b]) => (a < b ? -1 : 1)));
}
