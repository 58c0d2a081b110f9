/** What a paper displays or numbers. Plain data, in the order of its text. */
export interface PaperItem {
  /** Of the extracted text, from 1. */
  readonly line: number;
  /** Its last line, where it has several. */
  readonly end?: number;
  /**
   * "formula", "eq. 12", "proposition 4", "proof of proposition 4", "point 2" of what is above it, "figure 1", "table 1",
   * "row of table 1", "algorithm 1, line 3".
   */
  readonly item: string;
  /** Of a row, beside its first, without those that are empty or a dash. */
  readonly cells?: number;
}

const KINDS = 'Assumption|Proposition|Lemma|Theorem|Definition|Remark|Figure|Table';
const NUMBERED = new RegExp(`^(?:(${KINDS}) (?:(\\d+(?:\\.\\d+)+):?(?= )|(\\d+)[.:])|(Algorithm) (\\d+) )`);
const POINT = /^(?:- )?(\d+)\.(?: (?!\d)|$)/;
const PROOF = /^Proof(?:\.| \d+\b)/;
const EQUATION = /\\tag\{([\d.]+)\}\s*\$\$$|\((\d+)\)\s*\$\$$|\((\d+\.\d+)\)[^()]*\$\$$/;
/** A number that stands by itself, below its formula. */
const NUMBER = /^(?:\$\$)?\s*\((\d+\.\d+)\)(?:\$\$)?$/;

/** Displayed formulas and numbered items of a text with formulas between "$$"; a proof is named after the item before it. */
export function itemsOfPaper(text: string): PaperItem[] {
  const lines = text.split('\n').map(line => line.trimEnd());
  const items: PaperItem[] = [];
  let numbered = '';
  let algorithm: string | undefined;
  let start: number | undefined;
  for (const [index, content] of lines.entries()) {
    const line = index + 1;
    const number = start === undefined ? NUMBER.exec(content)?.[1] : undefined;
    const above = items.at(-1);
    if (number !== undefined && above?.item === 'formula') {
      items.splice(-1, 1, { line: above.line, end: line, item: `eq. ${number}` });
      continue;
    }
    const opens = start === undefined && content.startsWith('$$');
    if (opens) start = line;
    if (start !== undefined) {
      if (!content.endsWith('$$') || (opens && content === '$$')) continue;
      const label = EQUATION.exec(content)?.slice(1).find(Boolean);
      const item = label === undefined ? 'formula' : `eq. ${label}`;
      items.push({ line: start, ...(start < line ? { end: line } : {}), item });
      start = undefined;
      continue;
    }
    const found = NUMBERED.exec(content)?.slice(1).filter(Boolean);
    if (found) {
      const item = `${found[0]!.toLowerCase()} ${found[1]}`;
      if (item.startsWith('table')) items.push(...rowsAbove(lines, index, item));
      items.push({ line, item });
      if (!/^(figure|table|algorithm)/.test(item)) numbered = item;
      algorithm = item.startsWith('algorithm') ? item : undefined;
    } else if (PROOF.test(content)) {
      items.push({ line, item: `proof of ${numbered}` });
    } else if (POINT.test(content)) {
      items.push({ line, item: `point ${POINT.exec(content)![1]}` });
    } else if (algorithm !== undefined && content.startsWith('1:')) {
      const last = Math.max(...[...content.matchAll(/(\d+):/g)].map(([, n]) => Number(n)));
      for (let n = 1; n <= last; n++) items.push({ line, item: `${algorithm}, line ${n}` });
      algorithm = undefined;
    }
  }
  return items;
}

/** The rows of a table whose caption stands below it, without the first, which heads it. */
function rowsAbove(lines: readonly string[], caption: number, table: string): PaperItem[] {
  let below = caption;
  while (below > 0 && lines[below - 1] === '') below--;
  let first = below;
  while (first > 0 && lines[first - 1]!.includes('\t')) first--;
  return lines.slice(first + 1, below).map((row, n) => ({
    line: first + 2 + n,
    item: `row of ${table}`,
    cells: row
      .split('\t')
      .slice(1)
      .filter(cell => !/^\s*-?\s*$/.test(cell)).length,
  }));
}
