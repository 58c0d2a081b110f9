import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import {
  fault,
  fieldsAtTop,
  type Header,
  type HeaderEntry,
  type HeaderKey,
  type HeaderWord,
  lineOfRule,
  placeOfLine,
  readHeader,
  unknownWord,
  wordsOf,
} from './header.ts';
import { statementsOf } from './tokens.ts';

/** The ways to read a statement, the printed one first. */
export const READINGS = [
  'as printed',
  'fair reading',
  'with earlier definitions mended',
  'with an extra hypothesis',
  'as corrected',
] as const;

export type NameOfReading = (typeof READINGS)[number];

/** A wrong version that holds all the same: "dAA(1,2) → dAA(2,1)", and why. */
export interface AlsoTrue {
  readonly edit: string;
  readonly reason: string;
  readonly place: Place;
}

/** A text file that states one thing in one or more readings. */
export interface ClaimFile extends FormulaSource {
  readonly header: Header;
  readonly restsOn: readonly HeaderWord[];
  readonly alsoTrue: readonly AlsoTrue[];
  readonly readings: readonly [StatedReading, ...StatedReading[]];
}

/** One reading of a claim file: its own fields, with those of the header where it has none. */
export interface StatedReading {
  readonly name: NameOfReading;
  /** Of the line --- above it. */
  readonly place: Place;
  readonly fields: Header;
  /** The first line of its text, as an index, and the index behind its last one; both are equal where `text:` names it. */
  readonly from: number;
  readonly to: number;
}

/** Fields that a reading may have of its own; `none` takes away what the header says. */
const OWN_KEYS = ['needs', 'where', 'at', 'letters', 'text'] as const;

const NONE = 'none';

/**
 * A header, a line ---, the statement as printed, then further readings, each below a line "--- as corrected" and, where it needs
 * them, fields of its own. Nothing is parsed as a formula here. A file with one reading is a formula file.
 *
 * FormulaErrors with line, column and caret: those of `readHeader`; UNKNOWN_NAME for a reading of another name; FORMAT for a
 * reading that stands twice or has no text, and for "also true" without a reason.
 */
