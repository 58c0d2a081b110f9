import { DloError, type DloErrorCode } from '../errors.ts';
import { exactPseudoinverse } from '../numbers/exactPseudoinverse.ts';
import type { Field } from '../numbers/field.ts';
import {
  add,
  frobeniusNorm,
  inverse,
  kronecker,
  matrixExponential,
  multiply,
  power,
  solve,
  subtract,
  trace,
  zeros,
} from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { NumberSystem } from '../numbers/numberSystem.ts';
import { rank } from '../numbers/rank.ts';
import { Rational } from '../numbers/rational.ts';
import { fractionalRoot, type KnownOfMatrix, matrixPower, semidefinitePower } from '../numbers/semidefinitePower.ts';
import { determinant, singularValues, symmetricEigenvalues } from '../numbers/spectralScalars.ts';
import { atStart } from './atStart.ts';
import { definitenessOf } from './definiteness.ts';
import { FormulaError, type FormulaSource } from './formulaError.ts';
import { decayOf, depthOf } from './layerSymbols.ts';
import { nodeText } from './nodeText.ts';
import { isOverTime, type OverTimeNode } from './overTime.ts';
import type { Formula } from './parseFormula.ts';
import { phi, phi2 } from './phi.ts';
import { derivativeOf, type RateContext, rateOfChange } from './rateOfChange.ts';
import { LIMITS, requireRoomFor } from './roomFor.ts';
import { isRowTimesColumn, type Names } from './scalarByText.ts';
import { type BinaryNode, type CallNode, constantOf, type FormulaNode, isSlice } from './tree.ts';
import {
  colsOf,
  diagonalValue,
  entriesOf,
  mapEntries,
  matrixValue,
  rowsOf,
  scalarValue,
  toMatrix,
  type Value,
  valueShape,
} from './value.ts';

/** The values of the given symbols; asked only for those that a formula uses. */
export interface Bindings<T> {
  get(name: string): Value<T> | undefined;
  /** What is made of the flow at other times than that of the symbols (overTime.ts); absent where no flow is known. */
  readonly overTime?: (node: OverTimeNode) => Value<T>;
}

/**
 * The value of a formula's last definition in a number system. Every definition is evaluated once, in order; products
 * with diagonal matrices scale rows or columns.
 *
 * Errors are FormulaErrors that name place and sub-expression: FORMULA for shapes that do not fit (scalars are not
 * spread over matrices, I and zeros need whole sizes of at least 0) and symbols without a value; SINGULAR for a division by
 * exactly zero, the inverse of an exactly singular matrix and the logarithm of 0; NOT_REAL for roots and logarithms of
 * negative numbers; LIMIT for what the language cannot do or has too large sizes; PRECISION for results beyond the numbers
 * of the arithmetic. A root of a negative number that is rounding of an exact
 * zero, measured against the sizes that cancelled in it, is 0. The value of an equation is its left side less its right.
 *
 * In a field with error bounds the value holds the formula's exact value. Where it matters whether a number is zero, or of
 * what sign, and its bound leaves that open, the FormulaError has the code PRECISION and says nothing of the formula.
 */
export function evaluate<T>(formula: Formula, system: NumberSystem<T>, bindings: Bindings<T>): Value<T> {
  return evaluateAll(formula, system, bindings).at(-1)!.value;
}

/** The values of all definitions of a formula, in order, "" being the name of a bare expression; errors as `evaluate`. */
export function evaluateAll<T>(
  formula: Formula,
  system: NumberSystem<T>,
  bindings: Bindings<T>,
): { readonly name: string; readonly value: Value<T> }[] {
  const defined = new Map<string, Value<T>>();
  const machine: Machine<T> = {
    formula,
    system,
    field: system.field,
    names: namesOf(formula),
    scope: namesOf(formula),
    lookUp: name => defined.get(name) ?? bindings.get(name),
    ...(bindings.overTime && { overTime: bindings.overTime }),
  };
  return formula.definitions.map(({ name, node }) => {
    const value = evaluateNode(machine, node);
    if (name !== undefined) defined.set(name, value);
    return { name: name ?? '', value };
  });
}

