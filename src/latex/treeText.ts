import type { FormulaNode } from '../formula/tree.ts';

/** A tree with every bracket, its operators first: (* (' W2t) W2t). */
export function treeText(node: FormulaNode): string {
  switch (node.kind) {
    case 'number':
      return node.text;
    case 'name':
      return node.name;
    case 'call':
      return `(${[node.name, ...node.args.map(treeText)].join(' ')})`;
    case 'negate':
      return `(- ${treeText(node.arg)})`;
    case 'transpose':
      return `(' ${treeText(node.arg)})`;
    case 'entry':
      return `(entry ${treeText(node.arg)} ${node.row} ${node.col})`;
    case 'binary':
      return `(${node.op} ${treeText(node.left)} ${treeText(node.right)})`;
    case 'blocks':
      return `[${node.rows.map(row => row.map(treeText).join(' ')).join(' ; ')}]`;
  }
}
