import { Rational } from '../numbers/rational.ts';
import { binaryNode, call, constantNode, isSum } from './editNodes.ts';
import { nodeText } from './nodeText.ts';
import { type BinaryNode, constantOf, type FormulaNode } from './tree.ts';

/**
 * (exp(X) − I)/D as X/D·phi(X), which is the same where D ≠ 0 and has the quotient's limit where D = 0: phi(x) is
 * (e^x − 1)/x, and 1 at 0. Also I − exp(X), and ·inv(D) for /D. The identity, whatever its size, is gone afterwards.
 * Undefined for other quotients, and where a factor of D is none of X.
 */
export function limitOfQuotient(quotient: BinaryNode): FormulaNode | undefined {
  const divisor = divisorOf(quotient);
  if (divisor === undefined || !isSum(quotient.left) || quotient.left.op !== '-') return undefined;
  const { left, right } = quotient.left;
  const [argument, sign] = isOne(right) ? [exponentOf(left), 1] : isOne(left) ? [exponentOf(right), -1] : [];
  if (argument === undefined) return undefined;
  const [top, bottom] = [factorsOf(argument), factorsOf(divisor)];
  const above = [...top.above, ...bottom.below];
  const below = [...top.below];
  for (const factor of bottom.above) {
    const at = above.findIndex(other => nodeText(other) === nodeText(factor));
    if (at < 0) return undefined;
    above.splice(at, 1);
  }
  const coefficient = top.coefficient.div(bottom.coefficient).mul(Rational.of(sign!));
  const { place } = quotient;
  const plain = coefficient.equals(Rational.ONE) && above.length > 0;
  const leading = plain ? above.shift()! : constantNode(coefficient, place);
  const multiplied = above.reduce((product, factor) => binaryNode('*', product, factor), leading);
  const divided = below.reduce((ratio, factor) => binaryNode('/', ratio, factor), multiplied);
  const isOneLeft = constantOf(divided)?.equals(Rational.ONE) === true;
  return isOneLeft ? call('phi', argument) : binaryNode('*', divided, call('phi', argument));
}

function divisorOf({ op, right }: BinaryNode): FormulaNode | undefined {
  if (op === '/') return right;
  return op === '*' && right.kind === 'call' && right.name === 'inv' ? right.args[0] : undefined;
}

function isOne(node: FormulaNode): boolean {
  return (
    (node.kind === 'call' && node.name === 'I' && node.args.length === 1) ||
    constantOf(node)?.equals(Rational.ONE) === true
  );
}

function exponentOf(node: FormulaNode): FormulaNode | undefined {
  return node.kind === 'call' && node.name === 'exp' ? node.args[0] : undefined;
}

interface Factors {
  readonly coefficient: Rational;
  readonly above: readonly FormulaNode[];
  readonly below: readonly FormulaNode[];
}

/** A product of numbers and entrywise factors, which commute. */
function factorsOf(node: FormulaNode): Factors {
  const constant = constantOf(node);
  if (constant !== undefined && constant.sign() !== 0) return { coefficient: constant, above: [], below: [] };
  if (node.kind === 'negate') {
    const inner = factorsOf(node.arg);
    return { ...inner, coefficient: inner.coefficient.neg() };
  }
  if (node.kind === 'binary' && (node.op === '*' || node.op === '/')) {
    const [left, right] = [factorsOf(node.left), factorsOf(node.right)];
    if (node.op === '*')
      return {
        coefficient: left.coefficient.mul(right.coefficient),
        above: [...left.above, ...right.above],
        below: [...left.below, ...right.below],
      };
    return {
      coefficient: left.coefficient.div(right.coefficient),
      above: [...left.above, ...right.below],
      below: [...left.below, ...right.above],
    };
  }
  return { coefficient: Rational.ONE, above: [node], below: [] };
}
