import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import { canonicalIndex, canonicalName, indexedName } from './indexed.ts';
import { nearestName, SYNONYMS } from './nearestName.ts';
import { otherNotation } from './otherNotation.ts';
import { APPROACHES } from './paths.ts';
import { FUNCTIONS, isFunctionName, isRelationOperator, isReserved } from './tree.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'operator';
  readonly text: string;
  readonly place: Place;
}

/** `for j = 1:h-1`: what stands below holds for every j from the first to the last, which are indices (indexed.ts). */
export interface Loop {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly place: Place;
}

/** The tokens of one `name = expression` or bare expression; `name` is undefined for the latter. */
export interface StatementTokens {
  /** Those that begin in front of it. */
  readonly loops: readonly Loop[];
  readonly name: Token | undefined;
  readonly tokens: readonly Token[];
}

export const MAX_TEXT_LENGTH = 100_000;
const MAX_TOKENS_PER_STATEMENT = 1000;
const MAX_NESTING = 100;

const TOKEN =
  /(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4}(?!\d))?)|(?<name>[A-Za-z_\u0391-\u03C9][A-Za-z0-9_\u0391-\u03C9₀-₉]*)|(?<operator>\.[*/\\^']|[=<>~!]=|->|[-+*/\\^'()[\],;=<>:])/y;

/** A name with an index in braces, or a product of layers; `indexedName` says whether it is one. */
const INDEXED = /[A-Za-z]+\{[^{}]*\}t?|d*Wt?\([^():,]*:[^():,]*\)t?/y;

const TYPED_INSTEAD: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '·': '*',
  '×': '*',
  '’': "'",
  '′': "'",
  ᵀ: "'",
  '²': '^2',
  '√': 'sqrt(…)',
  '“': 'nothing',
  '⊤': "'",
  '†': "'",
  '⁻': 'inv(…) or ^-1',
  '³': '^3',
  '∗': '*',
  '≤': '<=',
  '≥': '>=',
  '≠': '~=',
  '∞': 'a finite number',
  '{': '(',
  '}': ')',
};

/**
 * The statements of a formula's text, checked so far that only precedence is left to the parser: every bracket is
 * closed, rows of blocks are equally long, and operands and operators alternate (so that no product is implied by two
 * operands side by side). `%` and `#` begin a comment, `...` continues a line, a line break inside square brackets ends
 * a row of blocks. Loops `for j = 1:h-1:` stand in front of a statement or in lines of their own, and reach to the end of the text, where an `end`
 * may stand; `sizes` are the names that an index may be made of besides those of loops and sums. FORMULA errors point at the token at fault.
 */
export function statementsOf(source: FormulaSource, sizes: readonly string[] = SIZES): StatementTokens[] {
  if (source.text.length > MAX_TEXT_LENGTH) {
    const place = { line: 1, column: 1, length: 1 };
    throw new FormulaError(
      'FORMULA',
      { name: source.name, text: '' },
      place,
      '',
      `must have at most ${MAX_TEXT_LENGTH} characters`,
      source.text.length,
    );
  }
  const statements: StatementTokens[] = [];
  let current: Token[] = [];
  const open: Token[] = [];
  let waiting: Loop[] = [];
  const indices = new Set(sizes);
  let ended: Token | undefined;
  const finish = (): void => {
    if (current.length > 0) {
      if (ended !== undefined) throw fault(source, ended, 'must end the text, as a loop reaches that far');
      const { loops, rest } = loopsOf(source, current);
      for (const { name } of loops) indices.add(name);
      waiting.push(...loops);
      const isEnd = rest.length === 1 && rest[0]!.text === 'end' && statements.length > 0;
      if (isEnd && statements.some(({ loops }) => loops.length > 0)) ended = rest[0];
      else if (rest.length > 0) {
        statements.push(statement(source, rest, waiting, indices));
        waiting = [];
      }
    }
    current = [];
  };
  const lines = source.text.split(/\r\n|\n|\r/);
  lines.forEach((text, index) => {
    const tokens = lineTokens(source, text, index + 1);
    for (const token of tokens.list) {
      if (token.text === '(' || token.text === '[') open.push(token);
      if (token.text === ')' || token.text === ']') {
        const opening = open.pop();
        if (opening === undefined || (opening.text === '(') !== (token.text === ')'))
          throw fault(source, token, 'must close a bracket of its kind that is open');
        if (token.text === ']' && current.at(-1)?.text === ';') current.pop();
      }
      if (open.length > MAX_NESTING) throw fault(source, token, `must not be nested deeper than ${MAX_NESTING}`);
      if (token.text === ';' && open.length === 0) finish();
      else current.push(token);
      if (current.length > MAX_TOKENS_PER_STATEMENT)
        throw fault(source, token, `must belong to a definition of at most ${MAX_TOKENS_PER_STATEMENT} tokens`);
    }
    if (tokens.continued) return;
    const last = current.at(-1);
    if (open.length === 0) finish();
    else if (open.at(-1)!.text === '[' && last !== undefined && endsOperand(last)) {
      current.push({ kind: 'operator', text: ';', place: { ...last.place, length: 1 } });
    }
  });
  if (open.length > 0) throw fault(source, open.at(-1)!, `must be closed by ${open.at(-1)!.text === '(' ? ')' : ']'}`);
  finish();
  if (waiting.length > 0) throw faultAt(source, waiting.at(-1)!.place, 'for', 'must have a statement below it');
  if (statements.length === 0) {
    const place = { line: 1, column: 1, length: 1 };
    throw new FormulaError('FORMULA', source, place, '', 'must hold at least one definition', source.text.slice(0, 40));
  }
  return statements;
}

