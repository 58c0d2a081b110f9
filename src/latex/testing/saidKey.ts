import { binaryNode, negated, numberNode, transposed } from '../../formula/editNodes.ts';
import type { Environment, SymbolSpec } from '../../formula/environment.ts';
import { nodeText } from '../../formula/nodeText.ts';
import { NOTHING_LEFT, normalForm } from '../../formula/normalForm.ts';
import type { Formula } from '../../formula/parseFormula.ts';
import { children, constantOf, type FormulaNode, isRelation, withChildren } from '../../formula/tree.ts';

/**
 * A text that is the same only for what says the same: definitions put in, rates of sums and products taken, both multiplied out, the sides of an equation in any order. Names of definitions,
 * indices of sums and sizes of identities make no difference; an order and an equation do.
 */
export function saidKey({
  definitions: given,
  symbols,
  loops: over = [],
}: Pick<Formula, 'definitions' | 'symbols' | 'loops'>): string {
  const { definitions, loops } = withPlainIndices(given, over);
  const known = new Map<string, FormulaNode>();
  let said: FormulaNode | undefined;
  for (const { name, node } of definitions) {
    said = inlined(node, known);
    if (name !== undefined) known.set(name, said);
  }
  if (said === undefined) throw new Error('nothing is said');
  const ranges = loops.map(({ name, from, to }) => `for ${name} = ${from}:${to}: `).join('');
  // Of an equation that is always true, both sides.
  if (isRelation(said) && keyOf(rated(said), symbols) === NOTHING_LEFT)
    return `${ranges}${said.op} ${[said.left, said.right].map(side => keyOf(rated(side), symbols)).join(' and ')}`;
  const sign = isRelation(said) ? (said.op === '==' ? '==' : said.op.includes('=') ? '<=' : '<') : '=';
  return `${ranges}${sign} ${keyOf(rated(said), symbols)}`;
}

type Definitions = Formula['definitions'];
type Loops = NonNullable<Formula['loops']>;

interface Stated {
  readonly definitions: Definitions;
  readonly loops: Loops;
}

/** Indices that a statement is of, the first as i1, the second as i2. */
function withPlainIndices(definitions: Definitions, loops: Loops): Stated {
  return loops.reduce<Stated>(
    (done, { name }, at) => ({
      definitions: done.definitions.map(one => ({ ...one, node: withIndex(one.node, name, `i${at + 1}`) })),
      loops: done.loops.map(one => ({
        ...one,
        name: one.name === name ? `i${at + 1}` : one.name,
        from: inIndex(one.from, name, `i${at + 1}`),
        to: inIndex(one.to, name, `i${at + 1}`),
      })),
    }),
    { definitions, loops },
  );
}

function inIndex(text: string, from: string, to: string): string {
  return text.replace(/[A-Za-z]\w*/g, word => (word === from ? to : word));
}

/** With an index under another name, in brackets of layers and entries too. */
function withIndex(node: FormulaNode, from: string, to: string): FormulaNode {
  if (node.kind === 'name') {
    const name = node.name === from ? to : node.name.replace(/[({][^)}]*[)}]/g, inside => inIndex(inside, from, to));
    return { ...node, name };
  }
  const done = withChildren(
    node,
    children(node).map(part => withIndex(part, from, to)),
  );
  if (done.kind !== 'entry') return done;
  return { ...done, row: inIndex(done.row, from, to), col: inIndex(done.col, from, to) };
}

/** An expression at the start, where it names the weights in training and the time alone. */
function atStart(node: FormulaNode): FormulaNode | undefined {
  if (node.kind === 'name') {
    if (node.name === 't') return numberNode('0', node.place);
    if (/^d+W/.test(node.name)) return undefined;
    return /^W.*t$/.test(node.name) ? { ...node, name: node.name.slice(0, -1) } : node;
  }
  const parts = children(node).map(atStart);
  return parts.every(part => part !== undefined) ? withChildren(node, parts) : undefined;
}

function inlined(node: FormulaNode, known: ReadonlyMap<string, FormulaNode>): FormulaNode {
  if (node.kind === 'name') return known.get(node.name) ?? node;
  return withChildren(
    node,
    children(node).map(part => inlined(part, known)),
  );
}

