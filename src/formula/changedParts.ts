import { nodeText } from './nodeText.ts';
import { children, type FormulaNode, withChildren } from './tree.ts';

/** Two trees and the parts of each that the other has not. */
export interface ChangedParts {
  readonly before: readonly FormulaNode[];
  readonly after: readonly FormulaNode[];
}

/** The smallest parts in which two trees differ; of one that is the other with something around it, what is around. */
export function changedParts(before: FormulaNode, after: FormulaNode): ChangedParts {
  if (nodeText(before) === nodeText(after)) return { before: [], after: [] };
  const [old, fresh] = [children(before), children(after)];
  const within = (parts: readonly FormulaNode[], whole: FormulaNode): readonly FormulaNode[] | undefined => {
    const kept = parts.findIndex(part => nodeText(part) === nodeText(whole));
    return kept < 0 || parts.length < 2 ? undefined : parts.toSpliced(kept, 1);
  };
  const [added, removed] = [within(fresh, before), within(old, after)];
  if (added !== undefined) return { before: [], after: added };
  if (removed !== undefined) return { before: removed, after: [] };
  const differing = old.flatMap((part, at) => {
    const other = fresh[at];
    return other === undefined || nodeText(part) === nodeText(other) ? [] : [[part, other] as const];
  });
  const [only] = differing;
  const isAlike = outline(before, old.length) === outline(after, fresh.length);
  const isOfParts = isAlike && only !== undefined && (differing.length === 1 || before.kind !== 'binary');
  if (!isOfParts) return { before: [before], after: [after] };
  const inner = differing.map(([part, other]) => changedParts(part, other));
  return { before: inner.flatMap(parts => parts.before), after: inner.flatMap(parts => parts.after) };
}

/** What a node is besides its children. */
function outline(node: FormulaNode, count: number): string {
  const own = node.kind === 'binary' ? node.op : node.kind === 'call' ? node.name : '';
  const rows = node.kind === 'blocks' ? node.rows.length : '';
  const place = node.kind === 'entry' ? `${node.row},${node.col}` : '';
  return `${node.kind} ${own} ${count} ${rows} ${place}`;
}

/** A tree with some of its parts, the objects themselves, replaced. */
export function replaceParts(node: FormulaNode, parts: ReadonlyMap<FormulaNode, FormulaNode>): FormulaNode {
  const found = parts.get(node);
  if (found !== undefined) return found;
  const own = children(node);
  if (own.length === 0 || node.kind === 'entry') return node;
  return withChildren(
    node,
    own.map(part => replaceParts(part, parts)),
  );
}
