import { type LatexSource, latexError } from './latexSource.ts';
import { macrosOf, withoutComments } from './macrosOf.ts';
import type { Macros } from './parseTex.ts';

/** A formula of a file, where it stands and how one can ask for it. */
export interface LatexFormula {
  /** Between its delimiters. */
  readonly tex: string;
  readonly source: LatexSource;
  readonly line: number;
  readonly isDisplayed: boolean;
  /** Of displayed formulas, counted from 1. */
  readonly index: number;
  /** Of \tag, or printed behind it: "2.11". */
  readonly tag: string | undefined;
  readonly labels: readonly string[];
  /** The theorem, lemma, definition or proof that it stands in. */
  readonly theorem: string | undefined;
}

/** A file of LaTeX, Markdown or plain text with formulas in dollars. */
export interface LatexDocument {
  readonly name: string;
  readonly text: string;
  readonly macros: Macros;
  readonly formulas: readonly LatexFormula[];
}

const DISPLAYS = [
  'equation',
  'align',
  'gather',
  'multline',
  'eqnarray',
  'displaymath',
  'flalign',
  'alignat',
  'IEEEeqnarray',
  'dmath',
] as const;

/** Within \[…\] and $$…$$ these stand by themselves. */
const PASSED_ON: ReadonlySet<string> = new Set(['align', 'gather', 'alignat']);

const THEOREM =
  /\\(begin|end)\{(theorem|thm|lemma|lem|proposition|prop|corollary|cor|claim|definition|defn|remark|proof|fact|assumption)\*?\}/g;