/** What the names of a formula stand for. */
export function namesOf({ symbols, definitions }: Formula): Names {
  const nodes = new Map(definitions.flatMap(({ name, node }) => (name === undefined ? [] : [[name, node] as const])));
  return { symbols, definitionOf: name => nodes.get(name) };
}

/** What one expression is evaluated with. */
export interface Machine<T> {
  /** For messages only. */
  readonly formula: FormulaSource;
  readonly system: NumberSystem<T>;
  readonly field: Field<T>;
  /** What proves matrices symmetric or semidefinite; without it only their values show that. */
  readonly names?: Names;
  lookUp(name: string): Value<T> | undefined;
  readonly overTime?: Bindings<T>['overTime'];
  /** What names stand for where rates of change are taken. */
  readonly scope?: Names;
  /** Stands in for the evaluation of a part that is known from before; must give what `compute` gives. */
  readonly share?: (node: FormulaNode, compute: () => Value<T>) => Value<T>;
}

/** The value of one expression; errors as `evaluate`. */
export function evaluateNode<T>(machine: Machine<T>, node: FormulaNode): Value<T> {
  const { share } = machine;
  return share === undefined ? freshValue(machine, node) : share(node, () => freshValue(machine, node));
}

function freshValue<T>(machine: Machine<T>, node: FormulaNode): Value<T> {
  const value = placed(machine, node, () => plainValue(machine, node));
  const odd = entriesOf(value).find(entry => !machine.field.isFinite(entry));
  if (odd !== undefined)
    throw fault(machine, node, 'PRECISION', 'must be small enough for the arithmetic', machine.field.toString(odd));
  return value;
}

function plainValue<T>(machine: Machine<T>, node: FormulaNode): Value<T> {
  const { field } = machine;
  switch (node.kind) {
    case 'number':
      return scalarValue(field.of(Rational.of(node.text)));
    case 'name': {
      const value = machine.lookUp(node.name);
      if (value === undefined) throw fault(machine, node, 'FORMULA', 'must have a value', 'none');
      return value;
    }
    case 'negate':
      return mapEntries(evaluateNode(machine, node.arg), field.neg);
    case 'transpose': {
      const arg = evaluateNode(machine, node.arg);
      return arg.kind === 'matrix' ? matrixValue(arg.matrix.transpose()) : arg;
    }
    case 'entry': {
      const arg = evaluateNode(machine, node.arg);
      const [rows, cols] = [chosen(node.row, rowsOf(arg)), chosen(node.col, colsOf(arg))];
      if (arg.kind === 'scalar' || rows.end > rowsOf(arg) || cols.end > colsOf(arg))
        throw fault(machine, node, 'FORMULA', `must be an entry of ${nodeText(node.arg)}`, valueShape(arg));
      const matrix = toMatrix(field, arg);
      if (isSlice(node)) return matrixValue(matrix.slice(rows.start, rows.end, cols.start, cols.end));
      return scalarValue(matrix.at(rows.start, cols.start));
    }
    case 'binary':
      return binary(machine, node);
    case 'blocks':
      return blocks(
        machine,
        node,
        node.rows.map(row => row.map(block => toMatrix(field, evaluateNode(machine, block)))),
      );
    case 'call':
      // Whoever judges a limit evaluates it late in training.
      if (node.name === 'lim') return evaluateNode(machine, node.args[2]!);
      if (isOverTime(node)) return overTime(machine, node);
      return call(
        machine,
        node,
        node.args.map(arg => evaluateNode(machine, arg)),
      );
  }
}

function overTime<T>(machine: Machine<T>, node: OverTimeNode): Value<T> {
  if (machine.overTime !== undefined) return machine.overTime(node);
  throw fault(machine, node, 'LIMIT', 'must stand where the flow is known at all times', 'one time');
}

/** The rows or columns that an index picks, the end left out; a colon picks all. */
function chosen(index: string, count: number): { readonly start: number; readonly end: number } {
  return index === ':' ? { start: 0, end: count } : { start: Number(index) - 1, end: Number(index) };
}

