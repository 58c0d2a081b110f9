import { LARGEST_RECORD, RUN_SCHEMA, type RunRecord } from '../src/judge/runRecord.ts';
import { parseJson } from '../src/parseJson.ts';
import { readText } from '../src/readText.ts';

/**
 * The record of an earlier run, for what a run can spare itself by it: undefined where there is none or it is broken. That
 * it has claims and times is looked at, no more.
 */
export async function earlierRecord(file: string): Promise<RunRecord | undefined> {
  try {
    const record = parseJson(await readText(file, LARGEST_RECORD), file) as Partial<RunRecord> | null;
    const isRecord = record?.schema === RUN_SCHEMA && Array.isArray(record.claims) && typeof record.timing === 'object';
    return isRecord && record.timing !== null ? (record as RunRecord) : undefined;
  } catch {
    return undefined;
  }
}
