import { styleText } from 'node:util';
import { fairOutcome } from '../src/judge/readingThatHolds.ts';
import type {
  ClaimRecord,
  CounterexampleRecord,
  ReadingName,
  RunRecord,
  ShownExample,
  Verdict,
} from '../src/judge/runRecord.ts';
import { askedTotals } from './askedTotals.ts';
import { byPaper } from './byPaper.ts';
import { firstDifference, sameShape, tellRowsApart } from './differences.ts';
import { askedInWords, residualInWords } from './evidenceWords.ts';
import { foreignText } from './foreignText.ts';
import {
  counted,
  ledgerMark,
  missingClaims,
  mutantShare,
  plainNumber,
  unchangedShare,
  verdictCounts,
} from './summary.ts';
import { clean, cut, displayWidth, wrap } from './terminalText.ts';
import { twoSides } from './twoSides.ts';
import { VERDICT_SIGN, whatDiffers } from './words.ts';

export interface TerminalOptions {
  readonly colour: boolean;
  /** In columns; lines stay within it, between 60 and 100. */
  readonly width: number;
}

/**
 * A run for the terminal: what was run, one row per claim (a line per reading) by paper and section, the counts of verdicts, then each
 * counterexample. Ends with a newline. Only a replay command may be longer than the width, so that it can be copied.
 */
export function renderTable(record: RunRecord, { colour, width }: TerminalOptions): string {
  const columns = columnsWithin(width);
  const paint = paintFor(colour);
  const missing = missingClaims(record);
  const examples = record.claims.flatMap(claim =>
    claim.counterexample === undefined ? [] : [exampleOf(claim, claim.counterexample, columns, paint)],
  );
  return [
    ...wrap(
      `deep-linear-oracle ${clean(record.version)} · seed ${plainNumber(record.seed)} · ${plainNumber(record.runs)} runs per claim · ${plainNumber(record.digits)} digits${record.arithmetic === 'decimal' ? ' · decimal.js alone' : ''}`,
      columns,
    ),
    '',
    ...(record.claims.length === 0 ? ['No claim was judged.'] : claimTable(record.claims, columns, paint)),
    '',
    ...wrap(countsLine(record), columns),
    ...askedTotals(record).flatMap(one => wrap(`Asked: ${askedInWords(one)}`, columns, 2)),
    ...(record.interrupted
      ? wrap('INTERRUPTED: this is not a full judgement.', columns).map(line => paint(['bold', 'red'], line))
      : []),
    ...(missing.length === 0 ? [] : wrap(`Not judged: ${missing.map(clean).join(', ')}`, columns, 2)),
    ...examples.flatMap(lines => ['', ...lines]),
    '',
  ].join('\n');
}

/** Between 60 and 100. */
export function columnsWithin(width: number): number {
  return Math.max(60, Math.min(100, Number.isFinite(width) ? Math.floor(width) : 100));
}

/** A counterexample in a few lines, without colour and without a newline at the end. */
export function renderCounterexample(example: ShownExample, width = 100): string {
  return counterexampleLines(example, width).join('\n');
}

type Style = Parameters<typeof styleText>[0];

/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export function paintFor(colour: boolean): Paint {
  return colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}

export const VERDICT_STYLE: Readonly<Record<Verdict, Style>> = {
  holds: 'green',
  'holds with an extra hypothesis': 'cyan',
  'refuted as printed, holds as corrected': 'magenta',
  refuted: 'red',
  undecided: 'yellow',
  vacuous: 'gray',
};

/** A verdict over as many lines as it has parts; the second part belongs to the second reading. */
const VERDICT_LINES: Readonly<Record<Verdict, readonly string[]>> = {
  holds: ['holds'],
  'holds with an extra hypothesis': ['holds with', 'an extra hypothesis'],
  'refuted as printed, holds as corrected': ['refuted as printed,', 'holds as corrected'],
  refuted: ['refuted'],
  undecided: ['undecided'],
  vacuous: ['vacuous'],
};

