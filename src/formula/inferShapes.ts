import { DloError } from '../errors.ts';
import { Rational } from '../numbers/rational.ts';
import type { Environment, SymbolSpec } from './environment.ts';
import { FormulaError, type Place } from './formulaError.ts';
import { indexedName, namesInIndex } from './indexed.ts';
import { nodeText } from './nodeText.ts';
import { type Formula, parseFormula } from './parseFormula.ts';
import { isRemainder } from './remainder.ts';
import { isRowTimesColumn, type Names } from './scalarByText.ts';
import { type MatrixShape, type Shape, shapeText } from './shape.ts';
import {
  addSizes,
  constantOfSize,
  constantSize,
  multiplySizes,
  type Size,
  sameSize,
  scaleSize,
  sizeSymbol,
  sizeText,
  subtractSizes,
} from './size.ts';
import { type BinaryNode, type CallNode, type EntryNode, type FormulaNode, isRelation } from './tree.ts';
import { isWholeIn, signIn, type World } from './world.ts';

/** A place where shapes do not fit in one world. */
export interface ShapeFault {
  readonly place: Place;
  /** The operator, function or bracket at fault. */
  readonly operator: string;
  readonly left: string;
  /** Empty where only one operand is at fault. */
  readonly right: string;
  readonly rule: string;
}

export interface InferredShapes {
  /** Of every node whose shape could be told. */
  readonly shapes: ReadonlyMap<FormulaNode, Shape>;
  /** Of the definitions, in their order; undefined where a fault below left it open. */
  readonly definitions: readonly (Shape | undefined)[];
  readonly faults: readonly ShapeFault[];
  /** Whether a comparison needed an ordering that the world does not have. */
  readonly undecided: boolean;
}

interface State {
  /** For messages only. */
  readonly formula: Formula;
  readonly world: World;
  readonly shapes: Map<FormulaNode, Shape>;
  readonly faults: ShapeFault[];
  readonly names: Map<string, Shape>;
  undecided: boolean;
}

/** The shapes of all parts of a formula in one world; goes on after a fault with the shape most likely meant. FormulaErrors LIMIT for sizes that cannot be written. */
export function inferShapes(formula: Formula, environment: Environment, world: World): InferredShapes {
  const names = new Map([...environment].map(([name, spec]) => [name, shapeOfSymbol(environment, name, spec)]));
  const state: State = { formula, world, shapes: new Map(), faults: [], names, undecided: false };
  const definitions = formula.definitions.map(({ name, node }) => {
    const shape = infer(state, node);
    if (name !== undefined && shape !== undefined) names.set(name, shape);
    if (name !== undefined && shape === undefined) names.delete(name);
    return shape;
  });
  return { shapes: state.shapes, definitions, faults: state.faults, undecided: state.undecided };
}

/** The shape of a given symbol. FORMULA errors where its sizes are not sizes. */
export function shapeOfSymbol(environment: Environment, name: string, spec: SymbolSpec): Shape {
  if (!('rows' in spec)) return { kind: 'scalar', size: spec.kind === 'size' ? sizeSymbol(name) : undefined };
  const [rows, cols] = [readSize(environment, name, spec.rows), readSize(environment, name, spec.cols)];
  return { kind: 'matrix', rows, cols, diagonal: spec.kind === 'diagonal' };
}

const sizesRead = new Map<string, Size>();

function readSize(environment: Environment, name: string, text: string): Size {
  const known = sizesRead.get(text);
  if (known !== undefined) return known;
  const symbols: Environment = new Map([...environment].filter(([, spec]) => spec.kind === 'size'));
  const formula = parseFormula(text, { name: `the size of ${name}`, symbols });
  const { definitions } = inferShapes(formula, symbols, { ordering: '', values: new Map() });
  const shape = definitions.at(-1);
  if (shape?.kind !== 'scalar' || shape.size === undefined) throw new TypeError(`size of ${name}: ${text}`);
  if (sizesRead.size > 1000) sizesRead.clear();
  sizesRead.set(text, shape.size);
  return shape.size;
}

function infer(state: State, node: FormulaNode): Shape | undefined {
  const shape = placed(state, node, () => inferNode(state, node));
  if (shape !== undefined) state.shapes.set(node, shape);
  return shape;
}

