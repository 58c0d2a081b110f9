/** A Markdown table under a heading, with what a reader must know to read it. */
export interface Section {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The first column reads from the left, figures from the right. */
export function renderSection({ title, note, columns, rows }: Section): string {
  const widths = columns.map((column, j) =>
    Math.max(3, ...[column, ...rows.map(row => row[j]!)].map(text => text.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, j) => (j === 0 ? cell.padEnd(widths[j]!) : cell.padStart(widths[j]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, j) => (j === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [`## ${title}`, '', note, '', line(columns), rule, ...rows.map(line), ''].join('\n');
}

/** Three significant digits in the unit that fits: "840 ns", "12.3 µs", "1.20 s". */
export function duration(seconds: number): string {
  const [factor, unit] =
    seconds < 1e-6 ? [1e9, 'ns'] : seconds < 1e-3 ? [1e6, 'µs'] : seconds < 1 ? [1e3, 'ms'] : ([1, 's'] as const);
  const value = seconds * factor;
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`;
}