function binary<T>(machine: Machine<T>, node: BinaryNode): Value<T> {
  const left = evaluateNode(machine, node.left);
  if (node.op === '^') return raise(machine, node, left, constantOf(node.right)!);
  const right = evaluateNode(machine, node.right);
  switch (node.op) {
    case '+':
      return sum(machine, node, left, right, machine.field.add);
    case '-':
    case '==':
    case '<=':
    case '>=':
    case '<':
    case '>':
      return sum(machine, node, left, right, machine.field.sub);
    case '*':
      return times(machine, node, left, right);
    case '/':
      return rightDivide(machine, node, left, right);
    case '\\':
      return leftDivide(machine, node, left, right);
  }
}

function sum<T>(
  machine: Machine<T>,
  node: BinaryNode,
  left: Value<T>,
  right: Value<T>,
  combine: (a: T, b: T) => T,
): Value<T> {
  if (valueShape(left) !== valueShape(right)) throw mismatch(machine, node, left, right);
  if (left.kind === 'scalar' && right.kind === 'scalar') return scalarValue(combine(left.value, right.value));
  if (left.kind === 'diagonal' && right.kind === 'diagonal')
    return diagonalValue(left.entries.map((entry, i) => combine(entry, right.entries[i]!)));
  const whole = node.op === '+' ? add : subtract;
  return matrixValue(whole(machine.field, toMatrix(machine.field, left), toMatrix(machine.field, right)));
}

function times<T>(machine: Machine<T>, node: BinaryNode, left: Value<T>, right: Value<T>): Value<T> {
  const { field } = machine;
  if (left.kind === 'scalar') return mapEntries(right, entry => field.mul(left.value, entry));
  if (right.kind === 'scalar') return mapEntries(left, entry => field.mul(entry, right.value));
  if (colsOf(left) !== rowsOf(right)) throw mismatch(machine, node, left, right);
  if (left.kind === 'diagonal')
    return right.kind === 'diagonal'
      ? diagonalValue(left.entries.map((entry, i) => field.mul(entry, right.entries[i]!)))
      : matrixValue(right.matrix.map((entry, i) => field.mul(left.entries[i]!, entry)));
  if (right.kind === 'diagonal')
    return matrixValue(left.matrix.map((entry, _i, j) => field.mul(entry, right.entries[j]!)));
  requireRoomFor(left.matrix.rows, right.matrix.cols);
  const product = multiply(field, left.matrix, right.matrix);
  const isNumber = product.data.length === 1 && machine.scope && isRowTimesColumn(machine.scope, node.left, node.right);
  return isNumber ? scalarValue(product.data[0]!) : matrixValue(product);
}

function rightDivide<T>(machine: Machine<T>, node: BinaryNode, left: Value<T>, right: Value<T>): Value<T> {
  if (right.kind === 'scalar') return mapEntries(left, entry => quotient(machine, node, entry, right.value));
  if (left.kind === 'scalar') {
    if (right.kind !== 'diagonal') throw mismatch(machine, node, left, right);
    return mapEntries(right, entry => quotient(machine, node, left.value, entry));
  }
  if (rowsOf(right) !== colsOf(right) || colsOf(left) !== rowsOf(right)) throw mismatch(machine, node, left, right);
  if (right.kind === 'diagonal') {
    const divide = (entry: T, j: number): T => quotient(machine, node, entry, right.entries[j]!);
    if (left.kind === 'diagonal') return diagonalValue(left.entries.map(divide));
    return matrixValue(left.matrix.map((entry, _i, j) => divide(entry, j)));
  }
  // (B' \ A')'
  const solved = solve(machine.field, right.matrix.transpose(), toMatrix(machine.field, left).transpose());
  return matrixValue(solved.transpose());
}

function leftDivide<T>(machine: Machine<T>, node: BinaryNode, left: Value<T>, right: Value<T>): Value<T> {
  if (left.kind === 'scalar') return mapEntries(right, entry => quotient(machine, node, entry, left.value));
  if (right.kind === 'scalar' || rowsOf(left) !== colsOf(left) || colsOf(left) !== rowsOf(right))
    throw mismatch(machine, node, left, right);
  if (left.kind === 'diagonal') {
    const divide = (entry: T, i: number): T => quotient(machine, node, entry, left.entries[i]!);
    if (right.kind === 'diagonal') return diagonalValue(right.entries.map(divide));
    return matrixValue(right.matrix.map(divide));
  }
  return matrixValue(solve(machine.field, left.matrix, toMatrix(machine.field, right)));
}

