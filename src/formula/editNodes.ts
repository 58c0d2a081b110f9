import type { Rational } from '../numbers/rational.ts';
import { type Environment, standardEnvironment } from './environment.ts';
import type { Place } from './formulaError.ts';
import { parseFormula } from './parseFormula.ts';
import {
  type BinaryNode,
  type BinaryOperator,
  children,
  type FormulaNode,
  type FunctionName,
  withChildren,
} from './tree.ts';

// Parts that edits put into a tree. Each stands at the place of the part it replaces.

/** A fraction as quotient of whole numbers. */
export function constantNode(value: Rational, place: Place): FormulaNode {
  const size = value.abs();
  const whole = numberNode(size.n.toString(), place);
  const node = size.d === 1n ? whole : binaryNode('/', whole, numberNode(size.d.toString(), place));
  return value.sign() < 0 ? negated(node) : node;
}

export function numberNode(text: string, place: Place): FormulaNode {
  return { kind: 'number', text, place };
}

export function binaryNode(op: BinaryOperator, left: FormulaNode, right: FormulaNode): FormulaNode {
  return { kind: 'binary', op, left, right, place: left.place };
}

export function negated(node: FormulaNode): FormulaNode {
  return { kind: 'negate', arg: node, place: node.place };
}

export function transposed(node: FormulaNode): FormulaNode {
  return { kind: 'transpose', arg: node, place: node.place };
}

export function call(name: FunctionName, arg: FormulaNode): FormulaNode {
  return { kind: 'call', name, args: [arg], place: arg.place };
}

/** An expression in some symbols as a tree. */
export function parsed(text: string, place: Place, symbols: Environment = standardEnvironment): FormulaNode {
  const { node } = parseFormula(text, { symbols }).definitions[0]!;
  const moved = (part: FormulaNode): FormulaNode => ({ ...withChildren(part, children(part).map(moved)), place });
  return moved(node);
}

export function isSum(node: FormulaNode): node is BinaryNode & { readonly op: '+' | '-' } {
  return node.kind === 'binary' && (node.op === '+' || node.op === '-');
}
