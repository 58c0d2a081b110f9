import type { Environment } from '../formula/environment.ts';
import { indexedName } from '../formula/indexed.ts';
import { shapeOfSymbol } from '../formula/inferShapes.ts';
import { layersAround } from '../formula/layerSymbols.ts';
import { nodeText } from '../formula/nodeText.ts';
import {
  addSizes,
  constantSize,
  multiplySizes,
  type Size,
  scaleSize,
  sizeText,
  subtractSizes,
} from '../formula/size.ts';
import { children, type FormulaNode, isRelation, withChildren } from '../formula/tree.ts';
import { Rational } from '../numbers/rational.ts';

/** A size that is known, or may turn out to be. */
class Dimension {
  private same: Dimension | undefined;
  private value: Size | undefined;

  constructor(value?: Size) {
    this.value = value;
  }

  private root(): Dimension {
    return this.same === undefined ? this : this.same.root();
  }

  /** One of all that are the same. */
  get leader(): Dimension {
    return this.root();
  }

  get size(): Size | undefined {
    return this.root().value;
  }

  /** Both are the same from now on; two that are known stay as they are, which the check of shapes will tell. */
  join(other: Dimension): void {
    const [a, b] = [this.root(), other.root()];
    if (a === b) return;
    if (a.value !== undefined && b.value !== undefined) return;
    if (a.value === undefined) a.same = b;
    else b.same = a;
  }
}

type Fit =
  | { readonly kind: 'scalar' }
  | { readonly kind: 'matrix'; readonly rows: Dimension; readonly cols: Dimension; readonly isDiagonal: boolean };

const SCALAR: Fit = { kind: 'scalar' };

/** The name that stands for a size which the text leaves to the reader. */
export const OPEN_SIZE = '\u2007';

export interface FittedLine {
  readonly name: string | undefined;
  readonly node: FormulaNode;
}

export interface Fitted {
  readonly lines: readonly FittedLine[];
  /** Identities and zeros whose size nothing around them tells. */
  readonly open: readonly FormulaNode[];
  /** Sizes that were found, for the reader. */
  readonly found: readonly {
    readonly node: FormulaNode;
    readonly what: string;
    readonly text: string;
    readonly reason: string;
  }[];
}

/**
 * Lines with what only shapes tell: the sizes of identities and of zero matrices, and which of exp and expm, sqrt and a root of a matrix, is meant. A
 * size is found by what a thing is added to, multiplied with or stands beside; one that nothing tells is left open.
 */
export function fitSizes(lines: readonly FittedLine[], environment: Environment): Fitted {
  const state: State = {
    environment,
    names: new Map(),
    fits: new Map(),
    zeros: new Map(),
    multiples: new Map(),
    sums: [],
    ones: [],
    parts: new Map(),
  };
  for (const { name, node } of lines) {
    const fit = fitOf(state, node);
    if (name === undefined) continue;
    state.names.set(name, fit);
    const [heights, columns] = [partsOf(state, node, 'heights'), partsOf(state, node, 'columns')];
    if (heights !== undefined && columns !== undefined) state.parts.set(name, { heights, columns });
  }
  solveSums(state.sums);
  const one = new Dimension(constantSize(1));
  for (const sides of state.ones)
    if (sides.every(({ size }) => size === undefined)) for (const side of sides) side.join(one);
  solveSums(state.sums);
  const open: FormulaNode[] = [];
  const found: { node: FormulaNode; what: string; text: string; reason: string }[] = [];
  const ONLY = 'the only size that fits';
  const finish = (node: FormulaNode): FormulaNode => {
    const beside = state.multiples.get(node);
    const side = beside && commonSize(beside);
    if (side === undefined) return finished(node);
    const size = sizeText(side);
    const identity: FormulaNode = { kind: 'call', name: 'I', args: [sizeNode(side, node)], place: node.place };
    const isOne = node.kind === 'number' && Number(node.text) === 1;
    const what = nodeText(node);
    const text = isOne ? `I(${size})` : `${what}*I(${size})`;
    found.push({ node, what, text, reason: 'a number beside a square matrix is that times the identity' });
    return isOne ? identity : { kind: 'binary', op: '*', left: finished(node), right: identity, place: node.place };
  };
  const finished = (node: FormulaNode): FormulaNode => {
    const zero = state.zeros.get(node);
    if (zero !== undefined && zero.kind === 'matrix') {
      const [rows, cols] = [zero.rows.size, zero.cols.size];
      if (rows === undefined || cols === undefined) {
        open.push(node);
        return node;
      }
      if (sizeText(rows) === '1' && sizeText(cols) === '1') return node;
      found.push({ node, what: '0', text: `zeros(${sizeText(rows)}, ${sizeText(cols)})`, reason: ONLY });
      return { kind: 'call', name: 'zeros', args: [sizeNode(rows, node), sizeNode(cols, node)], place: node.place };
    }
    if (node.kind === 'call' && node.name === 'I' && isOpen(node.args[0]!)) {
      const fit = state.fits.get(node);
      const size = fit?.kind === 'matrix' ? fit.rows.size : undefined;
      if (size === undefined) {
        open.push(node);
        return node;
      }
      found.push({ node, what: 'I', text: `I(${sizeText(size)})`, reason: ONLY });
      return { ...node, args: [sizeNode(size, node)] };
    }
    const done = withChildren(node, children(node).map(finish));
    if (node.kind !== 'call' || done.kind !== 'call') return done;
    const arg = state.fits.get(node.args[0]!);
    const isFull = arg?.kind === 'matrix' && !arg.isDiagonal;
    if (node.name === 'exp' && isFull) return { ...done, name: 'expm' };
    if (node.name === 'abs' && isFull) {
      found.push({ node, what: '|…|', text: 'det(…)', reason: 'it holds a matrix' });
      return { ...done, name: 'det' };
    }
    if (node.name === 'sqrt' && isFull) {
      const half: FormulaNode = {
        kind: 'binary',
        op: '/',
        left: { kind: 'number', text: '1', place: node.place },
        right: { kind: 'number', text: '2', place: node.place },
        place: node.place,
      };
      return { kind: 'binary', op: '^', left: done.args[0]!, right: half, place: node.place };
    }
    return done;
  };
  return { lines: lines.map(({ name, node }) => ({ name, node: finish(node) })), open, found };
}