function quotient<T>(machine: Machine<T>, node: FormulaNode, top: T, bottom: T): T {
  if (machine.field.isZero(bottom))
    throw fault(machine, node, 'SINGULAR', 'must not divide by zero', `${machine.field.toString(top)}/0`);
  return machine.field.div(top, bottom);
}

function raise<T>(machine: Machine<T>, node: BinaryNode, base: Value<T>, exponent: Rational): Value<T> {
  const { field, system } = machine;
  if (base.kind !== 'matrix') {
    const whole = Number(exponent.abs().n);
    return mapEntries(base, entry => {
      const rooted = exponent.d === 1n ? entry : root(machine, node, node.left, entry, exponent.d);
      const positive = power(field, rooted, whole);
      return exponent.sign() < 0 ? quotient(machine, node, field.one, positive) : positive;
    });
  }
  if (base.matrix.rows !== base.matrix.cols)
    throw fault(machine, node, 'FORMULA', 'needs a square matrix', valueShape(base));
  if (exponent.d === 1n) {
    const whole = Number(exponent.n);
    return matrixValue(matrixPower(field, whole < 0 ? inverse(field, base.matrix) : base.matrix, Math.abs(whole)));
  }
  return matrixValue(semidefinitePower(system, base.matrix, exponent, knownOf(machine, node.left)));
}

/** What is known of a matrix from how it is written. */
function knownOf<T>(machine: Machine<T>, node: FormulaNode): KnownOfMatrix<T> {
  const { names } = machine;
  const known = names === undefined ? (): undefined => undefined : () => definitenessOf(names, node);
  return {
    isSymmetric: () => known() !== undefined,
    isSemidefinite: () => known() === 'semidefinite',
    isRounding: value => isRounding(machine, node, value),
  };
}

function blocks<T>(machine: Machine<T>, node: FormulaNode, rows: readonly (readonly Matrix<T>[])[]): Value<T> {
  const heights = rows.map(row => row[0]!.rows);
  const widths = rows[0]!.map(block => block.cols);
  rows.forEach((row, i) => {
    row.forEach((block, j) => {
      if (block.rows === heights[i] && block.cols === widths[j]) return;
      const rule = `needs a block of ${heights[i]}×${widths[j]} in row ${i + 1}, column ${j + 1}`;
      throw fault(machine, node, 'FORMULA', rule, block.shape);
    });
  });
  const total = (sizes: readonly number[]): number => sizes.reduce((a, b) => a + b, 0);
  requireRoomFor(total(heights), total(widths));
  const data = rows.flatMap((row, i) =>
    Array.from({ length: heights[i]! }, (_, k) =>
      row.flatMap(block => block.data.slice(k * block.cols, (k + 1) * block.cols)),
    ).flat(),
  );
  return matrixValue(new Matrix(total(heights), total(widths), data));
}

