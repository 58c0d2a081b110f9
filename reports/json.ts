import type { RunRecord } from '../src/judge/runRecord.ts';

/**
 * The record as a JSON file: keys in the order of the record, two spaces, a newline at the end, so that equal records are
 * equal bytes. A number that JSON has no token for (NaN, ±∞) becomes null.
 */
export function renderJson(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}
