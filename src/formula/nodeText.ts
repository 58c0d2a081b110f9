import { type FormulaNode, isRelation } from './tree.ts';

/** Binding strengths: a node is put in parentheses where its context binds more strongly. */
const SUM = 1;
const PRODUCT = 2;
const NEGATION = 3;
const POWER = 4;
const POSTFIX = 5;
const ATOM = 6;

/** One expression as text. */
export function nodeText(node: FormulaNode): string {
  switch (node.kind) {
    case 'number':
      return node.text;
    case 'name':
      return node.name;
    case 'call': {
      const args = node.args.map(nodeText);
      if (node.name === 'lim') return `lim(${args[0]} -> ${args[1]}, ${args[2]})`;
      if (node.name === 'sum') return `sum(${args[0]} = ${args[1]}:${args[2]}, ${args[3]})`;
      return `${node.name}(${args.join(', ')})`;
    }
    case 'negate':
      // -(-a) rather than --a, for the reader.
      return `-${inside(node.arg, node.arg.kind === 'negate' ? POWER : NEGATION)}`;
    case 'transpose':
      return `${inside(node.arg, POSTFIX)}'`;
    case 'blocks':
      return `[${node.rows.map(row => row.map(nodeText).join(', ')).join('; ')}]`;
    case 'entry':
      return `${inside(node.arg, ATOM)}(${node.row},${node.col})`;
    case 'binary':
      if (isRelation(node)) return `${nodeText(node.left)} ${node.op} ${nodeText(node.right)}`;
      if (node.op === '^') return `${inside(node.left, POSTFIX)}^${inside(node.right, ATOM)}`;
      if (node.op === '+' || node.op === '-')
        return `${inside(node.left, SUM)} ${node.op} ${rightSide(node.right, PRODUCT)}`;
      return `${inside(node.left, PRODUCT)}${node.op}${rightSide(node.right, NEGATION)}`;
  }
}

function rightSide(node: FormulaNode, strength: number): string {
  return inside(node, node.kind === 'negate' ? ATOM : strength);
}

function inside(node: FormulaNode, strength: number): string {
  return binding(node) < strength ? `(${nodeText(node)})` : nodeText(node);
}

function binding(node: FormulaNode): number {
  switch (node.kind) {
    case 'negate':
      return NEGATION;
    case 'transpose':
      return POSTFIX;
    case 'binary':
      return node.op === '^' ? POWER : node.op === '+' || node.op === '-' ? SUM : PRODUCT;
    default:
      return ATOM;
  }
}
