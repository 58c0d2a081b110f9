import { type ToldApart, tellApart } from '../src/judge/tellApart.ts';

type TextRows = readonly (readonly string[])[];

/**
 * Which entries of the true value the stated value misses, by position. Decimals are compared as numbers, to 1e-9 of the
 * largest entry, because two precisions print different last digits; text, and numbers that differ by less than that
 * everywhere, letter by letter. Nothing is marked where the shapes differ: then the shape is the difference.
 */
export function differingEntries(stated: TextRows, truth: TextRows): boolean[][] {
  const none = truth.map(row => row.map(() => false));
  if (!sameShape(stated, truth)) return none;
  const scale = Math.max(
    0,
    ...[...stated, ...truth]
      .flat()
      .map(entry => Math.abs(entryValue(entry)))
      .filter(Number.isFinite),
  );
  const marked = truth.map((row, i) => row.map((entry, j) => apart(stated[i]![j]!, entry, 1e-9 * scale)));
  if (marked.some(row => row.includes(true))) return marked;
  return truth.map((row, i) => row.map((entry, j) => entry !== stated[i]![j]));
}

export function sameShape(a: TextRows, b: TextRows): boolean {
  return a.length === b.length && a.every((row, i) => row.length === b[i]!.length);
}

function apart(a: string, b: string, allowance: number): boolean {
  if (a === b) return false;
  const distance = Math.abs(entryValue(a) - entryValue(b));
  return Number.isNaN(distance) || distance > allowance;
}

/** A typed entry as a number: "3", "-1/2", "2.5e-3"; NaN for any other text. */
function entryValue(entry: string): number {
  const text = entry.trim().replace('−', '-');
  const fraction = /^(-?\d+)\/(\d+)$/.exec(text);
  if (fraction !== null) return Number(fraction[1]) / Number(fraction[2]);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** The two sides as they are shown: entry by entry told apart, and where in each the first different digit stands. */
export interface ToldRows {
  readonly stated: string[][];
  readonly truth: string[][];
  /** Of the entries that differ, see `differingEntries`; undefined elsewhere and for text that is no decimal. */
  readonly marks: (ToldApart['at'] | undefined)[][];
}

/** Every entry to as many digits as tell it from that of the other side; alone where the shapes differ. */
export function tellRowsApart(stated: TextRows, truth: TextRows): ToldRows {
  if (!sameShape(stated, truth)) {
    const alone = (rows: TextRows): string[][] => rows.map(row => row.map(shortEntry));
    return { stated: alone(stated), truth: alone(truth), marks: truth.map(row => row.map(() => undefined)) };
  }
  const differs = differingEntries(stated, truth);
  const told = truth.map((row, i) => row.map((entry, j) => tellApart(stated[i]![j]!, entry)));
  return {
    stated: told.map(row => row.map(({ left }) => left)),
    truth: told.map(row => row.map(({ right }) => right)),
    marks: told.map((row, i) => row.map(({ at }, j) => (differs[i]![j] ? at : undefined))),
  };
}

/** The first entry that differs, one side above the other, and a caret under the first different digit; no lines for none. */
export function firstDifference({ stated, truth, marks }: ToldRows, sides: readonly [string, string]): string[] {
  const i = marks.findIndex(row => row.some(mark => mark !== undefined));
  if (i < 0) return [];
  const j = marks[i]!.findIndex(mark => mark !== undefined);
  const width = Math.max(...sides.map(side => side.length)) + 2;
  return [
    `first difference, row ${i + 1}, column ${j + 1}:`,
    ...[stated, truth].map((rows, side) => `  ${`${sides[side]}:`.padEnd(width)}${rows[i]![j]!}`),
    `  ${' '.repeat(width + marks[i]![j]![1])}^`,
  ];
}

/** A long decimal cut to 10 significant digits for reading, with "…" in place of the rest; other text as it is. */
export function shortEntry(entry: string): string {
  return tellApart(entry, entry).left;
}