/** A size beyond the limits gets the place where it arose. */
function placed<R>({ formula }: State, node: FormulaNode, compute: () => R): R {
  try {
    return compute();
  } catch (error) {
    if (error instanceof FormulaError || !(error instanceof DloError)) throw error;
    const symbol = node.kind === 'call' ? node.name : '';
    throw new FormulaError(error.code, formula, node.place, symbol, `${error.argument} ${error.rule}`, error.value);
  }
}

function inferNode(state: State, node: FormulaNode): Shape | undefined {
  switch (node.kind) {
    case 'number':
      return { kind: 'scalar', size: constantSize(Rational.of(node.text)) };
    case 'name':
      return state.names.get(node.name);
    case 'negate': {
      const arg = infer(state, node.arg);
      return arg?.kind === 'scalar' ? scalar(arg.size && scaleSize(Rational.of(-1), arg.size)) : arg;
    }
    case 'transpose': {
      const arg = infer(state, node.arg);
      return arg?.kind === 'matrix' ? { ...arg, rows: arg.cols, cols: arg.rows } : arg;
    }
    case 'entry': {
      const arg = infer(state, node.arg);
      return arg && inferEntry(state, node, arg);
    }
    case 'binary': {
      const [left, right] = [infer(state, node.left), infer(state, node.right)];
      // A remainder has the shape of what it is of.
      if (isRemainder(node.right)) return left;
      return left === undefined || right === undefined ? undefined : inferBinary(state, node, left, right);
    }
    case 'blocks':
      return inferBlocks(
        state,
        node.place,
        node.rows.map(row => row.map(block => infer(state, block))),
      );
    case 'call': {
      if (node.name === 'sum') return inferSum(state, node);
      if (node.name === 'lim') return infer(state, node.args[2]!);
      if (node.name === 'O') return inferRemainder(state, node);
      const args = node.args.map(arg => infer(state, arg));
      return args.includes(undefined) ? undefined : inferCall(state, node, args as Shape[]);
    }
  }
}

/** What a remainder is of the order of is a number. */
function inferRemainder(state: State, node: CallNode): Shape {
  const shape = infer(state, node.args[0]!);
  if (shape?.kind === 'matrix') report(state, node.place, 'O', 'needs a scalar', shape, undefined);
  return scalar(undefined);
}

/** A term that changes its shape with the index is none. */
function inferSum(state: State, node: CallNode): Shape | undefined {
  const [index, , , term] = node.args as [FormulaNode, FormulaNode, FormulaNode, FormulaNode];
  const shape = infer(state, term);
  const name = nodeText(index);
  if (shape?.kind !== 'matrix') return shape && scalar(undefined);
  const names = [shape.rows, shape.cols].flatMap(size => [...size.keys()]);
  if (!names.some(key => namesInSize(key).includes(name))) return { ...shape, diagonal: false };
  report(state, node.place, 'sum', `needs terms of one shape, whatever ${name} is`, shape, undefined);
  return undefined;
}

/** The names of a product of sizes, and of the indices of these. */
function namesInSize(key: string): string[] {
  return key.split('*').flatMap(name => [name, ...namesInIndex(indexedName(name)?.first ?? '0')]);
}

function inferEntry(state: State, { place, arg, row, col }: EntryNode, shape: Shape): Shape {
  const fault = (rule: string): void => report(state, place, nodeText(arg), rule, shape, undefined);
  if (shape.kind === 'scalar') fault('must be a matrix, as an entry of it is picked');
  else {
    // Of an index that is no number yet nothing is known.
    const beyond = (size: Size, index: string): boolean =>
      /^\d+$/.test(index) && signIn(state.world, subtractSizes(size, constantSize(Number(index)))) === 'negative';
    if (beyond(shape.rows, row) || beyond(shape.cols, col)) fault(`must have an entry (${row},${col})`);
    if (row === ':' || col === ':') {
      const one = constantSize(1);
      return {
        kind: 'matrix',
        rows: row === ':' ? shape.rows : one,
        cols: col === ':' ? shape.cols : one,
        diagonal: false,
      };
    }
  }
  return scalar(undefined);
}

