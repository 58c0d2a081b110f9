import { type LatexSource, latexError } from './latexSource.ts';
import type { Macros } from './parseTex.ts';
import type { Span } from './texNode.ts';

/** Commands of the author's own that a text defines, and where each stands. */
const DEFINITION =
  /\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?\s*(?:\{\s*(\\[A-Za-z]+|\\.)\s*\}|(\\[A-Za-z]+))\s*(?:\[(\d)\])?\s*(\[)?|\\def\s*(\\[A-Za-z]+)((?:#\d)*)|\\DeclareMathOperator\*?\s*\{?\s*(\\[A-Za-z]+)\s*\}?/g;

/** The most characters of one body. */
const LONGEST = 10_000;

interface Macro {
  readonly body: string;
  readonly span: Span;
}

/**
 * The macros of a text: \newcommand, \renewcommand, \providecommand, \def and \DeclareMathOperator, by name. A later one takes the place of an
 * earlier. FormulaErrors with the place: a body that is not closed or too long, an optional argument, and macros that call themselves, also through one another.
 */
export function macrosOf(text: string, name: string): Macros {
  const source: LatexSource = { name, text, from: 0 };
  const plain = withoutComments(text);
  const macros = new Map<string, Macro>();
  for (const match of plain.matchAll(DEFINITION)) {
    const [whole, braced, bare, , optional, defined, , operator] = match;
    const command = braced ?? bare ?? defined ?? operator;
    if (command === undefined) continue;
    const span: Span = { start: match.index, end: match.index + whole.length };
    if (optional !== undefined)
      throw latexError(
        source,
        span,
        'must have no optional argument: define the command once for each number of arguments',
      );
    const open = match.index + whole.length + (/^\s*/.exec(plain.slice(match.index + whole.length))?.[0].length ?? 0);
    const close = closingBrace(plain, open);
    if (plain[open] !== '{' || close === undefined)
      throw latexError(source, span, 'must have a body in braces that are closed');
    const body = plain.slice(open + 1, close);
    if (body.length > LONGEST)
      throw latexError(source, span, `must have a body of at most ${LONGEST} characters`, 'RANGE');
    macros.set(command, { body: operator === undefined ? body : `\\operatorname{${body}}`, span });
  }
  const ending = new Set<string>();
  for (const command of macros.keys()) requireNoCircle(source, macros, command, [], ending);
  return Object.fromEntries([...macros].map(([command, { body }]) => [command, body]));
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
  for (const [called] of macros.get(command)!.body.matchAll(/\\[A-Za-z]+/g))
    if (macros.has(called)) requireNoCircle(source, macros, called, [...above, command], ending);
  ending.add(command);
}
