import { createReadStream, existsSync } from 'node:fs';
import { DloError, show } from '../errors.ts';
import { fileReason } from '../fileReason.ts';
import { type TextLine, textLines } from '../textLines.ts';
import type { GateCase, GateFooter, GateHeader, GateRecord } from './gateRecord.ts';
import { checkLine } from './recordSchema.ts';
import { isInShard } from './shard.ts';

/** Something about a record that is not as it should be and cost a line at most. */
export interface RecordTrouble {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** "ends in the middle of a line". */
  readonly what: string;
}

export interface RecordRead {
  readonly file: string;
  readonly record: GateRecord;
  /** Sequence number → line, from 1. */
  readonly lineOf: ReadonlyMap<number, number>;
  /** In the order of their lines. */
  readonly troubles: readonly RecordTrouble[];
}

export const GATE_SCHEMA = 'deep-linear-oracle/gate/1';

/** In bytes; a longer line is no line of a record. */
const LONGEST_LINE = 16 * 2 ** 20;

/** "a.jsonl:3 ends in the middle of a line". */
export function troubleText({ file, line, what }: RecordTrouble): string {
  return `${file}:${line} ${what}`;
}

/** Reads a record from a file, see `parseRecord`; FILE for one that cannot be read. */
export async function readRecord(file: string): Promise<RecordRead> {
  try {
    return await parseRecord(createReadStream(file), file);
  } catch (error) {
    if (error instanceof DloError) throw error;
    const partial = existsSync(`${file}.partial`) ? ` (${file}.partial is what a run that was cut off left)` : '';
    throw new DloError('FILE', file, `must be a readable file${partial}`, fileReason(error));
  }
}

/**
 * Reads a record line by line against its schema. Lines that are none of it (half a line at the end, text of another
 * program, NaN, a claim that the header does not name, a case of another shard, anything after the header of another run)
 * are left out and told with their places, as is a record that ends without a footer; the rest is used. A case that stands
 * there twice counts once.
 * Throws FORMAT where nothing can be used: no header, a version of the schema that nobody here speaks; and where two lines
 * contradict each other about one case.
 */
export async function parseRecord(chunks: AsyncIterable<Buffer>, file: string): Promise<RecordRead> {
  const reading: RecordSoFar = { file, line: 0, cases: new Map(), claims: new Set() };
  const troubles: RecordTrouble[] = [];
  for await (const line of textLines(chunks, LONGEST_LINE)) {
    reading.line += 1;
    const what = takeLine(reading, line);
    if (what !== undefined) troubles.push({ file, line: reading.line, what });
    if (reading.strange) break;
  }
  const { header, footer, cases, line } = reading;
  if (header === undefined) {
    const why = troubles.length === 0 ? 'an empty file' : troubles.slice(0, 3).map(troubleText).join('; ');
    throw new DloError('FORMAT', file, 'must be a gate record, with a header line', why);
  }
  if (footer === undefined)
    troubles.push({ file, line, what: `is the last line: the record was cut off after ${cases.size} cases` });
  const inOrder = [...cases.values()].sort((a, b) => a.value.sequence - b.value.sequence);
  return {
    file,
    record: { header, cases: inOrder.map(({ value }) => value), ...(footer && { footer }) },
    lineOf: new Map(inOrder.map(({ line, value }) => [value.sequence, line])),
    troubles,
  };
}

/** A record as far as it was read. */
interface RecordSoFar {
  readonly file: string;
  line: number;
  header?: GateHeader;
  claims: ReadonlySet<string>;
  readonly cases: Map<number, { readonly line: number; readonly text: string; readonly value: GateCase }>;
  footer?: GateFooter;
  /** What follows belongs to another run. */
  strange?: true;
}

/** Takes the next line in; what is wrong with it, if anything is. */
function takeLine(reading: RecordSoFar, line: TextLine): string | undefined {
  if ('tooLong' in line) return `is longer than ${LONGEST_LINE} bytes and was left out`;
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (error) {
    if (line.unended) return 'ends in the middle of a line';
    return `is no JSON and was left out: ${(error as Error).message}`;
  }
  if (reading.header === undefined) requireKnownSchema(reading, value);
  const checked = checkLine(value);
  if (typeof checked === 'string') return `${checked}; the line was left out`;
  if (checked.type === 'header') return takeHeader(reading, checked);
  if (reading.header === undefined) return 'stands before the header and was left out';
  return checked.type === 'case' ? takeCase(reading, checked, line.text) : takeFooter(reading, checked);
}

/** A header of another version would be read wrongly, line by line: it is said at once. */
function requireKnownSchema({ file, line }: RecordSoFar, value: unknown): void {
  const { type, schema } = (value ?? {}) as { type?: unknown; schema?: unknown };
  if (type === 'header' && schema !== GATE_SCHEMA)
    throw new DloError('FORMAT', `${file}:${line}`, `must have "schema": "${GATE_SCHEMA}"`, schema);
}

function takeHeader(reading: RecordSoFar, header: GateHeader): string | undefined {
  if (reading.header === undefined) {
    reading.header = header;
    reading.claims = new Set(header.claims.map(({ id }) => id));
    return undefined;
  }
  if (sameRun(reading.header, header)) return 'is a second header of the same run and was left out';
  reading.strange = true;
  return 'is the header of another run; it and what follows were left out';
}

function takeFooter(reading: RecordSoFar, footer: GateFooter): string | undefined {
  if (reading.footer !== undefined) return 'is a second footer and was left out';
  reading.footer = footer;
  const { size } = reading.cases;
  return footer.cases === size ? undefined : `counts ${footer.cases} cases where ${size} could be read`;
}

function takeCase(reading: RecordSoFar, value: GateCase, text: string): string | undefined {
  const { file, line, claims, cases } = reading;
  const { cases: total, shard } = reading.header!;
  const { sequence } = value;
  if (sequence >= total || !isInShard(sequence, shard))
    return `is case ${sequence}, which shard ${shard.index}/${shard.count} of ${total} cases has not; the line was left out`;
  const stranger = value.results.find(({ claim }) => !claims.has(claim));
  if (stranger !== undefined)
    return `names the claim ${show(stranger.claim)}, which the header does not; the line was left out`;
  const before = cases.get(sequence);
  if (before?.text === text) return `is case ${sequence} of line ${before.line} again and counts once`;
  if (before !== undefined)
    throw new DloError(
      'FORMAT',
      `${file}:${line}`,
      `must say what line ${before.line} says about case ${sequence}`,
      text,
    );
  cases.set(sequence, { line, text, value });
  return reading.footer === undefined ? undefined : 'stands after the footer';
}

/** Equal but for where and when: two attempts at one shard, or two shards of one run on one machine. */
function sameRun(a: GateHeader, b: GateHeader): boolean {
  const essence = ({ started, environment, ...rest }: GateHeader): string => JSON.stringify(rest);
  return essence(a) === essence(b);
}