/** The key of an expression, indices of sums by their depth; what the normal form does not look into, sums and limits, by the keys of its parts. */
function keyOf(node: FormulaNode, symbols: Environment): string {
  const further = new Map<string, SymbolSpec>(symbols);
  let depth = 1;
  const held = (part: FormulaNode): FormulaNode => {
    if (part.kind === 'call' && ['sum', 'lim', 'O', 'E', 'Var'].includes(part.name)) {
      const isSum = part.name === 'sum';
      const [index] = part.args;
      const bound = isSum && index?.kind === 'name' ? withIndex(part, index.name, `s${depth}`) : part;
      depth += 1;
      const args = children(bound).map((arg, at) => (isSum && at < 3 ? nodeText(arg) : keyOf(arg, symbols)));
      return opaque(`${part.name}<${args.join('; ')}>`, part);
    }
    if (part.kind === 'call' && part.name === 'blkdiag') return held(asBlocks(part.args));
    const of = part.kind === 'call' && part.name === 'trace' ? part.args[0]! : undefined;
    if (of?.kind === 'call' && of.name === 'I') return of.args[0]!;
    if (part.kind === 'name' && !further.has(part.name)) further.set(part.name, matrixSpec());
    return withChildren(part, children(part).map(held));
  };
  const opaque = (name: string, { place }: FormulaNode): FormulaNode => {
    further.set(name, matrixSpec());
    return { kind: 'name', name, place };
  };
  const whole = held(node);
  const formula = { definitions: [{ name: undefined, node: whole, place: node.place }], symbols: further };
  return normalForm(formula as unknown as Formula) ?? `text ${nodeText(whole)}`;
}

function asBlocks(args: readonly FormulaNode[]): FormulaNode {
  const parts = (node: FormulaNode): readonly FormulaNode[] =>
    node.kind === 'call' && node.name === 'blkdiag' ? node.args.flatMap(parts) : [node];
  const diagonal = args.flatMap(parts);
  const { place } = diagonal[0]!;
  const rows = diagonal.map((block, i) => diagonal.map((_, j) => (i === j ? block : numberNode('0', place))));
  return { kind: 'blocks', rows, place };
}

function matrixSpec(): SymbolSpec {
  return { kind: 'matrix', rows: 'No', cols: 'Ni', meaning: 'anything' };
}

/** With the rates of sums and products taken, and values at the start. */
function rated(node: FormulaNode): FormulaNode {
  const started = node.kind === 'call' && node.name === 'start' ? atStart(node.args[0]!) : undefined;
  if (started !== undefined) return rated(started);
  if (node.kind === 'call' && node.name === 'ddt') return rateOf(rated(node.args[0]!));
  return withChildren(node, children(node).map(rated));
}

function rateOf(node: FormulaNode): FormulaNode {
  const zero = numberNode('0', node.place);
  if (isStill(node)) return zero;
  switch (node.kind) {
    case 'number':
      return zero;
    case 'name':
      return { ...node, name: `d${node.name}` };
    case 'negate':
      return negated(rateOf(node.arg));
    case 'transpose':
      return transposed(rateOf(node.arg));
    case 'entry':
      return { ...node, arg: rateOf(node.arg) };
    case 'blocks':
      return { ...node, rows: node.rows.map(row => row.map(rateOf)) };
    case 'binary':
      if (node.op === '+' || node.op === '-') return binaryNode(node.op, rateOf(node.left), rateOf(node.right));
      if (node.op === '*') return productRate(node.left, node.right);
      if (node.op === '/' && isStill(node.right)) return { ...node, left: rateOf(node.left) };
      if (node.op === '^' && constantOf(node.right)?.toString() === '2') return productRate(node.left, node.left);
      return { kind: 'call', name: 'ddt', args: [node], place: node.place };
    case 'call':
      if (node.name === 'trace' || node.name === 'diag') return { ...node, args: node.args.map(rateOf) };
      return { kind: 'call', name: 'ddt', args: [node], place: node.place };
  }
}

function productRate(left: FormulaNode, right: FormulaNode): FormulaNode {
  if (isStill(left)) return binaryNode('*', left, rateOf(right));
  if (isStill(right)) return binaryNode('*', rateOf(left), right);
  return binaryNode('+', binaryNode('*', rateOf(left), right), binaryNode('*', left, rateOf(right)));
}

/** Whether nothing in it moves with time. */
function isStill(node: FormulaNode): boolean {
  if (node.kind === 'name') return node.name !== 't' && !/^d*W.*t$/.test(node.name);
  return children(node).every(isStill);
}
