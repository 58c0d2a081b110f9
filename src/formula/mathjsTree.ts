import { createRequire } from 'node:module';
import type { FunctionNode, MathNode, OperatorNode, ParenthesisNode, SymbolNode } from 'mathjs/number';
import { FormulaError, type FormulaSource, type Place } from './formulaError.ts';
import { canonicalIndex } from './indexed.ts';
import type { Token } from './tokens.ts';
import { type BinaryOperator, constantOf, type FormulaNode, FUNCTIONS, isFunctionName, isReserved } from './tree.ts';

let parse: ((text: string) => MathNode) | undefined;

/** mathjs takes 0.2 s to load, of its single file, and twice that of its hundreds: only when the first formula is parsed. */
function mathjsParse(text: string): MathNode {
  if (parse === undefined) {
    const mathjs = createRequire(import.meta.url)('mathjs/lib/browser/math.js') as typeof import('mathjs/number');
    parse = mathjs.create({ parseDependencies: mathjs.parseDependencies! }).parse as (text: string) => MathNode;
  }
  return parse(text);
}

/**
 * The tree of one expression, with the precedence of mathjs's parser. Its nodes carry no positions, and it has rules of
 * its own for numbers, reserved words, units and nested brackets; so every operand is handed to it as the placeholder
 * kN, N the index of its token, from which the true token and its place are looked up. `\` travels as `./`, which has
 * the same precedence and is otherwise not in the language; the block [A; B] travels as the call kN(kN(A), kN(B)), a sum(j = 1:h, A) as one of four
 * arguments, and the colon of A(:,k) as an operand.
 */
export function mathjsTree(source: FormulaSource, tokens: readonly Token[]): FormulaNode {
  const brackets: number[] = [];
  const text = tokens.map((token, index) => {
    if (token.kind !== 'operator') return `k${index}`;
    if (token.text === '[') return `k${brackets[brackets.push(index) - 1]}(k${index}(`;
    if (token.text === ';') return `),k${brackets.at(-1)}(`;
    if (token.text === '=' || token.text === '->') return ',';
    if (token.text === ':') return ',)'.includes(tokens[index + 1]?.text ?? '') ? `k${index}` : ',';
    if (token.text === ']') return brackets.pop() === undefined ? '' : '))';
    return token.text === '\\' ? './' : token.text;
  });
  return read({ source, tokens }, mathjsParse(text.join(' '))).node;
}

interface Context {
  readonly source: FormulaSource;
  readonly tokens: readonly Token[];
}

/** A node and the indices of its first and last token, parentheses around it included. */
interface Spanned {
  readonly node: FormulaNode;
  readonly first: number;
  readonly last: number;
}

function read(context: Context, parsed: MathNode): Spanned {
  switch (parsed.type) {
    case 'ParenthesisNode': {
      const inner = read(context, (parsed as ParenthesisNode).content);
      const first = expect(context, inner.first - 1, '(');
      return { node: inner.node, first, last: expect(context, inner.last + 1, ')') };
    }
    case 'SymbolNode':
      return readOperand(context, indexOf(parsed as SymbolNode));
    case 'FunctionNode':
      return readCall(context, parsed as FunctionNode);
    case 'OperatorNode':
      return readOperator(context, parsed as OperatorNode);
    default:
      throw new Error(`mathjs gave a ${parsed.type}`);
  }
}

function readOperand({ tokens }: Context, index: number): Spanned {
  const { kind, text, place } = tokens[index]!;
  const node: FormulaNode = kind === 'number' ? { kind: 'number', text, place } : { kind: 'name', name: text, place };
  return { node, first: index, last: index };
}

