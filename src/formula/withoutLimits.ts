import { type CallNode, children, type FormulaNode, withChildren } from './tree.ts';

/** An expression with what stands within some of its limits in their places: what they are taken of. */
export function withoutLimits(node: FormulaNode, which: (limit: CallNode) => boolean): FormulaNode {
  if (node.kind === 'call' && node.name === 'lim' && which(node)) return withoutLimits(node.args[2]!, which);
  return withChildren(
    node,
    children(node).map(part => withoutLimits(part, which)),
  );
}
