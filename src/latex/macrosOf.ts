import { type LatexSource, latexError } from './latexSource.ts';
import { type MacroContext, type Macros, textOf } from './parseTex.ts';
import type { Span } from './texNode.ts';

/** Commands of the author's own that a text defines, and where each stands. */
const DEFINITION =
  /\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?\s*(?:\{\s*(\\[A-Za-z]+|\\.)\s*\}|(\\[A-Za-z]+))\s*(?:\[(\d)\])?\s*(\[)?|\\def\s*(\\[A-Za-z]+)((?:#\d)*)|\\DeclareMathOperator\*?\s*\{?\s*(\\[A-Za-z]+)\s*\}?|\\DeclarePairedDelimiter\s*\{?\s*(\\[A-Za-z]+)\s*\}?|\\let\s*(\\[A-Za-z]+)\s*=?\s*(\\[A-Za-z]+)|\\(?:New|Renew|Provide|Declare)DocumentCommand\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\{([^{}]*)\}/g;

/** The most characters of one body. */
const LONGEST = 10_000;

interface Macro {
  readonly body: string;
  /** What its first argument is where it is left out. */
  readonly optional?: string;
  readonly span: Span;
}

/**
 * The macros of a text by name: \newcommand, \renewcommand, \providecommand, \def, \let, \DeclareMathOperator, \DeclarePairedDelimiter, and \NewDocumentCommand with arguments that must be there. A later
 * one takes the place of an earlier. FormulaErrors with the place: a body that is not closed or too long, and macros that call themselves, also through one another.
 */
export function macrosOf(text: string, name: string): Macros {
  const source: LatexSource = { name, text, from: 0 };
  const plain = withoutComments(text);
  const macros = new Map<string, Macro>();
  for (const match of plain.matchAll(DEFINITION)) {
    const [whole, braced, bare, , optional, defined, , operator, delimiter, given, same, documented, args] = match;
    const span: Span = { start: match.index, end: match.index + whole.length };
    const argumentAt = (from: number): { readonly body: string; readonly end: number } => {
      const open = from + (/^\s*/.exec(plain.slice(from, from + 200))?.[0].length ?? 0);
      const close = plain[open] === '{' ? closingBrace(plain, open) : undefined;
      if (close === undefined) throw latexError(source, span, 'must have a body in braces that are closed');
      if (close - open > LONGEST)
        throw latexError(source, span, `must have a body of at most ${LONGEST} characters`, 'RANGE');
      return { body: plain.slice(open + 1, close), end: close + 1 };
    };
    if (given !== undefined && same !== undefined) {
      if (given !== same) macros.set(given, macros.get(same) ?? { body: same, span });
      continue;
    }
    if (delimiter !== undefined) {
      const left = argumentAt(span.end);
      const right = argumentAt(left.end);
      // \norm*{A} and \norm[\big]{A} are as large as what they hold, or of a given size.
      macros.set(delimiter, { body: `\\@ifstar{${delimiter}@any}{${delimiter}@any}`, span });
      macros.set(`${delimiter}@any`, { body: `\\left${left.body}#2\\right${right.body}`, optional: '', span });
      continue;
    }
    if (documented !== undefined && !/^[m\s]*$/.test(args!))
      throw latexError(source, span, 'must have arguments that must be there, {m m}: no others are followed');
    const command = braced ?? bare ?? defined ?? operator ?? documented!;
    let from = span.end;
    let first: string | undefined;
    if (optional !== undefined) {
      const end = plain.indexOf(']', from);
      if (end < 0) throw latexError(source, span, 'must close its optional argument by ]');
      first = plain.slice(from, end);
      from = end + 1;
    }
    const { body } = argumentAt(from);
    macros.set(command, {
      body: operator === undefined ? body : `\\operatorname{${body}}`,
      ...(first !== undefined && { optional: first }),
      span,
    });
  }
  const ending = new Set<string>();
  for (const command of macros.keys()) requireNoCircle(source, macros, command, [], ending);
  return Object.fromEntries([...macros].map(([command, macro]) => [command, bodyOf(macro)]));
}

/** The body, or what looks for an optional argument and puts it in. */
function bodyOf({ body, optional }: Macro): Macros[string] {
  if (optional === undefined) return body;
  return (context: MacroContext): string => {
    context.consumeSpaces();
    const first = context.future().text === '[' ? textOf(context.consumeArgs(1, [['['], [']']])[0]!) : optional;
    return body.replace(/#(\d)/g, (_, number: string) => (number === '1' ? first : `#${Number(number) - 1}`));
  };
}

/** The text with its comments blanked, every other character at its place. */
export function withoutComments(text: string): string {
  return text.replace(
    /(^|[^\\])%[^\r\n]*/g,
    (whole, before: string) => before + ' '.repeat(whole.length - before.length),
  );
}

/** The brace that closes the one at `open`. */
export function closingBrace(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '\\') {
      at += 1;
      continue;
    }
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

function requireNoCircle(
  source: LatexSource,
  macros: ReadonlyMap<string, Macro>,
  command: string,
  above: readonly string[],
  /** Commands that are known to end: each body is looked at once. */
  ending: Set<string>,
): void {
  if (ending.has(command)) return;
  if (above.includes(command)) {
    const circle = [...above.slice(above.indexOf(command)), command].join(' → ');
    throw latexError(source, macros.get(command)!.span, `must not call itself (${circle})`);
  }
  const { body, optional = '' } = macros.get(command)!;
  for (const [called] of `${body} ${optional}`.matchAll(/\\[A-Za-z@]+/g))
    if (macros.has(called)) requireNoCircle(source, macros, called, [...above, command], ending);
  ending.add(command);
}