function call<T>(machine: Machine<T>, node: CallNode, args: readonly Value<T>[]): Value<T> {
  const { field, system } = machine;
  const first = args[0]!;
  const refuse = (rule: string): FormulaError => fault(machine, node, 'FORMULA', rule, args.map(valueShape).join(', '));
  switch (node.name) {
    case 'sum':
    case 'lim':
    case 'O':
    case 'E':
    case 'Var':
    case 'integral':
    case 'at':
    case 'first':
    case 'after':
      throw refuse('must be of a network in numbers');
    case 'start':
      return evaluateNode(machine, atStart(flowContext(machine, node), node.args[0]!));
    case 'I': {
      const rows = sizeFrom(machine, node, first);
      if (args.length === 1) return diagonalValue(new Array<T>(rows).fill(field.one));
      const cols = sizeFrom(machine, node, args[1]!);
      requireRoomFor(rows, cols);
      return matrixValue(Matrix.generate(rows, cols, (i, j) => (i === j ? field.one : field.zero)));
    }
    case 'zeros': {
      const [rows, cols] = [sizeFrom(machine, node, first), sizeFrom(machine, node, args[1]!)];
      requireRoomFor(rows, cols);
      return matrixValue(zeros(field, rows, cols));
    }
    case 'min':
    case 'max': {
      const numbers = args.map(arg => {
        if (arg.kind !== 'scalar') throw refuse('takes scalars');
        return arg.value;
      });
      return scalarValue(
        numbers.reduce((a, b) => (signOf(field, field.sub(a, b)) < 0 === (node.name === 'min') ? a : b)),
      );
    }
    case 'abs':
    case 'sgn':
    case 'sqrt':
    case 'exp':
    case 'log':
    case 'phi':
    case 'phi2':
      if (first.kind === 'matrix') throw refuse('takes a scalar or a diagonal matrix');
      return mapEntries(first, entry => entrywise(machine, node, entry));
    case 'expm':
      if (first.kind !== 'matrix') return mapEntries(first, field.exp);
      return matrixValue(matrixExponential(field, squareOf(first, refuse)));
    case 'inv':
      if (first.kind !== 'matrix') return mapEntries(first, entry => quotient(machine, node, field.one, entry));
      return matrixValue(inverse(field, squareOf(first, refuse)));
    case 'pinv':
      return pseudoInverse(system, first);
    case 'rank':
      return scalarValue(field.of(rankOf(system, first)));
    case 'kron':
      if (args.every(arg => arg.kind !== 'matrix')) {
        requireRoomFor(rowsOf(first) * rowsOf(args[1]!), 1);
        return diagonalValue(entriesOf(first).flatMap(a => entriesOf(args[1]!).map(b => field.mul(a, b))));
      }
      requireRoomFor(rowsOf(first) * rowsOf(args[1]!), colsOf(first) * colsOf(args[1]!));
      return matrixValue(kronecker(field, toMatrix(field, first), toMatrix(field, args[1]!)));
    case 'trace':
      if (first.kind === 'scalar' || rowsOf(first) !== colsOf(first)) throw refuse('needs a square matrix');
      return scalarValue(trace(field, toMatrix(field, first)));
    case 'det': {
      if (first.kind === 'scalar') return first;
      if (first.kind === 'diagonal') return scalarValue(first.entries.reduce(field.mul, field.one));
      return scalarValue(determinant(field, squareOf(first, refuse)));
    }
    case 'nuc':
    case 'opnorm': {
      if (first.kind === 'matrix') {
        const values = singularValues(system, first.matrix);
        return scalarValue(node.name === 'nuc' ? values.reduce(field.add, field.zero) : (values[0] ?? field.zero));
      }
      const sizes = entriesOf(first).map(field.abs);
      return scalarValue(node.name === 'nuc' ? sizes.reduce(field.add, field.zero) : largestOf(field, sizes));
    }
    case 'mineig':
    case 'maxeig': {
      if (rowsOf(first) === 0) throw refuse('needs a matrix with at least one row');
      if (first.kind === 'matrix') {
        const square = squareOf(first, refuse);
        const values = symmetricEigenvalues(system, square, knownOf(machine, node.args[0]!));
        return scalarValue(values.at(node.name === 'mineig' ? -1 : 0)!);
      }
      const entries = entriesOf(first);
      if (node.name === 'maxeig') return scalarValue(largestOf(field, entries));
      return scalarValue(field.neg(largestOf(field, entries.map(field.neg))));
    }
    case 'svd':
      return columnValue(
        first.kind === 'matrix'
          ? singularValues(system, first.matrix)
          : falling(field, entriesOf(first).map(field.abs)),
      );
    case 'eig': {
      if (first.kind !== 'matrix') return columnValue([...falling(field, entriesOf(first))].reverse());
      const square = squareOf(first, refuse);
      return columnValue([...symmetricEigenvalues(system, square, knownOf(machine, node.args[0]!))].reverse());
    }
    case 'ddt':
      return rateValue(machine, first, rateOfChange(flowContext(machine, node), node.args[0]!));
    case 'D':
    case 'D2':
      return rateValue(machine, first, derivativeOf(flowContext(machine, node), node));
    case 'norm':
      return scalarValue(frobeniusNorm(field, toMatrix(field, first)));
    case 'diag': {
      const matrix = toMatrix(field, first);
      if (matrix.cols === 1) return diagonalValue(matrix.data);
      if (matrix.rows !== matrix.cols) throw refuse('needs a column or a square matrix');
      return diagonalValue(Array.from({ length: matrix.rows }, (_, i) => matrix.at(i, i)));
    }
    case 'blkdiag':
      if (args.every(arg => arg.kind !== 'matrix')) {
        const entries = args.flatMap(entriesOf);
        requireRoomFor(entries.length, 1);
        return diagonalValue(entries);
      }
      return matrixValue(
        blockDiagonal(
          field,
          args.map(arg => toMatrix(field, arg)),
        ),
      );
  }
}