function isOpen(node: FormulaNode): boolean {
  return node.kind === 'name' && node.name === OPEN_SIZE;
}

function sizeNode(size: Size, at: FormulaNode): FormulaNode {
  return { kind: 'name', name: sizeText(size), place: at.place };
}

interface State {
  readonly environment: Environment;
  readonly names: Map<string, Fit>;
  readonly fits: Map<FormulaNode, Fit>;
  readonly zeros: Map<FormulaNode, Fit>;
  /** Numbers that stand where a matrix does, which is a multiple of the identity where it is square. */
  readonly multiples: Map<FormulaNode, Fit>;
  /** Heights and widths of block matrices, and what they are sums of. */
  readonly sums: { readonly total: Dimension; readonly parts: readonly Dimension[] }[];
  /** Heights and widths of matrices of numbers, which are 1 where nothing tells any. */
  readonly ones: (readonly Dimension[])[];
  /** Heights and widths of the blocks of a matrix, by its node or the name of its line. */
  readonly parts: Map<FormulaNode | string, Parts>;
}

interface Parts {
  readonly heights: readonly Dimension[];
  readonly columns: readonly Dimension[];
}

/** As many blocks on both sides are of the same sizes, one by one. */
function joinParts(first: readonly Dimension[] | undefined, second: readonly Dimension[] | undefined): void {
  if (first === undefined || first.length !== second?.length) return;
  for (const [i, part] of first.entries()) part.join(second[i]!);
}

/** The blocks that a matrix has from top to bottom or from left to right, where it is one of blocks or a product that begins or ends in one. */
function partsOf(state: State, node: FormulaNode, side: keyof Parts): readonly Dimension[] | undefined {
  if (node.kind === 'blocks') return state.parts.get(node)?.[side];
  if (node.kind === 'name') return state.parts.get(node.name)?.[side];
  if (node.kind === 'negate') return partsOf(state, node.arg, side);
  if (node.kind === 'transpose') return partsOf(state, node.arg, side === 'heights' ? 'columns' : 'heights');
  if (node.kind === 'call' && node.name === 'inv') return partsOf(state, node.args[0]!, side);
  if (node.kind !== 'binary' || node.op !== '*') return undefined;
  const [first, other] = side === 'heights' ? [node.left, node.right] : [node.right, node.left];
  return partsOf(state, state.fits.get(first)?.kind === 'scalar' ? other : first, side);
}

