import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LinedStatement } from '../statement.ts';
import { itemsOfPaper, type PaperItem } from '../testing/itemsOfPaper.ts';
import { APPENDIX } from './appendix.ts';
import { SECTION_1 } from './section1.ts';
import { SECTION_2 } from './section2.ts';
import { SECTION_3 } from './section3.ts';
import { SECTION_4 } from './section4.ts';
import { SECTION_5 } from './section5.ts';
import { SECTION_6 } from './section6.ts';
import { SECTION_7 } from './section7.ts';

/** The text is not ours to publish: lines and labels alone are kept (`fixtures/papers/README.md`). */
const ITEMS = readFileSync(new URL('../../../fixtures/papers/wendin2025.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as PaperItem);

/** Sections with their first and last lines. */
const SECTIONS: readonly (readonly [string, readonly LinedStatement[], number, number])[] = [
  ['section 1', SECTION_1, 1, 98],
  ['section 2', SECTION_2, 99, 180],
  ['section 3', SECTION_3, 181, 403],
  ['section 4', SECTION_4, 404, 747],
  ['section 5', SECTION_5, 748, 969],
  ['section 6', SECTION_6, 970, 1091],
  ['sections 7 and 8', SECTION_7, 1092, 1135],
  ['the appendix', APPENDIX, 1136, 1294],
];

/** Sections that are still being read. */
const UNREAD: ReadonlySet<string> = new Set([
  'section 1',
  'section 2',
  'section 3',
  'section 4',
  'section 5',
  'section 6',
  'sections 7 and 8',
  'the appendix',
]);

describe.each(SECTIONS)('the statements of %s of wendin2025', (section, statements, first, last) => {
  it('stand in the order of the text', () => {
    const lines = statements.map(({ line }) => line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(lines.filter(line => line < first || line > last)).toEqual([]);
  });

  it.skipIf(UNREAD.has(section))('have every displayed formula, numbered item and proof', () => {
    const own = ITEMS.filter(({ line }) => line >= first && line <= last);
    expect(own.filter(item => !statements.some(statement => tells(statement, item)))).toEqual([]);
  });
});

function tells({ line, place }: LinedStatement, { line: first, end = first, item }: PaperItem): boolean {
  if (item.startsWith('proof of')) return place.startsWith(item) && line >= first;
  if (line < first || line > end) return false;
  return item === 'formula' || place === item || (!item.startsWith('eq.') && place.startsWith(`${item},`));
}

const PAPERS = process.env.DLO_PAPERS;

it.skipIf(PAPERS === undefined)('lines and labels are those of the text', () => {
  expect(ITEMS).toEqual(itemsOfPaper(readFileSync(`${PAPERS}/wendin2025.txt`, 'utf8')));
});
