import type { Edit } from './edits.ts';
import { children, type FormulaNode, withChildren } from './tree.ts';

/**
 * The tree of one definition with edits made in it, those further inside first; where two change the same part, one after
 * the other. Parts that no edit touches are the same objects as before. Undefined where an edit has no place any more
 * because of another one.
 */
export function editTree(tree: FormulaNode, edits: readonly Pick<Edit, 'path' | 'rewrite'>[]): FormulaNode | undefined {
  return editBelow(tree, edits, 0);
}

type Made = Pick<Edit, 'path' | 'rewrite'>;

function editBelow(node: FormulaNode, edits: readonly Made[], depth: number): FormulaNode | undefined {
  let whole = node;
  if (edits.some(({ path }) => path.length > depth)) {
    const parts: FormulaNode[] = [];
    for (const [index, part] of children(node).entries()) {
      const inside = edits.filter(({ path }) => path[depth] === index);
      const changed = inside.length === 0 ? part : editBelow(part, inside, depth + 1);
      if (changed === undefined) return undefined;
      parts.push(changed);
    }
    whole = withoutOne(withChildren(node, parts));
  }
  for (const { path, rewrite } of edits) {
    if (path.length > depth) continue;
    const rewritten = rewrite(whole);
    if (rewritten === undefined) return undefined;
    whole = rewritten;
  }
  return whole;
}

/** 1*x and x/1 are written x. */
function withoutOne(node: FormulaNode): FormulaNode {
  const isOne = (part: FormulaNode): boolean => part.kind === 'number' && part.text === '1';
  if (node.kind !== 'binary') return node;
  if (node.op === '*' && isOne(node.left)) return node.right;
  return node.op === '/' && isOne(node.right) ? node.left : node;
}
