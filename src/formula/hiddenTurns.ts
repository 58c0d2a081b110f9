import { type Environment, isOfTraining } from './environment.ts';
import type { Formula } from './parseFormula.ts';
import { constantOf, type FormulaNode } from './tree.ts';

// Hidden units can be turned by any orthogonal R: W1 → RᵀW1, W2 → W2R is the same network, with the same QQᵀ. What is made of QQᵀ
// alone does not notice.

/** What a turn of the hidden units does to the rows (it puts Rᵀ on the left) and to the columns (R on the right). */
interface Turned {
  readonly rows: boolean;
  readonly cols: boolean;
}

const STILL: Turned = { rows: false, cols: false };

/** Functions of a matrix that no orthogonal matrix on its left or right changes, and those that none changes that goes to both sides. */
const OF_ANY: ReadonlySet<string> = new Set(['norm', 'nuc', 'opnorm', 'rank']);
const OF_BOTH: ReadonlySet<string> = new Set(['trace', 'det', 'mineig', 'maxeig']);

/**
 * Whether a formula's last lines (as many as said), with all definitions behind them, have the same value whichever way the hidden units of
 * the weights in training are turned, as their text shows it: W2t*W1t, W1t'*W1t or norm(W1t), not W1t, nor W1t*W1', which is beside weights of the start. False where that is not plain.
 */
export function ignoresHiddenTurns({ symbols, definitions }: Formula, lines: number): boolean {
  const known = new Map<string, Turned | undefined>();
  const turned = definitions.map(({ name, node }) => {
    const found = turnOf(symbols, known, node);
    if (name !== undefined) known.set(name, found);
    return found;
  });
  return turned.slice(-lines).every(one => one !== undefined && !one.rows && !one.cols);
}

function turnOf(
  symbols: Environment,
  known: ReadonlyMap<string, Turned | undefined>,
  node: FormulaNode,
): Turned | undefined {
  const of = (part: FormulaNode): Turned | undefined => turnOf(symbols, known, part);
  switch (node.kind) {
    case 'number':
      return STILL;
    case 'name': {
      if (known.has(node.name)) return known.get(node.name);
      const spec = symbols.get(node.name);
      if (!isOfTraining(node.name)) return STILL;
      return spec !== undefined && 'rows' in spec ? { rows: spec.rows === 'Nh', cols: spec.cols === 'Nh' } : undefined;
    }
    case 'negate':
      return of(node.arg);
    case 'transpose': {
      const arg = of(node.arg);
      return arg && { rows: arg.cols, cols: arg.rows };
    }
    case 'entry':
      return isStill(of(node.arg)) ? STILL : undefined;
    case 'blocks':
      return ofBlocks(node.rows.map(row => row.map(of)));
    case 'binary': {
      const [left, right] = [of(node.left), of(node.right)];
      if (left === undefined || right === undefined) return undefined;
      if (node.op === '*') {
        // R Rᵀ between them, or nothing. A number before what is turned on its left could be a matrix, by its text.
        return left.cols === right.rows ? { rows: left.rows, cols: right.cols } : undefined;
      }
      if (node.op === '^') return constantOf(node.right) !== undefined && left.rows === left.cols ? left : undefined;
      if (node.op === '/') return isStill(right) && !left.cols ? left : undefined;
      if (node.op === '\\') return isStill(left) && isStill(right) ? STILL : undefined;
      return left.rows === right.rows && left.cols === right.cols ? left : undefined;
    }
    case 'call': {
      if (node.name === 'lim') return of(node.args[2]!);
      // Turned another way at the end of each task.
      if (node.name === 'after') return isStill(of(node.args[0]!)) ? STILL : undefined;
      if (node.name === 'sum') return isStill(of(node.args[3]!)) ? STILL : undefined;
      if (['start', 'ddt', 'O', 'integral', 'at', 'first'].includes(node.name)) return undefined;
      const args = node.args.map(of);
      if (args.every(isStill)) return STILL;
      const [first] = args;
      if (first === undefined) return undefined;
      if (OF_ANY.has(node.name)) return STILL;
      if (OF_BOTH.has(node.name)) return first.rows && first.cols ? STILL : undefined;
      if (node.name === 'inv' || node.name === 'expm') return first.rows && first.cols ? first : undefined;
      return undefined;
    }
  }
}

function isStill(turned: Turned | undefined): boolean {
  return turned !== undefined && !turned.rows && !turned.cols;
}

function ofBlocks(rows: readonly (readonly (Turned | undefined)[])[]): Turned | undefined {
  const all = rows.flat();
  const [first] = all;
  if (first === undefined || all.some(one => one === undefined)) return undefined;
  // Blocks beside one another share their rows, those below one another their columns.
  const isAlike = all.every(one => one!.rows === first.rows && one!.cols === first.cols);
  const isOfOneTurn = (first.rows ? rows.length === 1 : true) && (first.cols ? rows[0]!.length === 1 : true);
  return isAlike && isOfOneTurn ? first : undefined;
}