function lineTokens(source: FormulaSource, line: string, number: number): { list: Token[]; continued: boolean } {
  const list: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const rest = line[at]!;
    if (rest === '%' || rest === '#') break;
    if (/\s/.test(rest)) {
      at += 1;
      continue;
    }
    if (line.startsWith('...', at)) return { list, continued: true };
    const indexed = indexedAt(source, line, at, number);
    if (indexed !== undefined) {
      list.push(indexed);
      at += indexed.place.length;
      continue;
    }
    const before = list.at(-1);
    const other = otherNotation(line, at, before === undefined || !endsOperand(before));
    if (other !== undefined) {
      const place = { line: number, column: at + 1, length: other.text.length };
      throw fault(source, { kind: 'operator', text: other.text, place }, other.rule);
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(line);
    const text = match?.[0] ?? String.fromCodePoint(line.codePointAt(at)!);
    const kind =
      match?.groups?.number !== undefined ? 'number' : match?.groups?.name !== undefined ? 'name' : 'operator';
    const token: Token = {
      kind,
      text: plain(line, at, text),
      place: { line: number, column: at + 1, length: text.length },
    };
    if (match === null) {
      const instead = TYPED_INSTEAD[text];
      throw fault(
        source,
        token,
        instead === undefined ? 'must use characters of the language' : `must be typed as ${instead}`,
      );
    }
    if (/^\.[^\d']/.test(text))
      throw fault(
        source,
        token,
        'is an entrywise operator, which the language does not have (scalars and diagonal matrices do without)',
      );
    if (/^[~!]=$/.test(text)) throw fault(source, token, 'is a comparison, which the language does not have');
    list.push(token);
    at += text.length;
  }
  return { list, continued: false };
}

/** What is typed in other letters, or under another name in Octave: λ is lambda, W₁ is W1, eye(n) is I(n), A.' is A' of real numbers. */
function plain(line: string, at: number, text: string): string {
  if (text === ".'") return "'";
  if (text === 'eye' && /^\s*\(/.test(line.slice(at + text.length))) return 'I';
  return text
    .replace(/[\u0391-\u03C9]/g, letter => GREEK[letter] ?? letter)
    .replace(/[₀-₉]/g, digit => String('₀₁₂₃₄₅₆₇₈₉'.indexOf(digit)));
}

const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau upsilon phi chi psi omega'
    .split(' ')
    .flatMap((name, index) => [
      [String.fromCodePoint(0x3b1 + index), name],
      [String.fromCodePoint(0x391 + index), name.charAt(0).toUpperCase() + name.slice(1)],
    ]),
);

/** Of two layers, or of any number. */
const SIZES = ['h', 'm', 'Ni', 'Nh', 'No'];

/** W{j+1}t or W(1:j): one token, whatever stands between the brackets. */
function indexedAt(source: FormulaSource, line: string, at: number, number: number): Token | undefined {
  INDEXED.lastIndex = at;
  const text = INDEXED.exec(line)?.[0];
  if (text === undefined) return undefined;
  const token: Token = {
    kind: 'name',
    text: canonicalName(text.replace(/\s+/g, '')),
    place: { line: number, column: at + 1, length: text.length },
  };
  if (/\w/.test(line[at + text.length] ?? ''))
    throw fault(source, token, 'must end behind its index, or with t as in W{j}t');
  if (indexedName(text) !== undefined) return token;
  if (/^Wt\(/.test(text)) throw fault(source, token, `must be typed as W${text.slice(2)}t, the product at time t`);
  if (/^d+W\(/.test(text)) throw fault(source, token, 'must be typed as ddt(W(i:j)t), the rate of a product');
  if (/^d+W\{[^{}]*\}$/.test(text)) throw fault(source, token, `must be typed as ${text}t: rates are those at time t`);
  if (/^d*[Ww]?t\{/.test(text) || /^[A-Za-z]*Wt\{/.test(text))
    throw fault(source, token, `must be typed as ${text.replace(/t(\{[^{}]*\}).*$/, '$1t')}, the layer at time t`);
  if (/^[A-Za-z]\(/.test(text) || /^(d*W|d)\{/.test(text))
    throw fault(source, token, 'must have an index that is a sum of whole numbers and names: j, j+1, h-1, 2');
  throw fault(
    source,
    token,
    'must be a layer W{j}, W{j}t, dW{j}t or a width d{j}: nothing else has an index in braces',
  );
}

/** The loops at the beginning of some tokens, `for j = 1:h-1: for k = 1:m: …`, and what is behind them. */
function loopsOf(source: FormulaSource, tokens: readonly Token[]): { loops: Loop[]; rest: readonly Token[] } {
  const loops: Loop[] = [];
  let rest = tokens;
  while (rest[0]?.text === 'for') {
    const [head, name, equals, ...behind] = rest;
    const place = head!.place;
    if (name?.kind !== 'name' || equals?.text !== '=' || indexedName(name.text) !== undefined)
      throw fault(source, name ?? head!, 'must be followed by an index and its range: for j = 1:h-1:');
    const colon = behind.findIndex(({ text }) => text === ':');
    if (colon < 0) throw fault(source, equals, 'must be followed by a range, 1:h-1');
    const after = behind.slice(colon + 1);
    const stop = after.findIndex(({ text }) => text === ':' || text === ',');
    const [from, to] = [behind.slice(0, colon), stop < 0 ? after : after.slice(0, stop)].map(part =>
      rangeEnd(source, part, behind[colon]!),
    );
    loops.push({ name: name.text, from: from!, to: to!, place });
    rest = stop < 0 ? [] : after.slice(stop + 1);
  }
  return { loops, rest };
}

function rangeEnd(source: FormulaSource, tokens: readonly Token[], colon: Token): string {
  const text = tokens.map(token => token.text).join(' ');
  const index = tokens.length === 0 ? undefined : canonicalIndex(text);
  if (index !== undefined) return index;
  const rule =
    'must stand between sums of whole numbers, sizes and indices (for j = 1:h-1: …, a colon before what is stated)';
  throw faultAt(source, tokens[0]?.place ?? colon.place, text, rule);
}

function statement(
  source: FormulaSource,
  tokens: readonly Token[],
  loops: readonly Loop[],
  indices: ReadonlySet<string>,
): StatementTokens {
  const named = tokens[1]?.text === '=';
  if (named && tokens[0]!.kind !== 'name') throw fault(source, tokens[0]!, 'must be a name, left of =');
  const body = named ? tokens.slice(2) : tokens;
  if (body.length === 0) throw fault(source, tokens[1]!, 'must be followed by an expression');
  const brackets = bracketsOf(body, new Set([...indices, ...indicesOfSums(body)]));
  requireAlternation(source, body, brackets);
  requireEvenRows(source, body, brackets);
  requireOneRelation(source, body, named);
  return { loops, name: named ? tokens[0] : undefined, tokens: body };
}

/** The names that sums run over: j of sum(j = 1:h, …). */
function indicesOfSums(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, at) =>
    token.text === 'sum' && tokens[at + 1]?.text === '(' && tokens[at + 3]?.text === '=' ? [tokens[at + 2]!.text] : [],
  );
}

/** What opens with a parenthesis: nothing but a group, arguments, or the place of an entry, A(1,2) or A(:,k). */
type Opening = 'group' | 'call' | 'sum' | 'lim' | 'entry';

/** By the place of the parenthesis, and of each token in the place of an entry or the range of a sum which one it is in. */
interface Brackets {
  readonly openings: ReadonlyMap<number, Opening>;
  readonly inside: readonly (Opening | undefined)[];
}

function bracketsOf(tokens: readonly Token[], indices: ReadonlySet<string>): Brackets {
  const openings = new Map<number, Opening>();
  const stack: (Opening | undefined)[] = [];
  const inside = tokens.map(({ text }, at) => {
    if (text === ')' || text === ']') stack.pop();
    const here = stack.at(-1);
    if (text === '(') {
      const before = tokens[at - 1];
      const isName = before?.kind === 'name';
      const opening =
        isName && (before.text === 'sum' || before.text === 'lim')
          ? before.text
          : isName && !isReserved(before.text) && isPlaceOfEntry(tokens, at, indices)
            ? 'entry'
            : isName && isFunctionName(before.text)
              ? 'call'
              : 'group';
      openings.set(at, opening);
      stack.push(opening);
    }
    if (text === '[') stack.push(undefined);
    return here;
  });
  return { openings, inside };
}

/** Two indices between the parenthesis and its end, one of which may be a colon. */
function isPlaceOfEntry(tokens: readonly Token[], at: number, indices: ReadonlySet<string>): boolean {
  const end = tokens.findIndex(({ text }, index) => index > at && text === ')');
  const inner = tokens.slice(at + 1, end < 0 ? tokens.length : end);
  const comma = inner.findIndex(({ text }) => text === ',');
  if (comma <= 0) return false;
  const isIndex = (part: readonly Token[]): boolean =>
    part.every(({ kind, text }) => kind === 'number' || indices.has(text) || '+-:'.includes(text));
  return (
    isIndex(inner.slice(0, comma)) && inner.slice(comma + 1).every(token => token.text === ',' || isIndex([token]))
  );
}

/** Operands and binary operators alternate; prefix minus and postfix ' are the only others. */
function requireAlternation(source: FormulaSource, tokens: readonly Token[], { openings, inside }: Brackets): void {
  let wantsOperand = true;
  let prefixes = 0;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const { text } = token;
    if (text === '=' && inside[index] !== 'sum')
      throw fault(source, token, 'must stand once, after the name on the left');
    if (text === ':' && inside[index] === 'entry' && wantsOperand) {
      wantsOperand = false;
      return;
    }
    if (text === ':' && inside[index] !== 'sum') throw fault(source, token, STRAY_COLON);
    if (text === '->' && inside[index] !== 'lim') throw fault(source, token, 'must stand in a limit, lim(t -> Inf, …)');
    prefixes = wantsOperand && text === '-' ? prefixes + 1 : 0;
    if (prefixes > 2) throw fault(source, token, 'must not be the third minus sign in a row');
    if (wantsOperand) {
      if (text === '+') throw fault(source, token, 'must have an operand on its left');
      // "A => B", read as a definition of A.
      if (index === 0 && (text === '<' || text === '>')) throw fault(source, token, `must be typed as ${text}=`);
      if (token.kind === 'operator' && !['-', '(', '['].includes(text))
        throw fault(source, token, 'must stand after an operand');
      if (token.kind === 'name' && isReserved(text) && next?.text !== '(')
        throw fault(source, token, 'is a function and must be followed by its arguments in parentheses');
      if (token.kind !== 'operator') wantsOperand = false;
      if (text === '[' && next?.text === ']') throw fault(source, token, 'must hold at least one block');
    } else if (token.kind !== 'operator' || text === '[' || (text === '(' && openings.get(index) === 'group')) {
      throw fault(source, token, besides(tokens, index));
    } else if (text === '(') {
      wantsOperand = true;
      if (next?.text === ')') throw fault(source, next, 'must not close an empty list of arguments');
    } else if (![')', ']', "'"].includes(text)) {
      wantsOperand = true;
    }
  });
  if (wantsOperand) throw fault(source, tokens.at(-1)!, 'must be followed by an operand');
}

function besides(tokens: readonly Token[], index: number): string {
  const before = tokens[index - 1]!;
  const inside = tokens[index + 1]?.text;
  if (tokens[index]!.text === '(' && /^d?W\d+t?$/.test(before.text) && tokens[index + 2]?.text === ')') {
    if (inside === 't')
      return `must not follow ${before.text}: its value at time t is typed as ${before.text.replace(/t$/, '')}t`;
    if (inside === '0')
      return `must not follow ${before.text}: its value at the start is typed as ${before.text.replace(/t$/, '')}`;
  }
  if (tokens[index]!.text === '(' && before.kind === 'name' && before.text.length === 1)
    return `must not follow ${before.text} directly: an entry has two numbers or indices in scope, A(1,2), and a product needs *`;
  if (tokens[index]!.text === '(' && before.kind === 'name')
    return `must not follow ${before.text} directly: it is no function${functionLike(before.text)}, and a product needs *`;
  return `must not follow ${before.text} directly: a product needs *, and blocks of a row need a comma`;
}

function functionLike(name: string): string {
  const meant = Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : nearestName(name, Object.keys(FUNCTIONS));
  return meant === undefined ? '' : ` (did you mean ${meant}?)`;
}

/** Rows of a block matrix are equally long, commas elsewhere separate as many arguments as the function takes. */
function requireEvenRows(source: FormulaSource, tokens: readonly Token[], { openings }: Brackets): void {
  const stack: {
    token: Token;
    callee: Token | undefined;
    entry: boolean;
    items: number;
    firstRow: number | undefined;
  }[] = [];
  tokens.forEach((token, index) => {
    const { text } = token;
    const top = stack.at(-1);
    if (text === '(' || text === '[') {
      const opening = openings.get(index);
      const callee = opening === 'call' || opening === 'sum' || opening === 'lim' ? tokens[index - 1] : undefined;
      const entry = opening === 'entry';
      if (entry) requirePlaceOfEntry(source, tokens, index);
      if (opening === 'sum') requireRange(source, tokens, index);
      if (opening === 'lim') requireApproach(source, tokens, index);
      stack.push({ token, callee, entry, items: 1, firstRow: undefined });
    } else if (text === ',' || text === '=' || text === ':' || text === '->') {
      // A sum's index, the ends of its range and its term travel as arguments, and so does what a limit goes along.
      if (text !== ',' && top?.callee?.text !== (text === '->' ? 'lim' : 'sum')) return;
      if (top === undefined || (top.token.text === '(' && top.callee === undefined && !top.entry))
        throw fault(source, token, 'must stand between arguments or blocks');
      top.items += 1;
    } else if (text === ';' || text === ']') {
      if (text === ';' && top?.token.text === '(' && top.callee !== undefined)
        throw fault(source, token, `must be a comma between the arguments of ${top.callee.text}(…)`);
      if (top?.token.text !== '[') throw fault(source, token, 'must stand between rows of blocks');
      if (top.firstRow !== undefined && top.firstRow !== top.items) {
        const rule = `must end a row of ${top.firstRow} blocks like the first row of [ in line ${top.token.place.line}`;
        throw new FormulaError('FORMULA', source, token.place, text, rule, top.items);
      }
      top.firstRow = top.items;
      top.items = 1;
      if (text === ']') stack.pop();
    } else if (text === ')') {
      if (top?.callee !== undefined) requireArguments(source, top.callee, top.items);
      stack.pop();
    }
  });
}

/** A(1,2), A(k,k+1), A(:,k): two indices, numbers from 1. */
function requirePlaceOfEntry(source: FormulaSource, tokens: readonly Token[], at: number): void {
  const end = tokens.findIndex(({ text }, index) => index > at && text === ')');
  const inner = tokens.slice(at + 1, end);
  const comma = inner.findIndex(({ text }) => text === ',');
  const parts = [inner.slice(0, comma), inner.slice(comma + 1)];
  const second = parts[1]!.find(({ text }) => text === ',');
  if (second !== undefined) throw fault(source, second, 'must be ), as two numbers pick an entry');
  for (const part of parts) {
    const token = part[0] ?? tokens[end]!;
    const odd = part.find(({ kind, text }) => kind === 'number' && !/^[1-9]\d{0,3}$/.test(text));
    if (odd !== undefined) throw fault(source, odd, 'must be a whole number from 1 to 9999, as it picks an entry');
    const text = part.map(one => one.text).join(' ');
    if (text !== ':' && (part.length === 0 || canonicalIndex(text) === undefined))
      throw fault(source, token, 'must be a sum of whole numbers and indices, or a colon, as it picks an entry');
  }
  if (parts.every(([token]) => token!.text === ':'))
    throw fault(source, parts[1]![0]!, 'must be an index, as a colon stands before the comma: A(:,k)');
}

/** sum(j = 1:h, …): an index, its range, and what is added. */
function requireRange(source: FormulaSource, tokens: readonly Token[], at: number): void {
  const [name, equals] = [tokens[at + 1], tokens[at + 2]];
  const callee = tokens[at - 1]!;
  const rule = 'must be typed as sum(j = 1:h, …), an index, its range and what is added';
  if (name?.kind !== 'name' || equals?.text !== '=') throw fault(source, callee, rule);
  const colon = tokens.findIndex(({ text }, index) => index > at && text === ':');
  const comma = tokens.findIndex(({ text }, index) => index > at && text === ',');
  if (colon < 0 || comma < colon) throw fault(source, callee, rule);
  rangeEnd(source, tokens.slice(at + 3, colon), tokens[colon]!);
  rangeEnd(source, tokens.slice(colon + 1, comma), tokens[colon]!);
}

/** lim(t -> Inf, …) or another of the approaches that are known (paths.ts). */
function requireApproach(source: FormulaSource, tokens: readonly Token[], at: number): void {
  const arrow = tokens.findIndex(({ text }, index) => index > at && text === '->');
  const comma = tokens.findIndex(({ text }, index) => index > arrow && text === ',');
  const [going, end] = [tokens.slice(at + 1, arrow), tokens.slice(arrow + 1, comma)];
  if (arrow < 0 || comma < 0 || going.length === 0 || end.length === 0 || going.some(({ text }) => text === 'lim'))
    throw fault(source, tokens[at - 1]!, 'must be typed as lim(t -> Inf, …), what goes where and what is taken then');
  const text = (part: readonly Token[]): string => part.map(token => token.text).join('');
  const ends = APPROACHES[text(going)];
  if (ends === undefined)
    throw fault(source, going[0]!, `must be what a limit is known in: ${Object.keys(APPROACHES).join(', ')}`);
  if (ends.includes(text(end))) return;
  const of = text(going) === 't' ? ': the value at a time is that of the weights then, W1t' : '';
  throw fault(source, end[0]!, `must be ${ends.join(' or ')}, as ${text(going)} goes there${of}`);
}

const STRAY_COLON = 'must stand in a range: for j = 1:h-1:, sum(j = 1:h, …), the product W(i:j), or a column A(:,k)';

/** A bare statement may have two sides; a definition may not, nor may anything in brackets. */
function requireOneRelation(source: FormulaSource, tokens: readonly Token[], named: boolean): void {
  /** Of each bracket that is open, whether it is that of first(A <= B), and its comparison. */
  const open: { readonly callee: Token | undefined; relation?: Token }[] = [];
  let seen = false;
  for (const [at, token] of tokens.entries()) {
    if (token.text === '(' || token.text === '[') {
      const isFirst = token.text === '(' && tokens[at - 1]?.text === 'first';
      open.push({ callee: isFirst ? tokens[at - 1] : undefined });
    }
    if (token.text === ')' || token.text === ']') {
      const { callee, relation } = open.pop() ?? { callee: undefined };
      if (callee !== undefined && relation === undefined)
        throw fault(source, callee, 'must hold a comparison, first(A <= B): the first time at which it is so');
    }
    if (!isRelationOperator(token.text)) continue;
    const around = open.at(-1);
    if (around?.callee !== undefined) {
      requireOfFirst(source, token, around.relation);
      around.relation = token;
      continue;
    }
    const depth = open.length;
    if (named) throw fault(source, token, 'is a comparison, which a definition does not have');
    if (depth > 0)
      throw fault(source, token, 'must stand outside of brackets, between the two sides of an equation or inequality');
    if (seen) throw fault(source, token, 'must stand once, between the two sides of an equation or inequality');
    seen = true;
  }
}

/** first(A < B) need not be a time at which that is so. */
function requireOfFirst(source: FormulaSource, token: Token, before: Token | undefined): void {
  if (before !== undefined) throw fault(source, token, 'must stand once in first(…)');
  if (token.text === '<' || token.text === '>')
    throw fault(
      source,
      token,
      `must be ${token.text}= in first(…): there need not be a first time at which one is ${token.text === '<' ? 'less' : 'greater'}`,
    );
}

function requireArguments(source: FormulaSource, callee: Token, count: number): void {
  const { least, most } = FUNCTIONS[callee.text as keyof typeof FUNCTIONS];
  if (count >= least && count <= most) return;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  throw new FormulaError('FORMULA', source, callee.place, callee.text, `takes ${wanted} argument(s)`, count);
}

function endsOperand(token: Token): boolean {
  return token.kind !== 'operator' || [')', ']', "'"].includes(token.text);
}

function fault(source: FormulaSource, { place, text }: Token, rule: string): FormulaError {
  return faultAt(source, place, text, rule);
}

function faultAt(source: FormulaSource, place: Place, text: string, rule: string): FormulaError {
  return new FormulaError('FORMULA', source, place, text, rule, text);
}
