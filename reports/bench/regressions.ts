import { cost, type Section } from './table.ts';

/** A figure of ours that is worse than it was. */
export interface Regression {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly before: string;
  readonly now: string;
  /** How many times the cost of before. */
  readonly times: number;
}

export interface TimingComparison {
  readonly regressions: readonly Regression[];
  /** How many figures were compared. */
  readonly compared: number;
  /** Rows of ours without a figure on either side, named. */
  readonly missing: readonly string[];
}

/** A row is worse where it costs more than this many times what it did; less is what two runs of one machine differ by. */
export const MOST = 1.3;

/** Our figures of a bench beside those of the stored one (its text): by table, row and column of the same names. */
export function comparison(stored: string, sections: readonly Section[]): TimingComparison {
  const before = new Map(tables(stored).map(table => [table.title, table]));
  const regressions: Regression[] = [];
  const missing: string[] = [];
  let compared = 0;
  for (const { title, columns, rows, ours } of sections) {
    if (ours === undefined) continue;
    const old = before.get(title);
    const nameIn = (table: TextTable, row: readonly string[]): string =>
      ours.named.map(column => row[table.columns.indexOf(column)]).join(', ');
    for (const row of rows)
      for (const column of ours.figures) {
        const name = nameIn({ title, columns, rows }, row);
        const was = old?.rows.find(cells => nameIn(old, cells) === name)?.[old.columns.indexOf(column)] ?? '';
        const now = row[columns.indexOf(column)]!;
        const [from, to] = [cost(was), cost(now)];
        if (from === undefined || to === undefined) {
          missing.push(`${title}: ${name}, ${column}`);
          continue;
        }
        compared += 1;
        if (to > MOST * from) regressions.push({ table: title, row: name, column, before: was, now, times: to / from });
      }
  }
  return { regressions: regressions.sort((a, b) => b.times - a.times), compared, missing };
}

/** What a comparison found, as lines for a person. */
export function comparisonText({ regressions, compared, missing }: TimingComparison): string {
  const lines = regressions.map(
    ({ table, row, column, before, now, times }) =>
      `${times.toFixed(2)} × slower: ${table}: ${row}, ${column}: ${before} before, ${now} now`,
  );
  const summary = `${compared} figures compared with the stored ones: ${lines.length === 0 ? 'none' : lines.length} worse by more than ${MOST} ×`;
  const left =
    missing.length === 0 ? [] : [`${missing.length} without a figure on both sides, the first: ${missing[0]}`];
  return [...lines, summary, ...left].join('\n');
}

/** The processor and its cores, as the second line of a bench names them. */
export function machineOf(bench: string): string | undefined {
  return /^Node [^,]+, (.+ cores)\./m.exec(bench)?.[1];
}

interface TextTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a bench's text, as `renderSection` has written them. */
function tables(bench: string): TextTable[] {
  return bench
    .split(/^## /m)
    .slice(1)
    .map(part => {
      const lines = part.split('\n');
      const [columns = [], , ...rows] = lines.filter(line => line.startsWith('|')).map(cellsOf);
      return { title: lines[0]!, columns, rows };
    });
}

const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map(cell => cell.trim());