/** In a field with error bounds the ball holds the largest of all numbers in the balls: max(a, b) = (a + b + |a − b|)/2. */
function largestOf<T>(field: Field<T>, [first = field.zero, ...others]: readonly T[]): T {
  const half = field.of(Rational.of('1/2'));
  return others.reduce((a, b) => field.mul(half, field.add(field.add(a, b), field.abs(field.sub(a, b)))), first);
}

/** Numbers from the largest to the smallest; in a field with error bounds each ball holds the one of its rank, whichever that is. */
function falling<T>(field: Field<T>, numbers: readonly T[]): readonly T[] {
  if (field.bounds === undefined) return [...numbers].sort((a, b) => field.compare(b, a));
  const ranked = [...numbers];
  for (let end = ranked.length - 1; end > 0; end--)
    for (let at = 0; at < end; at++) {
      const [a, b] = [ranked[at]!, ranked[at + 1]!];
      ranked[at] = largestOf(field, [a, b]);
      ranked[at + 1] = field.neg(largestOf(field, [field.neg(a), field.neg(b)]));
    }
  return ranked;
}

function columnValue<T>(entries: readonly T[]): Value<T> {
  return matrixValue(new Matrix(entries.length, 1, entries));
}

/** A rate of change, or zero of the shape of what it is of, where nothing moves. */
function rateValue<T>(machine: Machine<T>, of: Value<T>, rate: FormulaNode | undefined): Value<T> {
  return rate === undefined ? mapEntries(of, () => machine.field.zero) : evaluateNode(machine, rate);
}

/** What is known of the flow that an expression is taken along. */
function flowContext<T>(machine: Machine<T>, node: CallNode): RateContext {
  const { scope } = machine;
  if (scope === undefined)
    throw fault(machine, node, 'LIMIT', 'must stand where names are known', 'an expression alone');
  const inner = scope.symbols.get('W1t');
  const { symbols } = scope;
  const isDeep = symbols.has('h');
  return {
    definitionOf: scope.definitionOf,
    isGiven: name => symbols.has(name),
    isInnerFirst: inner !== undefined && 'rows' in inner && inner.rows === 'Nh',
    isDeep,
    symbols,
    depth: isDeep ? depthOf(symbols) : undefined,
    decay: isDeep ? decayOf(symbols) : undefined,
    hasSums: symbols.has('P'),
    isScalar: part => evaluateNode(machine, part).kind === 'scalar',
    isEntrywise: part => evaluateNode(machine, part).kind !== 'matrix',
    refuse: (part, rule) => fault(machine, part, 'LIMIT', rule, nodeText(part)),
  };
}

function entrywise<T>(machine: Machine<T>, node: CallNode, entry: T): T {
  const { field } = machine;
  switch (node.name) {
    case 'abs':
      return field.abs(entry);
    case 'sgn':
      return field.of(signOf(field, entry));
    case 'sqrt':
      return root(machine, node, node.args[0]!, entry);
    case 'exp':
      return field.exp(entry);
    case 'log':
      if (field.isZero(entry)) throw fault(machine, node, 'SINGULAR', 'must not take the logarithm of zero', 0);
      if (field.compare(entry, field.zero) >= 0 || field.bounds?.signIsKnown(entry) === false) return field.log(entry);
      throw fault(machine, node, 'NOT_REAL', 'must not take the logarithm of a negative number', field.toString(entry));
    case 'phi2':
      return phi2(field, entry);
    default:
      return phi(field, entry);
  }
}

