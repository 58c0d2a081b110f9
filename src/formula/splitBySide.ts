import { binaryNode, call, negated, parsed } from './editNodes.ts';
import type { Shape } from './shape.ts';
import { sizeText } from './size.ts';
import type { BlocksNode, CallNode, FormulaNode } from './tree.ts';

// What a text writes as one block for inputs and outputs and must be two, since only one of Ni − m and No − m is above 0.

/**
 * [A; B] as [A, 0; 0, B]: a stack of two rows with one of its columns made block-diagonal, once for each column. None where
 * the sizes of the two blocks are not known.
 */
export function splitColumns(node: BlocksNode, shapeOf: (part: FormulaNode) => Shape | undefined): BlocksNode[] {
  const { rows, place } = node;
  if (rows.length !== 2) return [];
  return rows[0]!.flatMap((_block, column) => {
    const [upper, lower] = rows.map(row => shapeOf(row[column]!));
    if (upper?.kind !== 'matrix' || lower?.kind !== 'matrix') return [];
    const zeros = (rowsOf: typeof upper, colsOf: typeof upper): FormulaNode => ({
      ...(call('zeros', parsed(sizeText(rowsOf.rows), place)) as CallNode),
      args: [parsed(sizeText(rowsOf.rows), place), parsed(sizeText(colsOf.cols), place)],
    });
    const [first, second] = rows as [readonly FormulaNode[], readonly FormulaNode[]];
    const split = [
      first.toSpliced(column + 1, 0, zeros(upper, lower)),
      second.toSpliced(column, 0, zeros(lower, upper)),
    ];
    return [{ ...node, rows: split }];
  });
}

/** c·I(…) as blkdiag(∓c·I(Ni − m), ±c·I(No − m)): a coefficient of the complements that has one sign beside each. */
export function splitIdentity(node: FormulaNode): FormulaNode[] {
  if (node.kind !== 'binary' || node.op !== '*' || node.right.kind !== 'call' || node.right.name !== 'I') return [];
  const { left, place } = node;
  const times = (coefficient: FormulaNode, size: string): FormulaNode =>
    binaryNode('*', coefficient, call('I', parsed(size, place)));
  return [
    [negated(left), left],
    [left, negated(left)],
  ].map(([inputs, outputs]) => ({
    ...(call('blkdiag', node) as CallNode),
    args: [times(inputs!, 'Ni - m'), times(outputs!, 'No - m')],
  }));
}
