import type { Environment } from './environment.ts';
import { type FormulaNode, isSlice } from './tree.ts';

/** What names stand for: a definition, or a given symbol. */
export interface Names {
  readonly symbols: Environment;
  readonly definitionOf: (name: string) => FormulaNode | undefined;
}

/** Whether an expression is a number in every network, by the way it is written. */
export function isScalar(names: Names, node: FormulaNode): boolean {
  switch (node.kind) {
    case 'number':
      return true;
    case 'entry':
      return !isSlice(node);
    case 'name': {
      const definition = names.definitionOf(node.name);
      if (definition !== undefined) return isScalar(names, definition);
      const kind = names.symbols.get(node.name)?.kind;
      return kind === 'scalar' || kind === 'size';
    }
    case 'negate':
    case 'transpose':
      return isScalar(names, node.arg);
    case 'blocks':
      return false;
    case 'call':
      if (['norm', 'nuc', 'opnorm', 'det', 'rank', 'mineig', 'maxeig', 'trace', 'min', 'max'].includes(node.name))
        return true;
      return (
        ['sqrt', 'exp', 'log', 'abs', 'sgn', 'phi', 'phi2', 'ddt', 'start', 'D', 'D2'].includes(node.name) &&
        isScalar(names, node.args[0]!)
      );
    case 'binary':
      if (node.op === '*' && isRowTimesColumn(names, node.left, node.right)) return true;
      return isScalar(names, node.left) && isScalar(names, node.right);
  }
}

/**
 * Whether a product is of a row and a column by the way it is written, A(k,:) and A(:,k) being where rows and columns come from: then it is a
 * number in every network. That sizes happen to be 1 in one makes nothing a number.
 */
export function isRowTimesColumn(names: Names, left: FormulaNode, right: FormulaNode): boolean {
  return isLine(names, left, 'row') && isLine(names, right, 'column');
}

// No function is made in here: it is asked of every product, of each evaluation and of each ordering of the sizes.
function isLine(names: Names, node: FormulaNode, which: 'row' | 'column'): boolean {
  switch (node.kind) {
    case 'entry':
      return which === 'row' ? node.col === ':' : node.row === ':';
    case 'transpose':
      return isLine(names, node.arg, which === 'row' ? 'column' : 'row');
    case 'negate':
      return isLine(names, node.arg, which);
    case 'name': {
      const definition = names.definitionOf(node.name);
      return definition !== undefined && isLine(names, definition, which);
    }
    case 'call':
      return (node.name === 'ddt' || node.name === 'start') && isLine(names, node.args[0]!, which);
    case 'binary': {
      if (node.op === '+' || node.op === '-')
        return isLine(names, node.left, which) || isLine(names, node.right, which);
      if (node.op === '/') return isLine(names, node.left, which);
      if (node.op !== '*') return false;
      // Its first factor makes a product a row, its last one a column; numbers may stand before and behind.
      const [own, other] = which === 'row' ? [node.left, node.right] : [node.right, node.left];
      return isLine(names, own, which) || (isScalar(names, own) && isLine(names, other, which));
    }
    default:
      return false;
  }
}