/** The root of an order of an entry, where a negative entry within the rounding of `argument`, from which it came, is zero. */
function root<T>(machine: Machine<T>, node: FormulaNode, argument: FormulaNode, entry: T, order: bigint = 2n): T {
  const { field } = machine;
  // Error bounds say for certain what is negative.
  if (field.compare(entry, field.zero) >= 0 || field.bounds?.signIsKnown(entry) === false)
    return fractionalRoot(field, entry, Rational.ratio(1n, order));
  if (isRounding(machine, argument, entry)) return field.zero;
  throw fault(machine, node, 'NOT_REAL', 'must not take the root of a negative number', field.toString(entry));
}

/** Whether a number, in a field that rounds and has no bounds, is within the rounding of the `argument` from which it came. */
function isRounding<T>(machine: Machine<T>, argument: FormulaNode, entry: T): boolean {
  const { field } = machine;
  if (!Number.isFinite(field.digits) || field.bounds !== undefined) return false;
  const enlarged = field.mul(field.abs(entry), tenTo(field, Math.floor(field.digits) - 3));
  return field.toNumber(enlarged) <= magnitude(machine, argument);
}

/** How large the numbers were that cancelled in a sum: |a| + |b| for a − b, carried through products and quotients. */
function magnitude<T>(machine: Machine<T>, node: FormulaNode): number {
  const sizeOf = (part: FormulaNode): number =>
    entriesOf(evaluateNode(machine, part)).reduce(
      (size, entry) => Math.max(size, Math.abs(machine.field.toNumber(entry))),
      0,
    );
  if (node.kind !== 'binary' || node.op === '^' || node.op === '\\') return sizeOf(node);
  if (node.op === '+' || node.op === '-') return magnitude(machine, node.left) + magnitude(machine, node.right);
  if (node.op === '*') return magnitude(machine, node.left) * magnitude(machine, node.right);
  const divisors = entriesOf(evaluateNode(machine, node.right)).map(entry => Math.abs(machine.field.toNumber(entry)));
  return magnitude(machine, node.left) / Math.min(...divisors);
}

function sizeFrom<T>(machine: Machine<T>, node: CallNode, arg: Value<T>): number {
  const size = arg.kind === 'scalar' ? machine.field.toNumber(arg.value) : Number.NaN;
  const shown = arg.kind === 'scalar' ? machine.field.toString(arg.value) : valueShape(arg);
  if (size > LIMITS.size) throw fault(machine, node, 'LIMIT', `must have a size of at most ${LIMITS.size}`, shown);
  if (Number.isInteger(size) && size >= 0) return size;
  throw fault(machine, node, 'FORMULA', 'needs a whole size of at least 0', shown);
}

/** −1, 0 or 1; PRECISION where the error bound leaves it open. */
function signOf<T>(field: Field<T>, value: T): number {
  if (field.bounds?.signIsKnown(value) === false)
    throw new DloError('PRECISION', 'number', 'must be of one sign', field.toString(value));
  return Math.sign(field.compare(value, field.zero));
}

/**
 * By the SVD, where fractions do not tell it; singular values below size · 10^−digits of the largest count as zero, and in a field with error bounds
 * those that are known to be.
 */
function pseudoInverse<T>(system: NumberSystem<T>, value: Value<T>): Value<T> {
  const { field } = system;
  if (value.kind !== 'matrix') {
    const counts = notZero(field, entriesOf(value), rowsOf(value));
    return mapEntries(value, entry => (counts(entry) ? field.div(field.one, entry) : field.zero));
  }
  const { matrix } = value;
  if (matrix.data.length === 0) return matrixValue(matrix.transpose());
  if (isExact(field)) return matrixValue(exactPseudoinverse(field, matrix));
  const { U, s, V } = system.svd(matrix);
  const found = s.filter(notZero(field, s, Math.max(matrix.rows, matrix.cols))).length;
  const scaled = V.slice(0, V.rows, 0, found).map((entry, _i, j) => field.div(entry, s[j]!));
  return matrixValue(multiply(field, scaled, U.slice(0, U.rows, 0, found).transpose()));
}

