import { nodeText } from './nodeText.ts';
import { isParameter, type Parameter } from './paths.ts';
import { type CallNode, children, type FormulaNode } from './tree.ts';

// A remainder, A == B + O(1/lambda^2): A − B is of the order of what stands in O along the parameter that it names, where that vanishes.

/** What a remainder is measured in. */
export type OrderParameter = Parameter | 't';

/** The remainder that ends a side, A + O(g) or O(g) alone; undefined of a side without one. */
export function remainderOf(side: FormulaNode): CallNode | undefined {
  if (isRemainder(side)) return side;
  return side.kind === 'binary' && side.op === '+' && isRemainder(side.right) ? side.right : undefined;
}

/** The side without its remainder; zero of the shape of the other side where there is nothing else. */
export function withoutRemainder(side: FormulaNode, other: FormulaNode): FormulaNode {
  const remainder = remainderOf(side);
  if (remainder === undefined) return side;
  if (side.kind === 'binary') return side.left;
  const zero: FormulaNode = { kind: 'number', text: '0', place: side.place };
  return { kind: 'binary', op: '*', left: zero, right: other, place: side.place };
}

export function isRemainder(node: FormulaNode): node is CallNode & { readonly name: 'O' } {
  return node.kind === 'call' && node.name === 'O';
}

/** Remainders anywhere in an expression. */
export function remaindersIn(node: FormulaNode): CallNode[] {
  return [...(isRemainder(node) ? [node] : []), ...children(node).flatMap(remaindersIn)];
}

/** The parameters that an expression names: lambda, scale, t, an end of S. */
export function parametersIn(node: FormulaNode): OrderParameter[] {
  const own = nodeText(node);
  if (own === 't' || isParameter(own)) return [own];
  return [...new Set(children(node).flatMap(parametersIn))];
}
