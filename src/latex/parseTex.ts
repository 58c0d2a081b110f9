import temml from 'temml';
import { type LatexSource, latexError } from './latexSource.ts';
import { BOLD } from './letterKey.ts';
import { NEVER_FOLLOWED } from './neverFollowed.ts';
import { pairBars } from './pairBars.ts';
import { pairBrackets } from './pairBrackets.ts';
import { pairIntegrals } from './pairIntegrals.ts';
import type { Span, TexNode } from './texNode.ts';

/** Temml's own name for its first stage; its types call it otherwise. */
const { __parse: parseTree } = temml as unknown as { __parse: (tex: string, options: object) => unknown };

/** What Temml hands to a command that looks at what follows it. */
export interface MacroContext {
  consumeSpaces(): void;
  future(): { readonly text: string };
  consumeArgs(
    count: number,
    delimiters: readonly (readonly string[])[],
  ): readonly (readonly { readonly text: string }[])[];
}

/** Bodies of an author's own commands by name, "\\W": "\\mathbf{W}", with #1 for arguments; of those with an optional argument what gives the body. */
export type Macros = Readonly<Record<string, string | ((context: MacroContext) => string)>>;

/** A formula as TeX sees it, and what it is called. */
export interface ParsedTex {
  readonly nodes: readonly TexNode[];
  /** Of \tag{…}. */
  readonly tag?: string;
  readonly labels: readonly string[];
}

/** What is left of commands where \\b, \\f and \\t were taken for control characters. */
const WHOLE: Readonly<Record<string, string>> = {
  oldsymbol: '\\boldsymbol',
  egin: '\\begin',
  rac: '\\frac',
  ilde: '\\tilde',
  ext: '\\text',
  ar: '\\bar',
};

