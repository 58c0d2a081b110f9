import { Rational } from '../numbers/rational.ts';
import { FormulaError } from './formulaError.ts';
import { inferShapes } from './inferShapes.ts';
import { instancesOf, networkText, type Sizes } from './instances.ts';
import { nodeText } from './nodeText.ts';
import type { Formula } from './parseFormula.ts';
import { LIMITS } from './roomFor.ts';
import type { Shape } from './shape.ts';
import { constantOfSize, type Size, substitute } from './size.ts';
import { type BinaryNode, type CallNode, children, constantOf, type FormulaNode } from './tree.ts';
import { numbersWorld } from './world.ts';

/**
 * Refuses, before anything is evaluated, a formula that for one network goes beyond the limits of the language. A
 * FormulaError LIMIT with the place that does and the limit: a size, the entries of one matrix, or the entries and the
 * multiplications of the whole formula. Parts whose shapes do not fit are not looked at.
 */
export function requireWithinLimits(formula: Formula, sizes: Sizes): void {
  for (const instance of instancesOf(formula, sizes)) requireInstanceWithinLimits(instance.formula, sizes);
}

function requireInstanceWithinLimits(formula: Formula, sizes: Sizes): void {
  const world = numbersWorld(new Map(Object.entries(sizes)));
  const { shapes } = inferShapes(formula, formula.symbols, world);
  const numberOf = (size: Size): number =>
    numberOfSymbol(size, sizes) ?? constantOfSize(substitute(size, world.values))?.toNumber() ?? 0;
  // Each is asked for by what it is a part of, too.
  const known = new Map<FormulaNode, Sized | undefined>();
  const sized = (node: FormulaNode): Sized | undefined => {
    if (known.has(node)) return known.get(node);
    const shape = shapes.get(node);
    const found = shape && inNumbers(shape, numberOf);
    known.set(node, found);
    return found;
  };
  const network = `for ${networkText(sizes)}`;
  let [entries, multiplications] = [0, 0];
  const visit = (node: FormulaNode): void => {
    children(node).forEach(visit);
    const own = sized(node);
    if (own === undefined) return;
    const refuse = (rule: string, value: string): FormulaError =>
      new FormulaError('LIMIT', formula, node.place, symbolOf(node), `${shortText(node)} ${rule}`, value);
    const side = Math.max(own.rows, own.cols);
    if (side > LIMITS.size) throw refuse(`must have at most ${LIMITS.size} rows and columns ${network}`, shapeOf(own));
    // A name stands for a value that is there already.
    if (node.kind === 'name') return;
    entries += own.entries;
    if (Math.max(own.entries, entries) > LIMITS.entries)
      throw refuse(`must leave all matrices at most ${LIMITS.entries} entries together ${network}`, shapeOf(own));
    multiplications += workOf(node, own, children(node).map(sized));
    if (multiplications > LIMITS.multiplications)
      throw refuse(
        `must leave the formula at most ${LIMITS.multiplications} multiplications ${network}`,
        multiplications.toPrecision(3),
      );
  };
  for (const { node } of formula.definitions) visit(node);
}

/** Of a size that is one symbol, as most are; undefined for others. */
function numberOfSymbol(size: Size, sizes: Sizes): number | undefined {
  if (size.size !== 1) return undefined;
  const [[name, coefficient]] = [...size] as [[string, Rational]];
  return coefficient.equals(Rational.ONE) && Object.hasOwn(sizes, name) ? sizes[name] : undefined;
}

/** A shape in numbers, and how many of its entries are stored. */
interface Sized {
  readonly rows: number;
  readonly cols: number;
  readonly diagonal: boolean;
  readonly entries: number;
}

function inNumbers(shape: Shape, numberOf: (size: Size) => number): Sized {
  if (shape.kind === 'scalar') return { rows: 1, cols: 1, diagonal: true, entries: 1 };
  const { rows, cols, diagonal } = shape;
  const [height, width] = [numberOf(rows), numberOf(cols)];
  return { rows: height, cols: width, diagonal, entries: diagonal ? height : height * width };
}

/** Multiplications of series and iterations for n×n, in units of n³: rough, and no less than are made. */
const [SERIES, ROTATIONS] = [100, 100];

function workOf(node: FormulaNode, own: Sized, parts: readonly (Sized | undefined)[]): number {
  if (node.kind === 'call') return workOfCall(node, own, parts[0]);
  if (node.kind !== 'binary') return own.entries;
  return workOfOperator(node, own, parts);
}

function workOfOperator(node: BinaryNode, own: Sized, [left, right]: readonly (Sized | undefined)[]): number {
  if (left === undefined || right === undefined) return own.entries;
  switch (node.op) {
    case '*':
      return left.diagonal || right.diagonal ? own.entries : own.entries * left.cols;
    case '/':
      return right.diagonal ? own.entries : right.rows ** 2 * (right.rows + left.rows);
    case '\\':
      return left.diagonal ? own.entries : left.rows ** 2 * (left.rows + right.cols);
    case '^': {
      const exponent = constantOf(node.right)!;
      const products = 2 * Math.ceil(Math.log2(2 + exponent.abs().toNumber())) + (exponent.d === 1n ? 0 : ROTATIONS);
      return left.diagonal ? own.entries * products : products * left.rows ** 3;
    }
    default:
      return own.entries;
  }
}

function workOfCall({ name }: CallNode, own: Sized, first: Sized | undefined): number {
  if (first === undefined || first.diagonal) return own.entries;
  switch (name) {
    case 'inv':
      return 2 * first.rows ** 3;
    case 'expm':
      return SERIES * first.rows ** 3;
    case 'svd':
    case 'eig':
    case 'pinv':
    case 'rank':
      return ROTATIONS * Math.max(first.rows, first.cols) * Math.min(first.rows, first.cols) ** 2;
    default:
      return Math.max(own.entries, first.entries);
  }
}

function symbolOf(node: FormulaNode): string {
  if (node.kind === 'binary') return node.op;
  return node.kind === 'call' || node.kind === 'name' ? node.name : nodeText(node);
}

function shortText(node: FormulaNode): string {
  const text = nodeText(node);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function shapeOf({ rows, cols }: Sized): string {
  return `${rows}×${cols}`;
}