/** Sizes that sums leave open one at a time: a sum of known ones, and the one part that is not known of a known sum. */
function solveSums(sums: State['sums']): void {
  let isNew = true;
  while (isNew) {
    isNew = false;
    for (const { total, parts } of sums) {
      const open = new Set(parts.filter(({ size }) => size === undefined).map(part => part.leader));
      const known = parts.flatMap(({ size }) => (size === undefined ? [] : [size])).reduce(addSizes, new Map());
      const [part] = open;
      if (part === undefined && total.size === undefined) {
        total.join(new Dimension(known));
        isNew = true;
      } else if (part !== undefined && open.size === 1 && total.size !== undefined) {
        const count = parts.filter(one => one.leader === part).length;
        part.join(new Dimension(scaleSize(Rational.ratio(1n, BigInt(count)), subtractSizes(total.size, known))));
        isNew = true;
      }
    }
  }
}

/** The rows and columns of a square matrix; undefined where it is not known to be one, or is a number. */
function commonSize(fit: Fit): Size | undefined {
  if (fit.kind === 'scalar') return undefined;
  const [rows, cols] = [fit.rows.size, fit.cols.size];
  if (rows === undefined || cols === undefined || sizeText(rows) !== sizeText(cols)) return undefined;
  return sizeText(rows) === '1' ? undefined : rows;
}

function fitOf(state: State, node: FormulaNode, wanted?: Fit): Fit {
  const fit = inner(state, node, wanted);
  state.fits.set(node, fit);
  return fit;
}

function matrix(rows: Dimension, cols: Dimension, isDiagonal = false): Fit {
  return { kind: 'matrix', rows, cols, isDiagonal };
}

function isZero(node: FormulaNode): boolean {
  return node.kind === 'number' && Number(node.text) === 0;
}

function inner(state: State, node: FormulaNode, wanted?: Fit): Fit {
  switch (node.kind) {
    case 'number':
      if (isZero(node) && wanted?.kind === 'matrix') {
        state.zeros.set(node, wanted);
        return wanted;
      }
      return SCALAR;
    case 'name':
      return state.names.get(node.name) ?? symbolFit(state, node.name);
    case 'negate':
      return fitOf(state, node.arg, wanted);
    case 'transpose': {
      const arg = fitOf(state, node.arg);
      return arg.kind === 'scalar' ? arg : { ...arg, rows: arg.cols, cols: arg.rows };
    }
    case 'entry': {
      const arg = fitOf(state, node.arg);
      if (arg.kind === 'scalar' || (node.row !== ':' && node.col !== ':')) return SCALAR;
      const one = new Dimension(constantSize(1));
      return node.row === ':' ? matrix(arg.rows, one) : matrix(one, arg.cols);
    }
    case 'blocks': {
      const columns = node.rows[0]!.map(() => new Dimension());
      const heights = node.rows.map(() => new Dimension());
      const one = new Dimension(constantSize(1));
      for (const [i, row] of node.rows.entries()) {
        for (const [j, block] of row.entries()) {
          const around = matrix(heights[i]!, columns[j]!);
          const fit = fitOf(state, block, around);
          if (fit.kind === 'scalar' && node.rows.length + row.length > 2 && !isZero(block)) {
            state.multiples.set(block, around);
            continue;
          }
          heights[i]!.join(fit.kind === 'matrix' ? fit.rows : one);
          columns[j]!.join(fit.kind === 'matrix' ? fit.cols : one);
        }
      }
      // Numbers alone: each is one row and one column, unless what stands around says otherwise.
      if (node.rows.flat().every(block => state.fits.get(block)?.kind === 'scalar' || isZero(block)))
        state.ones.push([...heights, ...columns]);
      state.parts.set(node, { heights, columns });
      return matrix(total(state, heights), total(state, columns));
    }
    case 'binary':
      return binaryFit(state, node, wanted);
    case 'call':
      return callFit(state, node, wanted);
  }
}

function total({ sums }: State, parts: readonly Dimension[]): Dimension {
  if (parts.length === 1) return parts[0]!;
  const sum = new Dimension();
  sums.push({ total: sum, parts });
  solveSums([sums.at(-1)!]);
  return sum;
}

function symbolFit({ environment }: State, name: string): Fit {
  const spec = environment.get(name);
  if (spec !== undefined) {
    const shape = shapeOfSymbol(environment, name, spec);
    return shape.kind === 'scalar'
      ? SCALAR
      : matrix(new Dimension(shape.rows), new Dimension(shape.cols), shape.diagonal);
  }
  if (indexedName(name) === undefined) return SCALAR;
  const around = new Map([...environment, ...layersAround(name)]);
  const own = around.get(name);
  if (own === undefined) return SCALAR;
  const shape = shapeOfSymbol(around, name, own);
  return shape.kind === 'scalar' ? SCALAR : matrix(new Dimension(shape.rows), new Dimension(shape.cols));
}