const SPOILED = /(?<![\\A-Za-z])(oldsymbol|egin|rac|ilde|ext|ar)\{/;

/** Of the author's commands, each within each. */
const MOST_EXPANSIONS = 1000;

/** Commands of packages that Temml does not know, by those that it does. */
const COMMON_MACROS: Macros = {
  '\\mleft': '\\left',
  '\\mright': '\\right',
  '\\mbox': '\\text',
  '\\intertext': '\\text',
  '\\shortintertext': '\\text',
  '\\ensuremath': '{#1}',
  '\\xspace': '',
  '\\allowbreak': '',
  '\\nobreak': '',
  // physics: \dv{f}{t}, and \dv{t} f.
  '\\dv': context => {
    const [first] = context.consumeArgs(1, [[], []]);
    const by = textOf(first!);
    context.consumeSpaces();
    return context.future().text === '{'
      ? `\\frac{\\mathrm{d}{${by}}}{\\mathrm{d}{#1}}`
      : `\\frac{\\mathrm{d}}{\\mathrm{d}{${by}}}`;
  },
};

/** Tokens, which are handed over from last to first, as they were typed. */
export function textOf(tokens: readonly { readonly text: string }[]): string {
  return [...tokens]
    .reverse()
    .map(({ text }) => (/^\\[A-Za-z]+$/.test(text) ? `${text} ` : text))
    .join('');
}

/** Environments of lines that Temml does not know under the name of one that it does, every character at its place. */
function withKnownEnvironments(tex: string): string {
  return tex.replace(
    /\\(begin|end)\{(eqnarray|flalign|IEEEeqnarray)(\*?)\}(?:(?<=begin\{IEEEeqnarray\*?\})\{[^{}]*\})?/g,
    (whole, side: string, _name: string, star: string) => `\\${side}{align${star}}`.padEnd(whole.length),
  );
}

/**
 * The mathematics of `tex`, which stands in `source` at its `from`. Temml, which sets formulas in reports, parses it: braces, scripts, fonts, environments and
 * the author's macros are TeX's; nothing is read, written or run.
 *
 * FormulaErrors with line, column and caret: braces, brackets of \left and environments that do not match, a command that
 * nobody defined, two superscripts, a macro that does not end.
 */
export function parseTex(tex: string, source: LatexSource, macros: Macros = {}): ParsedTex {
  const dangerous = NEVER_FOLLOWED.exec(tex);
  if (dangerous !== null)
    throw latexError(
      source,
      { start: dangerous.index, end: dangerous.index + dangerous[0].length },
      'must not stand in a formula: it reads, writes or runs something, which is never followed; leave it out',
    );
  const spoiled = SPOILED.exec(tex);
  if (spoiled !== null)
    throw latexError(
      source,
      { start: spoiled.index, end: spoiled.index + spoiled[0].length - 1 },
      `must be ${WHOLE[spoiled[1]!]}: its beginning was lost when the text was extracted`,
      'FORMAT',
    );
  const known = withKnownEnvironments(tex);
  let tree: unknown;
  try {
    tree = parseTree(known, {
      displayMode: true,
      throwOnError: true,
      macros: { ...COMMON_MACROS, ...macros },
      maxExpand: MOST_EXPANSIONS,
      trust: false,
    });
  } catch (error) {
    throw fromTemml(error, tex, source, macros);
  }
  const found: Found = { labels: [] };
  const context: Context = { tex: known, source, found, last: 0 };
  const nodes = nodesOf(context, tree);
  return { nodes, labels: found.labels, ...(found.tag !== undefined && { tag: found.tag }) };
}

function fromTemml(error: unknown, tex: string, source: LatexSource, macros: Macros): Error {
  const message = error instanceof Error ? error.message : String(error);
  const raw = isRecord(error) && typeof error.position === 'number' ? error.position : tex.length;
  const isCut = /end of input|got 'EOF'/.test(message);
  const own = /Too many expansions/.test(message) ? commandIn(tex, macros, '') : undefined;
  const unknown = /Unsupported function name: (\S+)/.exec(message)?.[1];
  // A place within what a command stands for is that of the command.
  const within = unknown !== undefined && !tex.startsWith(unknown, raw) ? commandIn(tex, macros, unknown) : undefined;
  const start =
    own ?? within ?? (isCut ? openIn(tex) : undefined) ?? Math.min(raw, Math.max(0, tex.trimEnd().length - 1));
  const command = /^\\(?:[A-Za-z]+\*?|[^A-Za-z])/.exec(tex.slice(start))?.[0];
  const span = { start, end: start + (command ?? ' ').length };
  const rule = ruleOf(message);
  return latexError(source, span, within === undefined ? rule : `${rule}: it stands for ${unknown}, which is none`);
}

/** The first command of the author's own in a formula whose body names another. */
function commandIn(tex: string, macros: Macros, named: string): number | undefined {
  for (const { 0: command, index } of tex.matchAll(/\\[A-Za-z]+/g)) {
    const body = macros[command];
    if (body !== undefined && (typeof body !== 'string' || body.includes(named))) return index;
  }
  return undefined;
}

/** The innermost brace or environment that is not closed. */
function openIn(tex: string): number | undefined {
  const open: number[] = [];
  for (const { 0: token, index } of tex.matchAll(/\\begin\s*\{[^{}]*\}|\\end\s*\{[^{}]*\}|\\[^A-Za-z]|[{}]/g)) {
    if (token === '{' || token.startsWith('\\begin')) open.push(index);
    else if (token === '}' || token.startsWith('\\end')) open.pop();
  }
  return open.at(-1);
}

/** What would be right, of what TeX cannot parse. */
function ruleOf(message: string): string {
  if (/Too many expansions/.test(message))
    return 'must not hold a command that calls itself, or more than 1000 commands of your own';
  if (/Double (super|sub)script/.test(message))
    return `must have one ${/super/.test(message) ? 'superscript' : 'subscript'}: put braces around what the second belongs to`;
  const unknown = /Unsupported function name: (\S+)/.exec(message)?.[1];
  if (unknown !== undefined)
    return `must be a command of LaTeX's mathematics, or one that \\newcommand in this file defines`;
  const mismatch = /Mismatch: (\\begin\{[^}]*\}) matched by (\\end\{[^}]*\})/.exec(message);
  if (mismatch) return `must close ${mismatch[1]} by its own \\end, not by ${mismatch[2]}`;
  const expected = /Expected '([^']*)', got '([^']*)'/.exec(message);
  if (expected?.[1] === 'EOF') {
    const got = expected[2]!;
    if (got === '&') return 'must stand within a matrix or an aligned environment';
    if (got === '}') return 'must have a { that it closes';
    if (got === '\\right') return 'must have a \\left that it closes';
    if (got === '\\end') return 'must have a \\begin that it closes';
    return 'must not stand here';
  }
  if (expected)
    return `must have ${expected[1]} before it, which is missing${expected[2] === 'EOF' ? ' at the end' : ''}`;
  if (/end of input/.test(message)) return 'must go on: a brace, an argument or an environment is not closed';
  return `must be LaTeX that can be parsed (${message.replace(/ at position [\s\S]*/, '').trim()})`;
}

/** What Temml calls some signs. */
const SPELLINGS: Readonly<Record<string, string>> = { '\\@cdots': '\\cdots', '\\varvdots': '\\vdots' };

interface Found {
  tag?: string;
  readonly labels: string[];
}

interface Context {
  readonly tex: string;
  readonly source: LatexSource;
  readonly found: Found;
  /** Where the last symbol stood: what comes from a macro has no place of its own. */
  last: number;
}

type Raw = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null;
}

function nodesOf(context: Context, value: unknown): TexNode[] {
  if (Array.isArray(value))
    return [...pairIntegrals(pairBars(pairBrackets(value.flatMap(one => nodesOf(context, one)))))];
  return isRecord(value) ? convert(context, value) : [];
}