const SHORT_READING: Readonly<Record<ReadingName, string>> = {
  'as printed': 'printed',
  'fair reading': 'fair',
  'with earlier definitions mended': 'mended',
  'as corrected': 'corrected',
  'with an extra hypothesis': 'extra hyp.',
};

interface Column {
  readonly title: string;
  readonly width: number;
  readonly right?: true;
  readonly lines: (claim: ClaimRecord) => readonly string[];
  readonly style?: (claim: ClaimRecord) => Style | undefined;
}

const COLUMNS: readonly Column[] = [
  {
    title: 'verdict',
    width: 21,
    lines: claim => {
      const first = fairOutcome(claim) === 'held' ? ['fair reading holds;'] : [];
      return [...first, ...VERDICT_LINES[claim.verdict]].map(
        (part, i) => `${i === 0 ? VERDICT_SIGN[claim.verdict] : ' '} ${part}`,
      );
    },
    style: ({ verdict }) => VERDICT_STYLE[verdict],
  },
  { title: 'reading', width: 10, lines: ({ readings }) => readings.map(({ reading }) => SHORT_READING[reading]) },
  {
    title: 'cases',
    width: 6,
    right: true,
    lines: ({ readings }) => readings.map(({ cases }) => plainNumber(cases.judged)),
  },
  {
    title: 'digits',
    width: 6,
    right: true,
    lines: ({ readings }) => readings.map(({ digits }) => (digits === undefined ? '–' : plainNumber(digits.worst))),
  },
  {
    title: 'residual',
    width: 9,
    right: true,
    lines: ({ readings }) => readings.map(({ worstResidual }) => clean(worstResidual ?? '–')),
  },
  {
    title: 'ledger',
    width: 7,
    lines: claim => [ledgerMark(claim) === 'differs' ? 'DIFFERS' : ledgerMark(claim)],
    style: claim => (ledgerMark(claim) === 'differs' ? ['bold', 'red'] : undefined),
  },
];

const NARROWEST_ID = 14;

function claimTable(claims: readonly ClaimRecord[], width: number, paint: Paint): string[] {
  // Too narrow for all: the reading goes first, then the digits; both stand in the report.
  const fits = (columns: readonly Column[]): boolean => room(columns, width) >= NARROWEST_ID;
  const without = (columns: readonly Column[], title: string): readonly Column[] =>
    fits(columns) ? columns : columns.filter(column => column.title !== title);
  const others = without(without(without(COLUMNS, 'reading'), 'digits'), 'cases');
  const longest = Math.max(5, ...claims.map(({ id }) => displayWidth(clean(id))));
  const columns: readonly Column[] = [
    { title: 'claim', width: Math.min(longest, room(others, width)), lines: ({ id }) => [clean(id)] },
    ...others,
  ];
  const total = columns.reduce((sum, column) => sum + column.width + 2, -2);
  const head = columns
    .map(column => pad(column.title, column))
    .join('  ')
    .trimEnd();
  const heading = (title: string, counts: string): string[] => wrap(`${clean(title)} — ${counts}`, width, 2);
  const body = byPaper(claims).flatMap(({ title, counts, sections }) => [
    ...heading(title, counts).map(line => paint('bold', line)),
    ...sections.flatMap(section => [
      ...(section.title === '' ? [] : heading(section.title, section.counts).map(line => paint('dim', line))),
      ...section.claims.flatMap(claim => claimLines(claim, columns, paint)),
    ]),
  ]);
  return [paint('bold', head), '─'.repeat(total), ...body];
}

function room(columns: readonly Column[], width: number): number {
  return columns.reduce((left, column) => left - column.width - 2, width);
}

function claimLines(claim: ClaimRecord, columns: readonly Column[], paint: Paint): string[] {
  const cells = columns.map(column => column.lines(claim).flatMap(line => cut(line, column.width)));
  const height = Math.max(1, ...cells.map(lines => lines.length));
  return Array.from({ length: height }, (_, i) =>
    columns
      .map((column, j) => {
        const text = cells[j]?.[i] ?? '';
        const style = text === '' ? undefined : column.style?.(claim);
        const padded = pad(text, column);
        return style === undefined ? padded : paint(style, padded);
      })
      .join('  ')
      .trimEnd(),
  );
}