export function parseClaimFile(text: string, name: string): ClaimFile {
  const plain = text.replace(/^\uFEFF/, '');
  const source: FormulaSource = { name, text: plain };
  const lines = plain.split(/\r\n|\n|\r/);
  const first = lineOfRule(source, lines);
  const header = readHeader(source, lines.slice(0, first));
  const starts = lines.flatMap((line, index) => (index >= first && /^-{3,}(\s|$)/.test(line) ? [index] : []));
  const seen = new Set<string>();
  const readings = starts.map((start, index): StatedReading => {
    const reading = nameOfReading(source, lines, start, index === 0);
    if (seen.has(reading)) throw fault(source, placeOfLine(lines, start), 'must stand once', reading);
    seen.add(reading);
    const to = starts[index + 1] ?? lines.length;
    const top = index === 0 ? 0 : fieldsAtTop(lines.slice(start + 1, to));
    const from = start + 1 + top;
    const own = readHeader(source, lines.slice(start + 1, from), { first: start + 1, keys: OWN_KEYS });
    // A text is the printed one's or its own, never inherited: that would be the same reading.
    const base = new Map(index === 0 ? header : [...header].filter(([key]) => key !== 'text'));
    const fields = overridden(base, own);
    const isEmpty = lines.slice(from, to).every(line => /^\s*([%#]|$)/.test(line));
    const elsewhere = fields.get('text')?.[0];
    if (isEmpty && elsewhere === undefined)
      throw fault(
        source,
        placeOfLine(lines, start),
        'must have its text below it, or a field "text" that names another',
        reading,
      );
    if (!isEmpty && elsewhere !== undefined)
      throw fault(source, elsewhere.place, 'must not stand beside a text of its own', elsewhere.value);
    return { name: reading, place: placeOfLine(lines, start), fields, from, to: elsewhere === undefined ? to : from };
  });
  return {
    ...source,
    header,
    restsOn: wordsOf(source, header.get('rests on')),
    alsoTrue: (header.get('also true') ?? []).map(entry => alsoTrue(source, entry)),
    readings: readings as [StatedReading, ...StatedReading[]],
  };
}

function nameOfReading(
  source: FormulaSource,
  lines: readonly string[],
  index: number,
  isFirst: boolean,
): NameOfReading {
  const [, rule = '', name = ''] = /^(-+\s*)(.*?)\s*$/.exec(lines[index]!) ?? [];
  if (isFirst) return READINGS[0];
  const place: Place = { line: index + 1, column: rule.length + 1, length: name.length };
  const further = READINGS.slice(1);
  const known = further.find(reading => reading === name);
  if (known === undefined) throw unknownWord(source, { name, place }, further, 'reading');
  return known;
}

function overridden(header: Header, own: Header): Header {
  const fields = new Map(header);
  for (const [key, entries] of own) {
    if (entries.length === 1 && entries[0]!.value === NONE) fields.delete(key);
    else fields.set(key, entries);
  }
  return fields;
}

function alsoTrue(source: FormulaSource, { value, place }: HeaderEntry): AlsoTrue {
  const [, edit, reason] = /^(.+?) since (.+)$/.exec(value) ?? [];
  if (edit === undefined || reason === undefined) throw fault(source, place, 'must be "old → new since REASON"', value);
  return { edit, reason, place };
}

/** Another file of the same folder by its name; undefined where there is none. */
export type ReadBeside = (fileName: string) => FormulaSource | undefined;

/** A reading as a formula file of its own, and where each of its lines stands. */
export interface ReadingText {
  readonly text: string;
  /** That below the header: definitions of letters, then what is stated. */
  readonly body: string;
  /** Names that its letters define: they are no part of what is stated. */
  readonly letters: ReadonlySet<string>;
  /** What points into `text` as what points into the files it comes from; other errors as they are. */
  readonly locate: (error: unknown) => unknown;
}

interface Line {
  readonly text: string;
  readonly source: FormulaSource;
  readonly line: number;
}

/** Lines of a header that a formula is judged by. */
const OF_THE_STATEMENT: readonly HeaderKey[] = [
  'title',
  'network',
  'depth',
  'decay',
  'claims',
  'quantifier',
  'needs',
  'where',
  'at',
  'fixed',
  'conventions',
];

/**
 * A reading of a claim file as a formula file. `letters` of a reading are files FILE.letters beside it, of whose definitions those
 * are taken that the reading needs and does not make itself. Its `text` can be that of an earlier reading, or of a reading of another file of the
 * folder: "thm-a.3, fair reading".
 *
 * UNKNOWN_NAME for letters, files and readings that there are not; FormulaErrors for letters that are no definitions.
 */
export function textOfReading(file: ClaimFile, reading: StatedReading, beside: ReadBeside): ReadingText {
  const { fields } = reading;
  const header = OF_THE_STATEMENT.flatMap(key => (fields.get(key) ?? []).map(({ place }) => lineAt(file, place.line)));
  const own = ownLines(file, reading, beside);
  const conditions = [...(fields.get('where') ?? []), ...(fields.get('at') ?? [])].map(({ value }) => value);
  const wanted = new Set([...own.map(({ text }) => text), ...conditions].flatMap(namesInText));
  const known = lettersFor(file, reading, own, beside);
  const used = new Set<Lettered>();
  for (const definition of [...known].reverse()) {
    if (!wanted.has(definition.name)) continue;
    used.add(definition);
    for (const { text } of definition.lines) for (const name of namesInText(text)) wanted.add(name);
  }
  const letters = known.filter(definition => used.has(definition));
  const given = letters.flatMap(({ lines }) => lines);
  // Where there is room above, what is stated keeps the numbers that its lines have in the file.
  const room = own[0]?.source.name === file.name ? own[0].line - 1 - header.length - 1 - given.length : 0;
  const gap = Array.from(
    { length: Math.max(0, room) },
    (): Line => ({ text: '', source: file, line: reading.place.line }),
  );
  const below = [...gap, ...given, ...own];
  const all = [...header, lineAt(file, reading.place.line), ...below];
  const body = `${below.map(({ text }) => text).join('\n')}\n`;
  const text = `${header.map(({ text: line }) => `${line}\n`).join('')}---\n${body}`;
  return { text, body, letters: new Set(letters.map(({ name }) => name)), locate: error => located(error, all) };
}

/** The lines of what is stated, without empty ones around it; of the reading that `text` names, where it does. */
function ownLines(file: ClaimFile, reading: StatedReading, beside: ReadBeside): Line[] {
  const elsewhere = reading.fields.get('text')?.[0];
  const [from, named] = elsewhere === undefined ? [file, reading] : readingNamed(file, reading, elsewhere, beside);
  const lines = Array.from({ length: named.to - named.from }, (_, i) => lineAt(from, named.from + i + 1));
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  const last = lines.findLastIndex(({ text }) => text.trim() !== '');
  return lines.slice(first, last + 1);
}

/** "fair reading", an earlier one of this file, or "thm-a.3, fair reading", one of a file beside it. */
function readingNamed(
  file: ClaimFile,
  reading: StatedReading,
  { value, place }: HeaderEntry,
  beside: ReadBeside,
): [ClaimFile, StatedReading] {
  const [first = '', second] = value.split(/\s*,\s*/);
  const [name, from, among] =
    second === undefined
      ? [first, file, file.readings.slice(0, file.readings.indexOf(reading))]
      : [second, ...readingsBeside(file, { name: first, place }, beside)];
  const meant = among.find(candidate => candidate.name === name);
  if (meant === undefined) {
    const known = among.map(candidate => candidate.name);
    throw unknownWord(
      file,
      { name, place },
      known,
      second === undefined ? 'earlier reading of this file' : `reading of ${first}`,
    );
  }
  if (meant.from === meant.to) throw fault(file, place, 'must name a reading with a text of its own', value);
  return [from, meant];
}

function readingsBeside(file: ClaimFile, word: HeaderWord, beside: ReadBeside): [ClaimFile, readonly StatedReading[]] {
  const source = beside(`${word.name}.claim`);
  if (source === undefined) throw noFile(file, word, `${word.name}.claim`);
  const other = parseClaimFile(source.text, source.name);
  return [other, other.readings];
}

/** Of two letters of one name that of the file named last; none that the statement defines itself. */
function lettersFor(file: ClaimFile, { fields }: StatedReading, own: readonly Line[], beside: ReadBeside): Lettered[] {
  const all = wordsOf(file, fields.get('letters')).flatMap(word => definitionsIn(lettersOf(file, word, beside)));
  const ownNames = new Set(own.flatMap(({ text }) => /^\s*([A-Za-z_]\w*)\s*=(?!=)/.exec(text)?.[1] ?? []));
  return all.filter(({ name }, index) => !ownNames.has(name) && all.findLastIndex(one => one.name === name) === index);
}

function lettersOf(file: ClaimFile, word: HeaderWord, beside: ReadBeside): FormulaSource {
  const source = beside(`${word.name}.letters`);
  if (source === undefined) throw noFile(file, word, `${word.name}.letters`);
  return source;
}

function noFile(source: FormulaSource, { name, place }: HeaderWord, fileName: string): FormulaError {
  return new FormulaError('UNKNOWN_NAME', source, place, name, `must have a file ${fileName} beside this one`, name);
}

/** One definition of a file of letters, with all its lines. */
interface Lettered {
  readonly name: string;
  readonly lines: readonly Line[];
}

function definitionsIn(source: FormulaSource): Lettered[] {
  return statementsOf(source).map(({ name, tokens }) => {
    if (name === undefined)
      throw fault(source, tokens[0]!.place, 'must be a definition "name = …", as it gives a letter', tokens[0]!.text);
    const [first, last] = [name.place.line, tokens.at(-1)!.place.line];
    return { name: name.text, lines: Array.from({ length: last - first + 1 }, (_, i) => lineAt(source, first + i)) };
  });
}

function namesInText(text: string): string[] {
  return text.replace(/[%#].*$/, '').match(/[A-Za-z_]\w*/g) ?? [];
}

function lineAt(source: FormulaSource, line: number): Line {
  return { text: source.text.split(/\r\n|\n|\r/)[line - 1] ?? '', source, line };
}

function located(error: unknown, lines: readonly Line[]): unknown {
  const at = error instanceof FormulaError ? lines[error.line - 1] : undefined;
  return at === undefined ? error : (error as FormulaError).movedTo(at.source, at.line);
}