/** Where a node stands, by the symbols within it. */
function spanOf(context: Context, raw: Raw, parts: readonly TexNode[] = []): Span {
  const { loc } = raw;
  if (isRecord(loc) && isRecord(loc.lexer) && loc.lexer.input === context.tex) {
    const [start, end] = [Number(loc.start), Number(loc.end)];
    context.last = end;
    return { start, end };
  }
  if (parts.length > 0) {
    const start = Math.min(...parts.map(part => part.span.start));
    return { start, end: Math.max(start, ...parts.map(part => part.span.end)) };
  }
  // What a command stands for has the place of the command, which comes next.
  const command = /^(?:[\s{}&]|\\[,;:! ])*(\\[A-Za-z]+)/.exec(context.tex.slice(context.last, context.last + 200));
  if (command === null) return { start: context.last, end: context.last };
  const end = context.last + command[0].length;
  return { start: end - command[1]!.length, end };
}

function convert(context: Context, raw: Raw): TexNode[] {
  const of = (key: string): TexNode[] => nodesOf(context, raw[key]);
  switch (raw.type) {
    case 'mathord':
    case 'textord':
    case 'atom':
      if (raw.text === '') return [];
      return [{ kind: 'symbol', text: SPELLINGS[String(raw.text)] ?? String(raw.text), span: spanOf(context, raw) }];
    case 'ordgroup': {
      const body = of('body');
      // A thin space is a group of its own.
      if (raw.semisimple === true || body.length === 0) return body;
      return [{ kind: 'braces', body, span: spanOf(context, raw, body) }];
    }
    case 'font':
    case 'mathclass': {
      const body = of('body');
      if (body.length === 0) return [];
      const font = String(raw.font);
      const inner = bare(body);
      // Bold letters side by side are letters; upright ones may be a word.
      if (BOLD.has(font) && inner.length > 1 && inner.every(part => part.kind === 'symbol'))
        return inner.map(part => ({ kind: 'font', font, body: [part], span: part.span }));
      return [{ kind: 'font', font, body, span: spanOf(context, raw, body) }];
    }
    case 'accent':
    case 'accentUnder':
    case 'enclose': {
      const body = of(raw.type === 'enclose' ? 'body' : 'base');
      const label = String(raw.label);
      if (/cancel|sout/.test(label))
        throw latexError(
          context.source,
          spanOf(context, {}, body),
          'must not be struck out: leave it out, or leave it in',
        );
      if (raw.type === 'enclose' && label !== '\\overline' && label !== '\\underline') return [...bare(body)];
      return [{ kind: 'accent', accent: label, body, span: spanOf(context, raw, body) }];
    }
    case 'supsub': {
      // The script of \\bigr) stands on a group of the bracket and nothing.
      const [whole, sub, sup] = [of('base'), of('sub'), of('sup')];
      const base = isSized(raw.base) ? [...bare(whole)] : whole;
      const under = raw.base;
      // What an underbrace says of a term is no part of it.
      if (isRecord(under) && under.type === 'horizBracket') return base;
      // The script of \\mathbf{AB}^T stands on its last letter.
      const before = base.slice(0, -1);
      if (before.length > 0) base.splice(0, before.length);
      return [
        ...before,
        {
          kind: 'scripts',
          base,
          ...(raw.sub != null && { sub: bare(sub) }),
          ...(raw.sup != null && { sup: bare(sup) }),
          span: spanOf(context, {}, [...base, ...sub, ...sup]),
        },
      ];
    }
    case 'horizBracket':
      return of('base');
    case 'genfrac': {
      const [top, bottom] = [of('numer'), of('denom')];
      const span = spanOf(context, {}, [...top, ...bottom]);
      if (raw.hasBarLine !== true) return [{ kind: 'array', isAligned: false, rows: [[top], [bottom]], span }];
      return [{ kind: 'fraction', top: bare(top), bottom: bare(bottom), span }];
    }
    case 'sqrt': {
      const [body, index] = [of('body'), of('index')];
      const span = spanOf(context, {}, [...index, ...body]);
      return [{ kind: 'root', body: bare(body), ...(raw.index != null && { index: bare(index) }), span }];
    }
    case 'leftright':
    case 'delimiter': {
      const body = of('body');
      const span = spanOf(context, {}, body);
      return [
        { kind: 'delimited', open: String(raw.left), close: String(raw.right), body, span: widened(context, span) },
      ];
    }
    case 'delimsizing':
      return [{ kind: 'symbol', text: String(raw.delim), span: sizedSpan(context) }];
    case 'middle':
      return [{ kind: 'symbol', text: String(raw.delim), span: spanOf(context, raw) }];
    case 'array': {
      const rows = (raw.body as readonly (readonly unknown[])[]).map(row => row.map(cell => nodesOf(context, cell)));
      const classes = Array.isArray(raw.envClasses) ? raw.envClasses : [];
      for (const label of Array.isArray(raw.labels) ? raw.labels : [])
        if (label !== '') context.found.labels.push(String(label));
      const span = spanOf(context, {}, rows.flat(2));
      return [{ kind: 'array', isAligned: classes.includes('jot'), rows, span }];
    }
    case 'op': {
      if (typeof raw.name === 'string') return [{ kind: 'operator', name: raw.name, span: spanOf(context, raw) }];
      const body = of('body');
      return [{ kind: 'operator', name: lettersOf(body), span: spanOf(context, {}, body) }];
    }
    case 'operatorname': {
      const body = of('body');
      return [{ kind: 'operator', name: lettersOf(body), span: spanOf(context, {}, body) }];
    }
    case 'text': {
      const body = of('body');
      return [{ kind: 'text', text: lettersOf(body), span: spanOf(context, {}, body) }];
    }
    case 'spacing':
      return raw.mode === 'text' ? [{ kind: 'symbol', text: ' ', span: spanOf(context, raw) }] : [];
    case 'kern': {
      const { number, unit } = raw.dimension as { number: number; unit: string };
      return unit === 'em' && number >= 1 ? [{ kind: 'space', span: spanOf(context, raw) }] : [];
    }
    case 'tag': {
      context.found.tag = lettersOf(nodesOf(context, raw.tag)).replace(/^\((.*)\)$/, '$1');
      return of('body');
    }
    case 'label':
      context.found.labels.push(String(raw.string));
      return [];
    case 'not': {
      const body = of('body');
      return body.map(node => (node.kind === 'symbol' ? { ...node, text: `not ${node.text}` } : node));
    }
    case 'mclass':
    case 'color':
    case 'styling':
    case 'sizing':
    case 'hbox':
    case 'raisebox':
    case 'smash':
    case 'lap':
    case 'mathchoice':
    case 'htmlmathml':
    case 'html':
      return of(raw.type === 'mathchoice' ? 'display' : 'body');
    case 'cr': {
      const at = context.tex.indexOf('\\\\', context.last);
      const span = at < 0 ? spanOf(context, raw) : { start: at, end: at + 2 };
      return [{ kind: 'symbol', text: '\\\\', span }];
    }
    case 'xArrow': {
      const span = spanOf(context, raw);
      return [
        {
          kind: 'symbol',
          text: String(raw.name ?? raw.label),
          over: [...bare(of('body')), ...bare(of('below'))],
          span,
        },
      ];
    }
    case 'rule':
    case 'phantom':
    case 'vphantom':
    case 'hphantom':
    case 'internal':
    case 'notag':
      return [];
    default:
      throw latexError(
        context.source,
        spanOf(context, raw),
        `must be mathematics: ${String(raw.type)} has no meaning in a formula`,
      );
  }
}