function pad(text: string, { width, right }: Column): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return right ? space + text : text + space;
}

function countsLine(record: RunRecord): string {
  const counts = verdictCounts(record).filter(({ count }) => count > 0);
  const differing = record.claims.filter(claim => ledgerMark(claim) === 'differs').length;
  const parts = counts.map(({ verdict, count }) => `${VERDICT_SIGN[verdict]} ${count} ${verdict}`);
  return [
    `${counted(record.claims.length, 'claim')} judged in ${plainNumber(record.timing.seconds)} s`,
    ...[unchangedShare(record)].filter(text => text !== ''),
    ...parts,
    ...(differing === 0 ? [] : [`${differing} not as in the ledger`]),
    ...[mutantShare(record.claims.flatMap(({ mutants }) => mutants))].filter(text => text !== ''),
  ].join(' · ');
}

function exampleOf(claim: ClaimRecord, example: CounterexampleRecord, width: number, paint: Paint): string[] {
  const heading = wrap(`${VERDICT_SIGN[claim.verdict]} ${clean(claim.id)} (${example.reading})`, width);
  return [
    ...heading.map(line => paint(['bold', 'red'], line)),
    ...counterexampleLines(example, width - 2).map(line => `  ${line}`),
  ];
}

function counterexampleLines(example: ShownExample, width: number): string[] {
  const { given, scalars } = example;
  const residual = residualInWords(example);
  const line = (text: string): string[] => wrap(text, width, 4);
  return [
    ...line(clean(example.architecture)),
    ...given.flatMap(({ name, rows }) => line(`  ${clean(name)} = ${octave(cleanRows(rows))}`)),
    ...(scalars.length === 0
      ? []
      : line(`  ${scalars.map(({ name, value }) => `${clean(name)} = ${clean(value)}`).join(', ')}`)),
    ...line(`${clean(whatDiffers(example).sentence)}:`),
    ...sidesLines(example, width),
    ...(residual === '' ? [] : line(clean(residual))),
    `replay: ${clean(example.replay)}`,
  ];
}

/** Both values, one above the other, the first digits that differ marked; where they are too long, those of one entry. */
function sidesLines(
  { stated, truth, reason, picture, sides = ['stated', 'true'] }: ShownExample,
  width: number,
): string[] {
  const told = tellRowsApart(cleanRows(stated), cleanRows(truth));
  const indented = (text: string): string[] => wrap(`  ${text}`, width, 4);
  if (stated.length === 0 || truth.length === 0) {
    const none = `no value${reason === undefined ? '' : `: ${clean(reason)}`}`;
    return [
      ...indented(`${sides[0]}: ${stated.length === 0 ? none : octave(told.stated)}`),
      ...(picture === undefined ? [] : pictureLines(picture, width)),
      ...(truth.length === 0 ? [] : indented(`${sides[1]}: ${octave(told.truth)}`)),
    ];
  }
  const lines = sameShape(stated, truth) ? twoSides(told, sides).map(text => `  ${text}`) : [];
  if (lines.length > 0 && lines.every(text => displayWidth(text) <= width)) return lines;
  return [
    ...indented(`${sides[0]}: ${octave(told.stated)}`),
    ...indented(`${sides[1]}: ${octave(told.truth)}`),
    ...firstDifference(told, sides).map(text => `  ${text}`),
  ];
}

/** A line of a formula and the carets under it, cut to the width so that the carets stay where they point. */
export function pictureLines(picture: string, width: number): string[] {
  const lines = picture.split('\n').map(line => foreignText(line).replaceAll('\uFFFD', ' '));
  const caret = lines.at(-1)!.indexOf('^');
  const start = Math.max(0, caret + 12 - (width - 4));
  return lines.map(line => `    ${line.slice(start, start + width - 4)}`.trimEnd());
}

function cleanRows(rows: readonly (readonly string[])[]): string[][] {
  return rows.map(row => row.map(clean));
}

function octave(rows: readonly (readonly string[])[]): string {
  return `[${rows.map(row => row.join(' ')).join('; ')}]`;
}