/** The number of singular values that are not zero, told as for `pseudoInverse`; PRECISION where error bounds leave open whether one is. */
function rankOf<T>(system: NumberSystem<T>, value: Value<T>): number {
  const { field } = system;
  const matrix = value.kind === 'matrix' ? value.matrix : undefined;
  if (matrix !== undefined && isExact(field)) return rank(field, matrix);
  const sizes = matrix === undefined ? entriesOf(value) : singularValues(system, matrix);
  const open = sizes.find(size => field.bounds?.signIsKnown(size) === false);
  if (open !== undefined)
    throw new DloError(
      'PRECISION',
      'matrix',
      'must have singular values that are known to be zero or not',
      field.toString(open),
    );
  return sizes.filter(notZero(field, sizes, matrix === undefined ? rowsOf(value) : Math.max(matrix.rows, matrix.cols)))
    .length;
}

/** Which of some sizes count as not zero, of a matrix of so many rows or columns. */
function notZero<T>(field: Field<T>, sizes: readonly T[], count: number): (entry: T) => boolean {
  if (field.bounds !== undefined) return entry => !field.isZero(entry);
  const largest = sizes.map(field.abs).reduce((a, b) => (field.compare(a, b) > 0 ? a : b), field.zero);
  const slack = isExact(field)
    ? field.zero
    : field.mul(field.mul(largest, field.of(count)), tenTo(field, -Math.floor(field.digits)));
  return entry => field.compare(field.abs(entry), slack) > 0;
}

function isExact<T>(field: Field<T>): boolean {
  return !Number.isFinite(field.digits);
}

function tenTo<T>(field: Field<T>, exponent: number): T {
  const size = field.of(10n ** BigInt(Math.abs(exponent)));
  return exponent < 0 ? field.div(field.one, size) : size;
}

function blockDiagonal<T>(field: Field<T>, parts: readonly Matrix<T>[]): Matrix<T> {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const cols = parts.reduce((sum, part) => sum + part.cols, 0);
  requireRoomFor(rows, cols);
  const data = new Array<T>(rows * cols).fill(field.zero);
  let [top, left] = [0, 0];
  for (const part of parts) {
    for (let i = 0; i < part.rows; i++)
      for (let j = 0; j < part.cols; j++) data[(top + i) * cols + left + j] = part.at(i, j);
    top += part.rows;
    left += part.cols;
  }
  return new Matrix(rows, cols, data);
}

function squareOf<T>(value: { matrix: Matrix<T> }, refuse: (rule: string) => FormulaError): Matrix<T> {
  if (value.matrix.rows !== value.matrix.cols) throw refuse('needs a square matrix');
  return value.matrix;
}

function mismatch<T>(machine: Machine<T>, node: BinaryNode, left: Value<T>, right: Value<T>): FormulaError {
  const shapes = `${valueShape(left)} ${node.op} ${valueShape(right)}`;
  return fault(machine, node, 'FORMULA', 'needs fitting shapes', shapes);
}

function fault<T>(
  machine: Machine<T>,
  node: FormulaNode,
  code: DloErrorCode,
  rule: string,
  value: unknown,
): FormulaError {
  const symbol =
    node.kind === 'binary' ? node.op : node.kind === 'call' || node.kind === 'name' ? node.name : nodeText(node);
  const text = nodeText(node);
  const short = text.length > 80 ? `${text.slice(0, 77)}...` : text;
  return new FormulaError(code, machine.formula, node.place, symbol, `${short} ${rule}`, value);
}

/** Errors of the arithmetic below get the place and text of the sub-expression in which they arose. */
function placed<T, R>(machine: Machine<T>, node: FormulaNode, compute: () => R): R {
  try {
    return compute();
  } catch (error) {
    if (error instanceof FormulaError || !(error instanceof DloError)) throw error;
    const code = error.code === 'SHAPE' ? 'FORMULA' : error.code;
    throw fault(machine, node, code, `cannot be evaluated: ${error.argument} ${error.rule}`, error.value);
  }
}
