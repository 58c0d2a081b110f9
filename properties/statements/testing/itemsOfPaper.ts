/** What a paper displays or numbers. Plain data, in the order of its text. */
export interface PaperItem {
  /** Of the extracted text, from 1. */
  readonly line: number;
  /** Its last line, where it has several. */
  readonly end?: number;
  /** "formula", "eq. 12", "proposition 4", "proof of proposition 4", "figure 1", "table 1". */
  readonly item: string;
}

const NUMBERED = /^(Assumption|Proposition|Lemma|Theorem|Remark|Figure|Table) (\d+)[.:]/;
const EQUATION = /\\tag\{(\d+)\}\s*\$\$$|\((\d+)\)\s*\$\$$/;

/** Displayed formulas and numbered items of a text with formulas between "$$"; a proof is named after the item before it. */
export function itemsOfPaper(text: string): PaperItem[] {
  const items: PaperItem[] = [];
  let numbered = '';
  let start: number | undefined;
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1;
    const trimmed = content.trimEnd();
    const opens = start === undefined && trimmed.startsWith('$$');
    if (opens) start = line;
    if (start !== undefined) {
      if (!trimmed.endsWith('$$') || (opens && trimmed === '$$')) continue;
      const [, tag, number = tag] = EQUATION.exec(trimmed) ?? [];
      const item = number === undefined ? 'formula' : `eq. ${number}`;
      items.push({ line: start, ...(start < line ? { end: line } : {}), item });
      start = undefined;
      continue;
    }
    const found = NUMBERED.exec(trimmed);
    if (found) {
      const item = `${found[1]!.toLowerCase()} ${found[2]}`;
      items.push({ line, item });
      if (!/^(figure|table)/.test(item)) numbered = item;
    } else if (trimmed.startsWith('Proof.')) {
      items.push({ line, item: `proof of ${numbered}` });
    }
  }
  return items;
}