function readCall(context: Context, call: FunctionNode): Spanned {
  const first = indexOf(call.fn as SymbolNode);
  const { text, place } = context.tokens[first]!;
  if (text !== '[') {
    const args = call.args.map(arg => read(context, arg));
    // O(1,2) is an entry of a matrix O.
    const least = isFunctionName(text) ? FUNCTIONS[text].least : undefined;
    const isCall = isFunctionName(text) && (args.length === least || isReserved(text));
    const node: FormulaNode = isCall
      ? { kind: 'call', name: text, args: args.map(arg => arg.node), place }
      : entryOf(context, text, place, args);
    return { node, first, last: expect(context, args.at(-1)!.last + 1, ')') };
  }
  const rows = call.args.map(row => (row as FunctionNode).args.map(block => read(context, block)));
  const node: FormulaNode = { kind: 'blocks', rows: rows.map(row => row.map(block => block.node)), place };
  return { node, first, last: expect(context, rows.at(-1)!.at(-1)!.last + 1, ']') };
}

function entryOf({ tokens }: Context, name: string, place: Place, args: readonly Spanned[]): FormulaNode {
  const textOf = ({ first, last }: Spanned): string =>
    tokens
      .slice(first, last + 1)
      .map(({ text }) => text)
      .join(' ');
  const [row, col] = args.map(arg => canonicalIndex(textOf(arg)) ?? ':');
  return { kind: 'entry', arg: { kind: 'name', name, place }, row: row!, col: col!, place };
}

function readOperator(context: Context, parsed: OperatorNode): Spanned {
  const args = parsed.args.map(arg => read(context, arg));
  const [left, right] = [args[0]!, args[1]];
  if (parsed.fn === 'ctranspose') {
    const last = expect(context, left.last + 1, "'");
    return { node: { kind: 'transpose', arg: left.node, place: context.tokens[last]!.place }, first: left.first, last };
  }
  if (right === undefined) {
    const first = expect(context, left.first - 1, '-');
    return { node: { kind: 'negate', arg: left.node, place: context.tokens[first]!.place }, first, last: left.last };
  }
  const op: BinaryOperator = parsed.fn === 'dotDivide' ? '\\' : (parsed.op as BinaryOperator);
  const { place } = context.tokens[expect(context, left.last + 1, op)]!;
  if (op === '^') requirePlainExponent(context, parsed.args[1]!, right, left.last + 1);
  const node: FormulaNode = { kind: 'binary', op, left: left.node, right: right.node, place };
  return { node, first: left.first, last: right.last };
}

const MOST_EXPONENT = 1000;
/** Of a root. */
const MOST_ORDER = 100n;

/** Octave reads a^b^c and a^b' from left to right, mathjs does not: both must be written with parentheses. */
function requirePlainExponent(context: Context, parsed: MathNode, exponent: Spanned, caret: number): void {
  const inner =
    parsed.type === 'OperatorNode' && (parsed as OperatorNode).fn === 'unaryMinus' ? firstArg(parsed) : parsed;
  const token = context.tokens[caret]!;
  const fault = (rule: string, value: string): FormulaError =>
    new FormulaError('FORMULA', context.source, token.place, '^', rule, value);
  if (inner.type === 'OperatorNode' && ['pow', 'ctranspose'].includes((inner as OperatorNode).fn)) {
    const next = (inner as OperatorNode).op;
    throw fault(`must be told apart from the ${next} that follows it by parentheses`, `^ … ${next}`);
  }
  const value = constantOf(exponent.node);
  if (value === undefined || value.d > MOST_ORDER || value.abs().toNumber() > MOST_EXPONENT) {
    const text = context.tokens.slice(exponent.first, exponent.last + 1).map(part => part.text);
    throw fault(
      `must have a constant number up to ${MOST_EXPONENT} as exponent, whole or with a denominator up to ${MOST_ORDER}`,
      text.join(''),
    );
  }
}

function firstArg(parsed: MathNode): MathNode {
  return (parsed as OperatorNode).args[0]!;
}

function indexOf(symbol: SymbolNode): number {
  return Number(symbol.name.slice(1));
}

/** The index, if the token there is the one that the tree says must stand there. */
function expect({ tokens }: Context, index: number, text: string): number {
  if (tokens[index]?.text !== text) throw new Error(`token ${index} is ${tokens[index]?.text}, the tree says ${text}`);
  return index;
}