/** Whether a base is a bracket of a given size. */
function isSized(base: unknown): boolean {
  return (
    isRecord(base) && Array.isArray(base.body) && base.body.some(part => isRecord(part) && part.type === 'delimsizing')
  );
}

/** The place of the next \\bigl( behind what was read last. */
function sizedSpan(context: Context): Span {
  const next = /\\[Bb]igg?[lrm]?\s*(?:\\[A-Za-z]+|\\.|.)/g;
  next.lastIndex = context.last;
  const match = next.exec(context.tex);
  if (match === null) return { start: context.last, end: context.last };
  context.last = match.index + match[0].length;
  return { start: match.index, end: context.last };
}

/** Brackets have no place of their own in the tree: they stand right around what is between them. */
function widened({ tex }: Context, { start, end }: Span): Span {
  const before = /(?:\\left|\\[Bb]igg?l?)?\s*(?:\\[|{A-Za-z]+|[([|])\s*$/.exec(
    tex.slice(Math.max(0, start - 20), start),
  );
  const after = /^\s*(?:\\right|\\[Bb]igg?r?)?\s*(?:\\[|}A-Za-z]+|[)\]|])/.exec(tex.slice(end, end + 20));
  return { start: start - (before?.[0].length ?? 0), end: end + (after?.[0].length ?? 0) };
}

/** Without the braces around all of it. */
function bare(nodes: readonly TexNode[]): readonly TexNode[] {
  const only = nodes.length === 1 ? nodes[0]! : undefined;
  return only?.kind === 'braces' ? bare(only.body) : nodes;
}

/** The letters of a name or a text. */
function lettersOf(nodes: readonly TexNode[]): string {
  return nodes
    .map(node => {
      if (node.kind === 'symbol') return node.text;
      if (node.kind === 'text') return node.text;
      if (node.kind === 'operator') return node.name;
      return 'body' in node ? lettersOf(node.body) : ' ';
    })
    .join('');
}