function inferBinary(state: State, node: BinaryNode, left: Shape, right: Shape): Shape | undefined {
  const fault = (rule: string): void => report(state, node.place, node.op, rule, left, right);
  if (left.kind === 'scalar' && right.kind === 'scalar') return scalar(sizeOf(node, left.size, right.size));
  switch (node.op) {
    case '+':
    case '-':
    case '==':
    case '<=':
    case '>=':
    case '<':
    case '>':
      if (left.kind === 'scalar' || right.kind === 'scalar') fault('needs two matrices of one shape or two scalars');
      else if (!same(state, left, right)) fault('needs two matrices of one shape');
      else return { ...left, diagonal: left.diagonal && right.diagonal };
      return left.kind === 'matrix' ? { ...left, diagonal: false } : right;
    case '*':
      if (left.kind === 'scalar') return right;
      if (right.kind === 'scalar') return left;
      if (!equal(state, left.cols, right.rows)) fault('needs as many columns on its left as rows on its right');
      if (isRowTimesColumn(namesIn(state), node.left, node.right)) return scalar(undefined);
      return { kind: 'matrix', rows: left.rows, cols: right.cols, diagonal: left.diagonal && right.diagonal };
    case '/':
      if (right.kind === 'scalar') return left;
      if (left.kind === 'scalar') {
        if (!right.diagonal) fault('divides a scalar only by a scalar or a diagonal matrix');
        return right;
      }
      if (!isSquare(state, right) || !equal(state, left.cols, right.rows))
        fault('needs a square divisor with as many rows as the dividend has columns');
      return { ...left, diagonal: left.diagonal && right.diagonal };
    case '\\':
      if (left.kind === 'scalar') return right;
      if (right.kind === 'scalar') {
        fault('needs a matrix on its right');
        return left;
      }
      if (!isSquare(state, left) || !equal(state, left.cols, right.rows))
        fault('needs a square matrix on its left, with as many columns as its right has rows');
      return { kind: 'matrix', rows: left.cols, cols: right.cols, diagonal: left.diagonal && right.diagonal };
    case '^': {
      if (left.kind === 'scalar') return scalar(undefined);
      if (!isSquare(state, left)) fault('needs a square matrix');
      return left;
    }
  }
}

/** What the names of the formula are, for what its text alone says. */
function namesIn({ formula }: State): Names {
  const known = NAMES.get(formula) ?? {
    symbols: formula.symbols,
    definitionOf: (name: string) => formula.definitions.find(one => one.name === name)?.node,
  };
  NAMES.set(formula, known);
  return known;
}

const NAMES = new WeakMap<Formula, Names>();

function sizeOf(node: BinaryNode, left: Size | undefined, right: Size | undefined): Size | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (isRelation(node)) return undefined;
  if (node.op === '+') return addSizes(left, right);
  if (node.op === '-') return subtractSizes(left, right);
  if (node.op === '*') return unlessTooLarge(() => multiplySizes(left, right));
  if (node.op === '^') return unlessTooLarge(() => sizePower(left, constantOfSize(right)));
  const [top, bottom] = node.op === '/' ? [left, right] : [right, left];
  const divisor = constantOfSize(bottom);
  return divisor === undefined || divisor.sign() === 0 ? undefined : scaleSize(Rational.ONE.div(divisor), top);
}

/** A number that is too large to be a size is a number all the same. */
function unlessTooLarge(compute: () => Size | undefined): Size | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof DloError && error.code === 'LIMIT') return undefined;
    throw error;
  }
}

function sizePower(base: Size, exponent: Rational | undefined): Size | undefined {
  if (exponent === undefined || exponent.d !== 1n || exponent.n < 0n || exponent.n > 8n) return undefined;
  return Array.from({ length: Number(exponent.n) }, () => base).reduce(multiplySizes, constantSize(1));
}

function inferBlocks(state: State, place: Place, rows: readonly (readonly (Shape | undefined)[])[]): Shape | undefined {
  const known = rows.map(row => row.map(shape => shape && asMatrix(shape)));
  const heights = known.map(row => row.find(block => block !== undefined)?.rows);
  const widths = known[0]!.map((_, j) => known.map(row => row[j]).find(block => block !== undefined)?.cols);
  known.forEach((row, i) => {
    row.forEach((block, j) => {
      if (block === undefined) return;
      const wanted: MatrixShape = { ...block, rows: heights[i]!, cols: widths[j]! };
      if (!equal(state, block.rows, wanted.rows))
        report(
          state,
          place,
          '[',
          `needs blocks of one height in row ${i + 1}, and block ${j + 1} differs`,
          wanted,
          block,
        );
      if (!equal(state, block.cols, wanted.cols))
        report(
          state,
          place,
          '[',
          `needs blocks of one width in column ${j + 1}, and block ${i + 1} differs`,
          wanted,
          block,
        );
    });
  });
  if (heights.includes(undefined) || widths.includes(undefined)) return undefined;
  const [rowsSum, colsSum] = [heights, widths].map(sizes => (sizes as Size[]).reduce(addSizes));
  return { kind: 'matrix', rows: rowsSum!, cols: colsSum!, diagonal: false };
}

