import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import { nearestName, SYNONYMS } from './nearestName.ts';
import { otherNotation } from './otherNotation.ts';
import { FUNCTIONS, isFunctionName, isRelationOperator } from './tree.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'operator';
  readonly text: string;
  readonly place: Place;
}

/** The tokens of one `name = expression` or bare expression; `name` is undefined for the latter. */
export interface StatementTokens {
  readonly name: Token | undefined;
  readonly tokens: readonly Token[];
}

export const MAX_TEXT_LENGTH = 100_000;
const MAX_TOKENS_PER_STATEMENT = 1000;
const MAX_NESTING = 100;

const TOKEN =
  /(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4}(?!\d))?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<operator>\.[*/\\^']|[=<>~!]=|[-+*/\\^'()[\],;=<>])/y;

const TYPED_INSTEAD: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '·': '*',
  '×': '*',
  '’': "'",
  '′': "'",
  ᵀ: "'",
  λ: 'lambda',
  τ: 'tau',
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
 * a row of blocks. FORMULA errors point at the token at fault.
 */
export function statementsOf(source: FormulaSource): StatementTokens[] {
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
  const finish = (): void => {
    if (current.length > 0) statements.push(statement(source, current));
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
    const token: Token = { kind, text, place: { line: number, column: at + 1, length: text.length } };
    if (match === null) {
      const instead = TYPED_INSTEAD[text];
      throw fault(
        source,
        token,
        instead === undefined ? 'must use characters of the language' : `must be typed as ${instead}`,
      );
    }
    if (/^\.[^\d]/.test(text))
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

function statement(source: FormulaSource, tokens: readonly Token[]): StatementTokens {
  const named = tokens[1]?.text === '=';
  if (named && tokens[0]!.kind !== 'name') throw fault(source, tokens[0]!, 'must be a name, left of =');
  const body = named ? tokens.slice(2) : tokens;
  if (body.length === 0) throw fault(source, tokens[1]!, 'must be followed by an expression');
  requireAlternation(source, body);
  requireEvenRows(source, body);
  requireOneRelation(source, body, named);
  return { name: named ? tokens[0] : undefined, tokens: body };
}

/** Operands and binary operators alternate; prefix minus and postfix ' are the only others. */
function requireAlternation(source: FormulaSource, tokens: readonly Token[]): void {
  let wantsOperand = true;
  let prefixes = 0;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const { text } = token;
    if (text === '=') throw fault(source, token, 'must stand once, after the name on the left');
    prefixes = wantsOperand && text === '-' ? prefixes + 1 : 0;
    if (prefixes > 2) throw fault(source, token, 'must not be the third minus sign in a row');
    if (wantsOperand) {
      if (text === '+') throw fault(source, token, 'must have an operand on its left');
      if (token.kind === 'operator' && !['-', '(', '['].includes(text))
        throw fault(source, token, 'must stand after an operand');
      if (token.kind === 'name' && isFunctionName(text) && next?.text !== '(')
        throw fault(source, token, 'is a function and must be followed by its arguments in parentheses');
      if (token.kind !== 'operator') wantsOperand = false;
      if (text === '[' && next?.text === ']') throw fault(source, token, 'must hold at least one block');
    } else if (token.kind !== 'operator' || text === '[' || (text === '(' && !opensList(tokens, index))) {
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
  if (tokens[index]!.text === '(' && before.kind === 'name')
    return `must not follow ${before.text} directly: it is no function${functionLike(before.text)}, and a product needs *`;
  return `must not follow ${before.text} directly: a product needs *, and blocks of a row need a comma`;
}

function functionLike(name: string): string {
  const meant = Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : nearestName(name, Object.keys(FUNCTIONS));
  return meant === undefined ? '' : ` (did you mean ${meant}?)`;
}

/** Whether the parenthesis opens arguments, or the place of an entry as in A(1,2). */
function opensList(tokens: readonly Token[], index: number): boolean {
  return isCall(tokens, index) || isEntry(tokens, index);
}

function isEntry(tokens: readonly Token[], index: number): boolean {
  const inside = tokens.slice(index + 1, index + 4);
  return (
    tokens[index - 1]?.kind === 'name' &&
    !isCall(tokens, index) &&
    inside[0]?.kind === 'number' &&
    inside[1]?.text === ',' &&
    inside[2]?.kind === 'number'
  );
}

function isCall(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return before?.kind === 'name' && isFunctionName(before.text);
}

/** Rows of a block matrix are equally long, commas elsewhere separate as many arguments as the function takes. */
function requireEvenRows(source: FormulaSource, tokens: readonly Token[]): void {
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
      const callee = text === '(' && isCall(tokens, index) ? tokens[index - 1] : undefined;
      const entry = text === '(' && isEntry(tokens, index);
      if (entry) requirePlaceOfEntry(source, tokens, index);
      stack.push({ token, callee, entry, items: 1, firstRow: undefined });
    } else if (text === ',') {
      if (top === undefined || (top.token.text === '(' && top.callee === undefined && !top.entry))
        throw fault(source, token, 'must stand between arguments or blocks');
      top.items += 1;
    } else if (text === ';' || text === ']') {
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

/** A(1,2): two whole numbers from 1. */
function requirePlaceOfEntry(source: FormulaSource, tokens: readonly Token[], index: number): void {
  for (const token of [tokens[index + 1]!, tokens[index + 3]!]) {
    if (!/^[1-9]\d{0,3}$/.test(token.text))
      throw fault(source, token, 'must be a whole number from 1 to 9999, as it picks an entry');
  }
  if (tokens[index + 4]?.text !== ')')
    throw fault(source, tokens[index + 4]!, 'must be ), as two numbers pick an entry');
}

/** A bare statement may have two sides; a definition may not, nor may anything in brackets. */
function requireOneRelation(source: FormulaSource, tokens: readonly Token[], named: boolean): void {
  let depth = 0;
  let seen = false;
  for (const token of tokens) {
    if (token.text === '(' || token.text === '[') depth += 1;
    if (token.text === ')' || token.text === ']') depth -= 1;
    if (!isRelationOperator(token.text)) continue;
    if (named) throw fault(source, token, 'is a comparison, which a definition does not have');
    if (depth > 0)
      throw fault(source, token, 'must stand outside of brackets, between the two sides of an equation or inequality');
    if (seen) throw fault(source, token, 'must stand once, between the two sides of an equation or inequality');
    seen = true;
  }
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

function fault(source: FormulaSource, token: Token, rule: string): FormulaError {
  return new FormulaError('FORMULA', source, token.place, token.text, rule, token.text);
}
