import { DloError } from '../src/errors.ts';
import type { RunRecord } from '../src/judge/runRecord.ts';
import { parseJson } from '../src/parseJson.ts';
import { readText } from '../src/readText.ts';

/** In bytes: a record of all claims has a few millions. */
const LARGEST_RECORD = 256 * 2 ** 20;

/** The record of a run, as `dlo verify` writes it. Throws FILE for what cannot be read, FORMAT for what is none. */
export async function readRunRecord(file: string): Promise<RunRecord> {
  const record = parseJson(await readText(file, LARGEST_RECORD), file) as Partial<RunRecord> | null;
  if (
    record?.schema !== 'deep-linear-oracle/run/1' ||
    !Array.isArray(record.claims) ||
    typeof record.timing !== 'object' ||
    record.timing === null
  )
    throw new DloError('FORMAT', file, 'must be the record of a run (report.json, or what --json writes)', record);
  return record as RunRecord;
}