function inferCall(state: State, node: CallNode, args: readonly Shape[]): Shape | undefined {
  const [first, second] = [args[0]!, args[1]];
  const fault = (rule: string): void => report(state, node.place, node.name, rule, first, undefined);
  switch (node.name) {
    case 'sum':
    case 'lim':
    case 'O':
      return undefined;
    case 'E':
    case 'Var':
      return first.kind === 'matrix' ? { ...first, diagonal: false } : scalar(undefined);
    case 'I': {
      const size = requireSize(state, node, first);
      if (second === undefined) return size && { kind: 'matrix', rows: size, cols: size, diagonal: true };
      const cols = requireSize(state, node, second);
      return size && cols && { kind: 'matrix', rows: size, cols, diagonal: false };
    }
    case 'zeros': {
      const [rows, cols] = [requireSize(state, node, first), requireSize(state, node, second!)];
      return rows && cols && { kind: 'matrix', rows, cols, diagonal: false };
    }
    case 'min':
    case 'max':
      if (args.some(arg => arg.kind === 'matrix')) fault('takes scalars');
      return scalar(
        extreme(
          state,
          node.name,
          args.map(arg => (arg.kind === 'scalar' ? arg.size : undefined)),
        ),
      );
    case 'abs':
    case 'sgn':
      if (first.kind === 'scalar') return scalar(first.size && signed(state, node.name, first.size));
      if (!first.diagonal) fault('takes a scalar or a diagonal matrix');
      return first;
    case 'sqrt':
    case 'exp':
    case 'log':
    case 'phi':
    case 'phi2':
      if (first.kind === 'scalar') return scalar(undefined);
      if (!first.diagonal)
        fault(`takes a scalar or a diagonal matrix${node.name === 'exp' ? ' (expm takes full ones)' : ''}`);
      return first;
    case 'expm':
    case 'inv':
      if (first.kind === 'scalar') return scalar(undefined);
      if (!isSquare(state, first)) fault('needs a square matrix');
      return first;
    case 'pinv':
      if (first.kind === 'scalar') return scalar(undefined);
      return { ...first, rows: first.cols, cols: first.rows };
    case 'det':
    case 'mineig':
    case 'maxeig':
      if (first.kind === 'matrix' && !isSquare(state, first)) fault('needs a square matrix');
      return scalar(undefined);
    case 'trace':
      if (first.kind === 'scalar' || !isSquare(state, first)) fault('needs a square matrix');
      return scalar(undefined);
    case 'norm':
    case 'nuc':
    case 'opnorm':
    case 'rank':
      return scalar(undefined);
    case 'first':
      if (first.kind === 'matrix') fault('needs two scalars to compare');
      return scalar(undefined);
    case 'integral':
    case 'at':
    case 'after': {
      const times = args.slice(1).find(({ kind }) => kind === 'matrix');
      const what = node.name === 'after' ? 'the number of a task' : 'a time';
      if (times !== undefined) report(state, node.place, node.name, `needs a scalar for ${what}`, first, times);
      return first.kind === 'scalar' ? scalar(undefined) : { ...first, diagonal: false };
    }
    case 'D':
    case 'D2': {
      args.slice(1).forEach((direction, k) => {
        const layer = state.names.get(`W${k + 1}`)!;
        const fits = direction.kind === 'matrix' && layer.kind === 'matrix' && same(state, direction, layer);
        if (!fits)
          report(state, node.place, node.name, `needs a direction of the shape of W${k + 1}`, layer, direction);
      });
      return first.kind === 'scalar' ? scalar(undefined) : { ...first, diagonal: false };
    }
    case 'svd':
    case 'eig': {
      const { rows, cols } = asMatrix(first);
      if (node.name === 'eig' && !equal(state, rows, cols)) fault('needs a square matrix');
      const count = node.name === 'eig' ? rows : extreme(state, 'min', [rows, cols])!;
      return { kind: 'matrix', rows: count, cols: constantSize(1), diagonal: false };
    }
    case 'ddt':
    case 'start':
      return first.kind === 'scalar' ? scalar(undefined) : first;
    case 'diag': {
      const block = asMatrix(first);
      const column = equal(state, block.cols, constantSize(1));
      if (!column && !isSquare(state, block)) fault('needs a column or a square matrix');
      return { kind: 'matrix', rows: block.rows, cols: block.rows, diagonal: true };
    }
    case 'kron': {
      const [a, b] = [asMatrix(first), asMatrix(second!)];
      const [rows, cols] = [multiplySizes(a.rows, b.rows), multiplySizes(a.cols, b.cols)];
      return { kind: 'matrix', rows, cols, diagonal: a.diagonal && b.diagonal };
    }
    case 'blkdiag': {
      const blocks = args.map(asMatrix);
      const diagonal = blocks.every(block => block.diagonal);
      const total = (side: 'rows' | 'cols'): Size => blocks.map(block => block[side]).reduce(addSizes);
      return { kind: 'matrix', rows: total('rows'), cols: total('cols'), diagonal };
    }
  }
}