function joined(a: Fit, b: Fit): Fit {
  if (a.kind === 'scalar' || b.kind === 'scalar') return a.kind === 'scalar' ? b : a;
  a.rows.join(b.rows);
  a.cols.join(b.cols);
  return { ...a, isDiagonal: a.isDiagonal && b.isDiagonal };
}

function binaryFit(state: State, node: Extract<FormulaNode, { kind: 'binary' }>, wanted?: Fit): Fit {
  const { op, left, right } = node;
  if (op === '+' || op === '-' || isRelation(node)) {
    if (isZero(left)) {
      const known = fitOf(state, right, wanted);
      return joined(fitOf(state, left, known), known);
    }
    const first = fitOf(state, left, wanted);
    const second = fitOf(state, right, first.kind === 'matrix' ? first : wanted);
    if (op === '+' || op === '-' || op === '==') {
      if (first.kind === 'scalar' && second.kind === 'matrix') state.multiples.set(left, second);
      if (second.kind === 'scalar' && first.kind === 'matrix') state.multiples.set(right, first);
    }
    for (const side of ['heights', 'columns'] as const)
      joinParts(partsOf(state, left, side), partsOf(state, right, side));
    return joined(first, second);
  }
  if (op === '^') {
    fitOf(state, right);
    return fitOf(state, left);
  }
  const [a, b] = [fitOf(state, left), fitOf(state, right)];
  if (a.kind === 'scalar') return b;
  if (b.kind === 'scalar') return a;
  if (op === '/') {
    a.cols.join(b.cols);
    return matrix(a.rows, b.rows, a.isDiagonal && b.isDiagonal);
  }
  a.cols.join(b.rows);
  joinParts(partsOf(state, left, 'columns'), partsOf(state, right, 'heights'));
  return matrix(a.rows, b.cols, a.isDiagonal && b.isDiagonal);
}

const SCALARS: ReadonlySet<string> = new Set([
  'trace',
  'norm',
  'nuc',
  'opnorm',
  'det',
  'mineig',
  'maxeig',
  'min',
  'max',
  'log',
  'O',
]);

function callFit(state: State, node: Extract<FormulaNode, { kind: 'call' }>, wanted?: Fit): Fit {
  const { name, args } = node;
  if (name === 'I') {
    if (!isOpen(args[0]!)) {
      const size = sizeOf(state, args[0]!);
      const dimension = new Dimension(size);
      return matrix(dimension, dimension, true);
    }
    const side = new Dimension();
    if (wanted?.kind === 'matrix') {
      side.join(wanted.rows);
      side.join(wanted.cols);
    }
    return matrix(side, side, true);
  }
  if (name === 'zeros') return matrix(new Dimension(sizeOf(state, args[0]!)), new Dimension(sizeOf(state, args[1]!)));
  if (name === 'sum') return fitOf(state, args[3]!, wanted);
  if (name === 'lim') return fitOf(state, args[2]!, wanted);
  const fits = args.map(arg => fitOf(state, arg, name === 'ddt' || name === 'start' ? wanted : undefined));
  const [first, second] = fits;
  if (SCALARS.has(name) || first === undefined || (name === 'abs' && first.kind === 'matrix' && !first.isDiagonal))
    return SCALAR;
  if (name === 'pinv') return first.kind === 'matrix' ? { ...first, rows: first.cols, cols: first.rows } : first;
  if (name === 'kron' && first.kind === 'matrix' && second?.kind === 'matrix')
    return matrix(
      times(first.rows, second.rows),
      times(first.cols, second.cols),
      first.isDiagonal && second.isDiagonal,
    );
  if (['expm', 'inv', 'exp', 'sqrt'].includes(name) && first.kind === 'matrix') first.rows.join(first.cols);
  if (name === 'diag' && first.kind === 'matrix') return matrix(first.rows, first.rows, true);
  return first;
}

function sizeOf({ environment }: State, node: FormulaNode): Size | undefined {
  if (node.kind !== 'name') return undefined;
  const spec = environment.get(node.name);
  if (spec?.kind !== 'size') return undefined;
  const shape = shapeOfSymbol(environment, node.name, spec);
  return shape.kind === 'scalar' ? shape.size : undefined;
}

function times(a: Dimension, b: Dimension): Dimension {
  const [x, y] = [a.size, b.size];
  return new Dimension(x === undefined || y === undefined ? undefined : multiplySizes(x, y));
}
