import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LinedStatement } from '../statement.ts';
import { itemsOfPaper, type PaperItem } from './itemsOfPaper.ts';

/** A part of a text: its name, its statements, its first and last lines. */
export type Section = readonly [name: string, statements: readonly LinedStatement[], first: number, last: number];

/** Of what the text displays or numbers every item has an entry. Sections that are `unread` are still being read. */
export function standsInItsText(
  paper: string,
  sections: readonly Section[],
  unread: ReadonlySet<string> = new Set(),
): void {
  // The text is not ours to publish: lines and labels alone are kept (`fixtures/papers/README.md`).
  const items = readFileSync(new URL(`../../../fixtures/papers/${paper}.ndjson`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as PaperItem);

  describe.each(sections)(`the statements of %s of ${paper}`, (section, statements, first, last) => {
    it('stand in the order of the text', () => {
      const lines = statements.map(({ line }) => line);
      expect(lines).toEqual([...lines].sort((a, b) => a - b));
      expect(lines.filter(line => line < first || line > last)).toEqual([]);
    });

    it.skipIf(unread.has(section))('have every displayed formula, numbered item and proof', () => {
      const own = items.filter(({ line }) => line >= first && line <= last);
      expect(own.filter(item => !isTold(item, statements))).toEqual([]);
    });
  });

  const papers = process.env.DLO_PAPERS;

  it.skipIf(papers === undefined)('lines and labels are those of the text', () => {
    expect(items).toEqual(itemsOfPaper(readFileSync(`${papers}/${paper}.txt`, 'utf8')));
  });
}

function isTold(item: PaperItem, statements: readonly LinedStatement[]): boolean {
  const { line, cells = 1 } = item;
  const table = /^row of (.*)/.exec(item.item)?.[1];
  if (table === undefined) return statements.some(statement => tells(statement, item));
  const told = statements.filter(statement => statement.line === line && statement.place.startsWith(`${table},`));
  return told.length >= cells;
}

function tells({ line, place }: LinedStatement, { line: first, end = first, item }: PaperItem): boolean {
  if (item.startsWith('proof of')) return place.startsWith(item) && line >= first;
  if (line < first || line > end) return false;
  return /^(formula|point)/.test(item) || place === item || (!item.startsWith('eq.') && place.startsWith(`${item},`));
}