function requireSize(state: State, node: CallNode, arg: Shape): Size | undefined {
  const size = arg.kind === 'scalar' ? arg.size : undefined;
  const fault = (rule: string, text: string): void => {
    state.faults.push({ place: node.place, operator: node.name, left: text, right: '', rule });
  };
  if (size === undefined) {
    fault('needs a size, made of Ni, Nh, No, m and whole numbers', shapeText(arg));
    return undefined;
  }
  if (!isWholeIn(state.world, size)) fault('needs a whole size', sizeText(size));
  const sign = signIn(state.world, size);
  if (sign === 'unknown') state.undecided = true;
  if (sign === 'negative') fault('needs a size of at least 0, and it is negative', sizeText(size));
  if (sign === 'unknown') fault('needs a size of at least 0, and it may be negative', sizeText(size));
  return size;
}

function extreme(state: State, name: 'min' | 'max', sizes: readonly (Size | undefined)[]): Size | undefined {
  if (sizes.includes(undefined)) return undefined;
  return (sizes as Size[]).reduce((a, b) => {
    // Written through m so that one text serves every ordering.
    const pair = [sizeText(a), sizeText(b)].sort().join();
    if (pair === 'Ni,No') return name === 'min' ? sizeSymbol('m') : subtractSizes(addSizes(a, b), sizeSymbol('m'));
    const isLess = ['negative', 'zero'].includes(signOf(state, subtractSizes(a, b)));
    return isLess === (name === 'min') ? a : b;
  });
}

function signed(state: State, name: 'abs' | 'sgn', size: Size): Size | undefined {
  const text = sizeText(size);
  if (name === 'abs' && (text === 'No - Ni' || text === 'Ni - No'))
    return subtractSizes(addSizes(sizeSymbol('Ni'), sizeSymbol('No')), scaleSize(Rational.of(2), sizeSymbol('m')));
  // −x is "at most zero" where x is "not negative".
  const flipped = signIn(state.world, scaleSize(Rational.of(-1), size)) === 'not negative';
  const sign = flipped ? 'not positive' : signOf(state, size);
  const isDown = sign === 'negative' || sign === 'not positive';
  if (name === 'abs') return isDown ? scaleSize(Rational.of(-1), size) : size;
  if (sign === 'zero') return constantSize(0);
  return sign === 'positive' || sign === 'negative' ? constantSize(isDown ? -1 : 1) : undefined;
}

function signOf(state: State, size: Size): string {
  const sign = signIn(state.world, size);
  if (sign === 'unknown') state.undecided = true;
  return sign;
}

function report(
  state: State,
  place: Place,
  operator: string,
  rule: string,
  left: Shape,
  right: Shape | undefined,
): void {
  state.faults.push({ place, operator, left: shapeText(left), right: right ? shapeText(right) : '', rule });
}

function equal(state: State, a: Size, b: Size): boolean {
  return sameSize(a, b) || signIn(state.world, subtractSizes(a, b)) === 'zero';
}

function same(state: State, a: MatrixShape, b: MatrixShape): boolean {
  return equal(state, a.rows, b.rows) && equal(state, a.cols, b.cols);
}

function isSquare(state: State, a: MatrixShape): boolean {
  return equal(state, a.rows, a.cols);
}

function asMatrix(shape: Shape): MatrixShape {
  return shape.kind === 'matrix'
    ? shape
    : { kind: 'matrix', rows: constantSize(1), cols: constantSize(1), diagonal: true };
}

function scalar(size: Size | undefined): Shape {
  return { kind: 'scalar', size };
}
