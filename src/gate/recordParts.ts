import type { GateRecord } from './gateRecord.ts';

/** Sequence numbers of the whole run that the record has no case for, as ranges: [first, last]. */
export function missingCases({ header, cases }: GateRecord): [number, number][] {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const sequence of [...cases.map(one => one.sequence), header.cases]) {
    if (sequence > next) gaps.push([next, sequence - 1]);
    next = sequence + 1;
  }
  return gaps;
}

/** Whether every case of the whole run is in the record, and the run came to its end. */
export function isWhole(record: GateRecord): boolean {
  return record.footer !== undefined && !record.footer.interrupted && missingCases(record).length === 0;
}

/** "3, 7–9". */
export function rangesText(ranges: readonly (readonly [number, number])[]): string {
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}
