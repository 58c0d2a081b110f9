import { isDeclaration } from './declarations.ts';
import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import { nearestName } from './nearestName.ts';

/** A word of the header and where it stands. */
export interface HeaderWord {
  readonly name: string;
  readonly place: Place;
}

/** One value of the header and where it begins. */
export interface HeaderEntry {
  readonly value: string;
  readonly place: Place;
}

/** What a formula is claimed to be and when. */
export const STATEMENT_KEYS = [
  'title',
  'source',
  'network',
  'depth',
  'decay',
  'steps',
  'tasks',
  'trained for',
  'claims',
  'quantifier',
  'needs',
  'where',
  'at',
  'fixed',
  'up to',
  'conventions',
] as const;

/** What a claim of a paper says of itself besides, and which text its definitions come from. */
export const CLAIM_KEYS = [
  'id',
  'topic',
  'section',
  'place',
  'note',
  'rests on',
  'severity',
  'not asserted',
  'also true',
  'wrong',
  'letters',
  'text',
] as const;

export type HeaderKey = (typeof STATEMENT_KEYS)[number] | (typeof CLAIM_KEYS)[number];

export type Header = ReadonlyMap<HeaderKey, readonly HeaderEntry[]>;

/** Keys that may stand more than once. */
const REPEATED: ReadonlySet<string> = new Set(['where', 'also true', 'wrong']);

/** Keys whose value is a sentence, in which % and # begin no comment. */
const SENTENCES: ReadonlySet<string> = new Set(['title', 'source', 'place', 'note', 'not asserted', 'also true']);

/** A key is one to three words. */
const LINE = /^(\s*)([^\s:%#=]+(?: [^\s:%#=]+){0,2})(\s*:\s*)(.*)$/;

/** The index of the line --- that ends the header. */
export function lineOfRule(source: FormulaSource, lines: readonly string[]): number {
  const rule = lines.findIndex(line => /^-{3,}\s*$/.test(line));
  if (rule >= 0) return rule;
  throw fault(source, placeOfLine(lines, Math.max(0, lines.length - 1)), 'must have a line --- below its header');
}

/**
 * The lines `key: value` of a header, or of the head of a reading further down, of which `first` is the index of the first line in
 * the file; empty lines and comments are passed over. FORMAT and UNKNOWN_NAME for a line that is none, a key that is not
 * among `keys`, stands twice or has no value.
 */
export function readHeader(
  source: FormulaSource,
  lines: readonly string[],
  { first = 0, keys = [...STATEMENT_KEYS, ...CLAIM_KEYS] }: { first?: number; keys?: readonly HeaderKey[] } = {},
): Header {
  const header = new Map<HeaderKey, HeaderEntry[]>();
  lines.forEach((line, index) => {
    if (isPassedOver(line)) return;
    const [, indent = '', key, gap = '', rest = ''] = LINE.exec(line) ?? [];
    if (key === undefined) {
      const place: Place = { line: first + index + 1, column: 1, length: Math.max(1, line.length) };
      throw fault(source, place, 'must be "key: value", as it stands in the header above ---', line);
    }
    const place: Place = { line: first + index + 1, column: indent.length + 1, length: key.length };
    if (!isOneOf(keys, key)) throw unknownWord(source, { name: key, place }, keys, 'header key');
    if (!REPEATED.has(key) && header.has(key)) throw fault(source, place, 'must stand once', key);
    const value = (SENTENCES.has(key) ? rest : rest.replace(/[%#].*$/, '')).trim();
    if (value === '') throw fault(source, place, 'must have a value', line.trim());
    const start = indent.length + key.length + gap.length + 1;
    const entry = { value, place: { line: first + index + 1, column: start, length: value.length } };
    header.set(key, [...(header.get(key) ?? []), entry]);
  });
  return header;
}

/** How many lines from the first on are fields `key: value`, comments and empty lines between them among these. */
export function fieldsAtTop(lines: readonly string[]): number {
  const end = lines.findIndex(line => !isPassedOver(line) && (isDeclaration(line) || !LINE.test(line)));
  const top = end < 0 ? lines : lines.slice(0, end);
  return top.findLastIndex(line => !isPassedOver(line)) + 1;
}

function isPassedOver(line: string): boolean {
  return /^\s*([%#]|$)/.test(line);
}

function isOneOf<K extends string>(keys: readonly K[], key: string): key is K {
  return (keys as readonly string[]).includes(key);
}

/** The words of a list that is parted by commas. */
export function wordsOf(source: FormulaSource, entries: readonly HeaderEntry[] = []): HeaderWord[] {
  const seen = new Set<string>();
  return entries.flatMap(({ value, place: { line, column: start } }) => {
    let column = start;
    return value.split(',').map(part => {
      const name = part.trim();
      const place = { line, column: column + part.indexOf(name), length: Math.max(1, name.length) };
      column += part.length + 1;
      if (name === '') throw fault(source, place, 'must hold a name between its commas', value);
      if (seen.has(name)) throw fault(source, place, 'must stand once', name);
      seen.add(name);
      return { name, place };
    });
  });
}

export function placeOfLine(lines: readonly string[], index: number): Place {
  return { line: index + 1, column: 1, length: Math.max(1, (lines[index] ?? '').length) };
}

/** A word of the header that is not among those known, with the nearest of them. */
export function unknownWord(
  source: FormulaSource,
  { name, place }: HeaderWord,
  known: Iterable<string>,
  what: string,
): FormulaError {
  const names = [...known];
  // "balanced" is a word of several names.
  const wordOf = names.filter(known => known.includes('-') && known.split('-').includes(name.toLowerCase()));
  const nearest = wordOf.length > 0 ? wordOf.join(' or ') : nearestName(name, names);
  const hint = nearest === undefined ? `known: ${names.join(', ')}` : `did you mean ${nearest}?`;
  return new FormulaError('UNKNOWN_NAME', source, place, name, `must be a known ${what} (${hint})`, name);
}

export function fault(source: FormulaSource, place: Place, rule: string, value = ''): FormulaError {
  return new FormulaError('FORMAT', source, place, value, rule, value);
}
