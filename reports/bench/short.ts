import type { Section } from './table.ts';

const TITLE = 'In short';
const [BEGIN, END] = ['<!-- bench:begin -->', '<!-- bench:end -->'];

/** What docs/bench.md quotes: a few rows of the other tables. */
export function shortSection(sections: readonly Section[]): Section {
  return {
    title: TITLE,
    note: 'Medians of the tables below. Ratio: the peer’s time over ours; above 1 ours is the faster.',
    columns: ['work', 'ours', 'peer', 'its time', 'ratio'],
    rows: sections.flatMap(({ short = [] }) => short),
  };
}

/** The short table of a bench's text, without its heading; empty where there is none. */
export function shortTable(bench: string): string {
  const section = bench.split(/^## /m).find(part => part.startsWith(`${TITLE}\n`)) ?? '';
  return section
    .split('\n')
    .filter(line => line.startsWith('|'))
    .join('\n');
}

/** A page with this short table between its two marks; throws where a mark is missing. */
export function quoted(page: string, table: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/bench.md must have ${BEGIN} and, after it, ${END}`);
  return `${page.slice(0, from)}${BEGIN}\n${table === '' ? '' : `\n${table}\n\n`}${page.slice(to)}`;
}
