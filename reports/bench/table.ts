import type { ContestResult } from './contest.ts';
import { median } from './measure.ts';

/** A Markdown table under a heading, with what a reader must know to read it. */
export interface Section {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the short table at the top takes from this one: work, our time, peer, its time, ratio. */
  readonly short?: readonly ShortRow[];
  /** The columns with our own times or rates, and those that name a row of them. */
  readonly ours?: { readonly figures: readonly string[]; readonly named: readonly string[] };
  /** How our figures should grow. */
  readonly growth?: readonly Growth[];
}

/** How the figures of one column should grow with the number that another holds ("16", or the 16 of "16-16-16"). */
export interface Growth {
  readonly of: string;
  readonly along: string;
  /** The power of that number that cost follows where it is large, and why. */
  readonly power: number;
  readonly because: string;
}

export type ShortRow = readonly [work: string, ours: string, peer: string, theirs: string, ratio: string];

/** The first column reads from the left, figures from the right. */
export function renderSection({ title, note, columns, rows }: Section): string {
  const cells = rows.map(row => row.map(plain));
  const widths = columns.map((column, j) =>
    Math.max(3, ...[column, ...cells.map(row => row[j]!)].map(text => text.length)),
  );
  const line = (texts: readonly string[]): string =>
    `| ${texts.map((text, j) => (j === 0 ? text.padEnd(widths[j]!) : text.padStart(widths[j]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, j) => (j === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [`## ${title}`, '', note, '', line(columns), rule, ...cells.map(line), ''].join('\n');
}

/** Messages of programs stand in cells, too. */
function plain(text: string): string {
  return text.replace(/[\n|]/g, ' ').slice(0, 80);
}

/** Three significant digits in the unit that fits: "840 ns", "12.3 µs", "1.20 s". */
export function duration(seconds: number): string {
  const size = Math.abs(seconds);
  const [factor, unit] =
    size < 1e-6 ? [1e9, 'ns'] : size < 1e-3 ? [1e6, 'µs'] : size < 1 ? [1e3, 'ms'] : ([1, 's'] as const);
  return `${significant(seconds * factor)} ${unit}`;
}

/** Seconds of a text that `duration` wrote, or seconds per unit of a rate ("12.5"); undefined for messages and "–". */
export function cost(text: string): number | undefined {
  const [, digits, unit] = /^([0-9.e+-]+)(?: (ns|µs|ms|s))?$/.exec(text) ?? [];
  const value = Number(digits);
  if (!(value > 0)) return undefined;
  return unit === undefined ? 1 / value : value * SECONDS[unit as keyof typeof SECONDS];
}

const SECONDS = { ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1 } as const;

function significant(value: number): string {
  const size = Math.abs(value);
  return size < 1 ? value.toPrecision(2) : value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
}

/** The median time, or why there is none. */
export function time(outcome: ContestResult): string {
  return typeof outcome === 'string' ? outcome : duration(median(outcome));
}

/** How often our time goes into the peer's, round by round: "4.10 (3.95–4.32)"; above 1 ours is the faster. */
export function ratio(ours: ContestResult, theirs: ContestResult): string {
  if (typeof ours === 'string' || typeof theirs === 'string') return '–';
  const ratios = theirs.map((seconds, round) => seconds / ours[round]!);
  if (ratios.length === 1) return significant(ratios[0]!);
  return `${significant(median(ratios))} (${significant(Math.min(...ratios))}–${significant(Math.max(...ratios))})`;
}

export const RATIO_MEANING =
  'Ratio: the peer’s time over ours, round by round, median (least–most); above 1 ours is the faster. Where results disagree, it is open whose are wrong.';