/** In Markdown and plain text: "**Theorem 3**", "Lemma A.1 (…)". */
const HEADING =
  /^(?:[#*_\s]*)(Theorem|Lemma|Proposition|Corollary|Claim|Definition|Remark|Proof|Fact|Assumption)\b[\s*_]*([A-Z]?[\d.]*\d)?/;

/**
 * The formulas of a file, in their order: $…$, $$…$$, \(…\), \[…\] and the environments of equations, without those in comments, in verbatim or in
 * code of Markdown. Nothing that the file names is opened. FormulaErrors: those of `macrosOf`, and a displayed formula that is not closed, at its beginning.
 */
export function latexDocument(text: string, name: string): LatexDocument {
  const plain = withoutVerbatim(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, isMarkdown(name));
  const macros = macrosOf(plain, name);
  const searched = withoutComments(plain).replace(EDGE_DEFINITION, shown => shown.replace(/[^\r\n]/g, ' '));
  const theorems = theoremsIn(searched);
  const lineStarts = [0, ...[...searched.matchAll(/\r\n|\n|\r/g)].map(match => match.index + match[0].length)];
  const lineOf = (offset: number): number => {
    let [low, high] = [0, lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (lineStarts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  let displayed = 0;
  const formulas = stretchesIn(searched, { name, text, from: 0 }, abbreviationsIn(macros)).map(
    ({ from, to, isDisplayed, behind }): LatexFormula => {
      if (isDisplayed) displayed += 1;
      const tex = searched.slice(from, to);
      const tag =
        /\\tag\*?\{([^{}]*)\}/.exec(tex)?.[1] ??
        /(?:\\q?quad|\\,)\s*\(([A-Z]?[\d.]+)\)\s*$/.exec(tex)?.[1] ??
        numberBehind(searched, behind);
      return {
        tex,
        source: { name, text, from },
        line: lineOf(from),
        isDisplayed,
        index: displayed,
        tag,
        labels: [...tex.matchAll(/\\label\{([^{}]*)\}/g)].map(match => match[1]!),
        theorem: theorems.find(one => one.from <= from && from < one.to)?.name,
      };
    },
  );
  return { name, text, macros, formulas };
}

function isMarkdown(name: string): boolean {
  return /\.(md|markdown)$/i.test(name);
}

/** "(2.11)" right behind a displayed formula, as papers' texts have it. */
function numberBehind(text: string, at: number): string | undefined {
  return /^\s*\(([A-Z]?\d[\d.]*)\)/.exec(text.slice(at, at + 40))?.[1];
}

/** The text with what is shown as it stands blanked. */
function withoutVerbatim(text: string, markdown: boolean): string {
  const blank = (shown: string): string => shown.replace(/[^\r\n]/g, ' ');
  const tex = text.replace(/\\begin\{(verbatim|lstlisting|comment)\*?\}[\s\S]*?\\end\{\1\*?\}/g, blank);
  if (!markdown) return tex;
  return tex.replace(/^(```|~~~)[\s\S]*?^\1/gm, blank).replace(/`[^`\r\n]*`/g, blank);
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Where the text goes on. */
  readonly behind: number;
  readonly isDisplayed: boolean;
}

const OPENING = new RegExp(
  `\\\\\\\\|\\\\\\$|\\$\\$|\\$|\\\\\\(|\\\\\\[|\\\\begin\\{(${DISPLAYS.join('|')})(\\*?)\\}`,
  'g',
);

/** A command of the author's own that begins an environment, \be, and how it ends. */
interface Abbreviation {
  readonly environment: string;
  readonly closing: string;
}

/** \newcommand{\be}{\begin{equation}}, and the like of \end. */
const EDGE_DEFINITION =
  /\\(?:def|(?:re)?newcommand|providecommand)\*?\s*\{?\s*\\[A-Za-z]+\s*\}?\s*\{\s*\\(?:begin|end)\s*\{[A-Za-z]+\*?\}\s*\}/g;

function abbreviationsIn(macros: Macros): ReadonlyMap<string, Abbreviation> {
  const edges = Object.entries(macros).flatMap(([command, body]) => {
    const [, side, environment] =
      /^\s*\\(begin|end)\s*\{([A-Za-z]+)\*?\}\s*$/.exec(typeof body === 'string' ? body : '') ?? [];
    return side !== undefined && DISPLAYS.some(one => one === environment)
      ? [{ command, side, environment: environment! }]
      : [];
  });
  return new Map(
    edges.flatMap(({ command, side, environment }) => {
      const end = edges.find(one => one.side === 'end' && one.environment === environment);
      return side === 'begin' && end !== undefined ? [[command, { environment, closing: end.command }] as const] : [];
    }),
  );
}

function stretchesIn(text: string, source: LatexSource, abbreviations: ReadonlyMap<string, Abbreviation>): Stretch[] {
  const found: Stretch[] = [];
  const own = [...abbreviations.keys()].map(command => `|\\${command}(?![A-Za-z])`).join('');
  const anyOpening = new RegExp(`${OPENING.source}${own}`, 'g');
  let at = 0;
  for (;;) {
    anyOpening.lastIndex = at;
    const match = anyOpening.exec(text);
    if (match === null) return found;
    const [opening, environment] = match;
    const abbreviation = abbreviations.get(opening);
    const start = match.index + opening.length;
    if (opening === '\\\\' || opening === '\\$') {
      at = start;
      continue;
    }
    const closing =
      abbreviation?.closing ?? (environment === undefined ? CLOSING[opening]! : `\\end{${environment}${match[2]!}}`);
    const end = endOf(text, start, closing, opening === '$');
    if (opening !== '$' && opening !== '\\(')
      requireClosed(text, source, { from: match.index, start, end }, closing, found);
    if (end === undefined) {
      at = start;
      continue;
    }
    const named = environment ?? abbreviation?.environment;
    const whole =
      named !== undefined && (PASSED_ON.has(named) || ['flalign', 'eqnarray', 'IEEEeqnarray'].includes(named));
    const stretch = whole ? { from: match.index, to: end + closing.length } : { from: start, to: end };
    found.push({ ...stretch, behind: end + closing.length, isDisplayed: opening !== '$' && opening !== '\\(' });
    at = end + closing.length;
  }
}

const CLOSING: Readonly<Record<string, string>> = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' };

/**
 * A displayed formula is closed before the next of its kind begins. Of two dollars, which open as they close, a formula that
 * goes over an empty line, where TeX stops, is the one at fault.
 */
function requireClosed(
  text: string,
  source: LatexSource,
  { from, start, end }: { readonly from: number; readonly start: number; readonly end: number | undefined },
  closing: string,
  before: readonly Stretch[],
): void {
  const opening = text.slice(from, start);
  const isEnvironment = opening.startsWith('\\begin');
  if (end !== undefined && !(isEnvironment && text.slice(start, end).includes(opening))) return;
  const across =
    opening === '$$'
      ? before.find(one => text.startsWith('$$', one.from - 2) && /\n[^\S\n]*\r?\n/.test(text.slice(one.from, one.to)))
      : undefined;
  const at = across === undefined ? from : across.from - 2;
  throw latexError(source, { start: at, end: at + opening.length }, `must be closed by ${closing}`);
}

/** A formula in one dollar ends within its paragraph: a dollar alone is money. */
function endOf(text: string, from: number, closing: string, inOneParagraph: boolean): number | undefined {
  let end = text.indexOf(closing, from);
  while (end > 0 && text[end - 1] === '\\' && closing === '$') end = text.indexOf(closing, end + 1);
  if (end < 0) return undefined;
  if (inOneParagraph && /\n\s*\n/.test(text.slice(from, end))) return undefined;
  return end;
}

interface Theorem {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function theoremsIn(text: string): Theorem[] {
  const found: Theorem[] = [];
  const open: { name: string; from: number }[] = [];
  for (const match of text.matchAll(THEOREM)) {
    if (match[1] === 'begin') {
      open.push({ name: match[2]!, from: match.index });
      continue;
    }
    const last = open.pop();
    if (last !== undefined) found.push({ ...last, to: match.index });
  }
  if (found.length > 0) return found.sort((a, b) => b.from - a.from);
  let offset = 0;
  for (const line of text.split('\n')) {
    const heading = HEADING.exec(line);
    const last = found.at(-1);
    if (last !== undefined && (heading !== null || /^#|^\d+(\.\d+)*\s+[A-Z]/.test(line)))
      found[found.length - 1] = { ...last, to: Math.min(last.to, offset) };
    if (heading !== null)
      found.push({
        name: `${heading[1]}${heading[2] === undefined ? '' : ` ${heading[2]}`}`,
        from: offset,
        to: text.length,
      });
    offset += line.length + 1;
  }
  return found.reverse();
}
