import { DloError } from '../errors.ts';
import type { Field } from './field.ts';
import { Matrix } from './matrix.ts';
import type { Rational } from './rational.ts';

// Dense linear algebra over any field. Shapes are the caller's promise except where a message would be lost without one.

export function zeros<T>(field: Field<T>, rows: number, cols: number): Matrix<T> {
  return Matrix.generate(rows, cols, () => field.zero);
}

export function identity<T>(field: Field<T>, size: number): Matrix<T> {
  return Matrix.generate(size, size, (i, j) => (i === j ? field.one : field.zero));
}

export function diagonal<T>(field: Field<T>, entries: readonly T[]): Matrix<T> {
  return Matrix.generate(entries.length, entries.length, (i, j) => (i === j ? entries[i]! : field.zero));
}

/** Exact entries rounded once each into the field. */
export function convert<T>(field: Field<T>, matrix: Matrix<Rational>): Matrix<T> {
  return matrix.map(entry => field.of(entry));
}

export function toFloat64<T>(field: Field<T>, matrix: Matrix<T>): Matrix<number> {
  return matrix.map(entry => field.toNumber(entry));
}

export function add<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  requireSameShape('add', a, b);
  return a.map((entry, i, j) => field.add(entry, b.at(i, j)));
}

export function subtract<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  requireSameShape('subtract', a, b);
  return a.map((entry, i, j) => field.sub(entry, b.at(i, j)));
}

export function scale<T>(field: Field<T>, factor: T, a: Matrix<T>): Matrix<T> {
  return a.map(entry => field.mul(factor, entry));
}

export function multiply<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  if (a.cols !== b.rows)
    throw new DloError('SHAPE', 'multiply', 'needs fitting inner sizes', `${a.shape} · ${b.shape}`);
  return Matrix.generate(a.rows, b.cols, (i, j) => {
    let sum = field.zero;
    for (let k = 0; k < a.cols; k++) sum = field.add(sum, field.mul(a.at(i, k), b.at(k, j)));
    return sum;
  });
}

/** a·b·c… from left to right. */
export function product<T>(field: Field<T>, first: Matrix<T>, ...rest: readonly Matrix<T>[]): Matrix<T> {
  return rest.reduce((left, right) => multiply(field, left, right), first);
}

export function kronecker<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  return Matrix.generate(a.rows * b.rows, a.cols * b.cols, (i, j) =>
    field.mul(a.at(Math.floor(i / b.rows), Math.floor(j / b.cols)), b.at(i % b.rows, j % b.cols)),
  );
}

export function stackRows<T>(top: Matrix<T>, bottom: Matrix<T>): Matrix<T> {
  if (top.cols !== bottom.cols)
    throw new DloError('SHAPE', 'stackRows', 'needs equal widths', `${top.shape}; ${bottom.shape}`);
  return new Matrix(top.rows + bottom.rows, top.cols, [...top.data, ...bottom.data]);
}

export function stackCols<T>(left: Matrix<T>, right: Matrix<T>): Matrix<T> {
  if (left.rows !== right.rows)
    throw new DloError('SHAPE', 'stackCols', 'needs equal heights', `${left.shape}, ${right.shape}`);
  return Matrix.generate(left.rows, left.cols + right.cols, (i, j) =>
    j < left.cols ? left.at(i, j) : right.at(i, j - left.cols),
  );
}

export function trace<T>(field: Field<T>, a: Matrix<T>): T {
  let sum = field.zero;
  for (let i = 0; i < Math.min(a.rows, a.cols); i++) sum = field.add(sum, a.at(i, i));
  return sum;
}

/** Σ aᵢⱼ bᵢⱼ. */
export function innerProduct<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): T {
  requireSameShape('innerProduct', a, b);
  return a.data.reduce((sum, entry, index) => field.add(sum, field.mul(entry, b.data[index]!)), field.zero);
}

export function squaredNorm<T>(field: Field<T>, a: Matrix<T>): T {
  return innerProduct(field, a, a);
}

export function frobeniusNorm<T>(field: Field<T>, a: Matrix<T>): T {
  return field.sqrt(squaredNorm(field, a));
}

export function maxAbs<T>(field: Field<T>, a: Matrix<T>): T {
  let largest = field.zero;
  for (const entry of a.data) {
    const size = field.abs(entry);
    if (field.compare(size, largest) > 0) largest = size;
  }
  return largest;
}

/** X with a·X = b, by Gauss elimination with row pivoting; SINGULAR where no pivot is left that is not exactly zero. */
export function solve<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  if (a.rows !== a.cols || a.rows !== b.rows)
    throw new DloError('SHAPE', 'solve', 'needs a square matrix of fitting size', `${a.shape} \\ ${b.shape}`);
  const n = a.rows;
  const rows = Array.from({ length: n }, (_, i) => [
    ...a.data.slice(i * n, i * n + n),
    ...b.data.slice(i * b.cols, (i + 1) * b.cols),
  ]);
  for (let col = 0; col < n; col++) {
    let pivot = col;
    for (let i = col + 1; i < n; i++) {
      if (field.compare(field.abs(rows[i]![col]!), field.abs(rows[pivot]![col]!)) > 0) pivot = i;
    }
    if (field.isZero(rows[pivot]![col]!))
      throw new DloError('SINGULAR', 'matrix', 'must be invertible', `rank below ${n}`);
    [rows[col], rows[pivot]] = [rows[pivot]!, rows[col]!];
    const pivotRow = rows[col]!;
    for (let i = col + 1; i < n; i++) eliminate(field, rows[i]!, pivotRow, col);
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i]!;
    for (let j = n; j < n + b.cols; j++) {
      let sum = row[j] as T;
      for (let k = i + 1; k < n; k++) sum = field.sub(sum, field.mul(row[k] as T, rows[k]![j] as T));
      row[j] = field.div(sum, row[i] as T);
    }
  }
  return Matrix.generate(n, b.cols, (i, j) => rows[i]![n + j]!);
}

function eliminate<T>(field: Field<T>, row: T[], pivotRow: readonly T[], col: number): void {
  if (field.isZero(row[col] as T)) return;
  const factor = field.div(row[col] as T, pivotRow[col] as T);
  for (let j = col; j < row.length; j++) row[j] = field.sub(row[j]!, field.mul(factor, pivotRow[j]!));
}

export function inverse<T>(field: Field<T>, a: Matrix<T>): Matrix<T> {
  return solve(field, a, identity(field, a.rows));
}

/** e^a by scaling, Taylor series to the field's last digit, and squaring. */
export function matrixExponential<T>(field: Field<T>, a: Matrix<T>): Matrix<T> {
  if (a.rows !== a.cols) throw new DloError('SHAPE', 'expm', 'needs a square matrix', a.shape);
  if (a.rows === 0) return a;
  const size = a.rows * field.toNumber(maxAbs(field, a));
  // 2^-k of the argument below 2^-(√digits): terms and squarings then cost about the same.
  const halvings = size === 0 ? 0 : Math.max(0, Math.ceil(Math.log2(size)) + Math.ceil(Math.sqrt(field.digits)));
  const scaled = scale(field, field.div(field.one, power(field, field.of(2), halvings)), a);
  let term = identity(field, a.rows);
  let sum = term;
  const enough = 10 ** -Math.min(field.digits + 3, 300);
  for (let k = 1; ; k++) {
    term = scale(field, field.div(field.one, field.of(k)), multiply(field, term, scaled));
    const next = add(field, sum, term);
    sum = next;
    const left = maxAbs(field, term);
    if (field.isZero(left) || (field.digits < 300 ? field.toNumber(left) < enough : isBelow(field, left))) break;
  }
  for (let k = 0; k < halvings; k++) sum = multiply(field, sum, sum);
  return sum;
}

function isBelow<T>(field: Field<T>, value: T): boolean {
  return field.compare(value, power(field, field.div(field.one, field.of(10)), Math.ceil(field.digits) + 3)) < 0;
}

/** base^exponent for whole exponents of either sign. */
export function power<T>(field: Field<T>, base: T, exponent: number): T {
  if (exponent < 0) return field.div(field.one, power(field, base, -exponent));
  let [result, square] = [field.one, base];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = field.mul(result, square);
    if (rest > 1) square = field.mul(square, square);
  }
  return result;
}

function requireSameShape<T>(operation: string, a: Matrix<T>, b: Matrix<T>): void {
  if (a.rows !== b.rows || a.cols !== b.cols) {
    throw new DloError('SHAPE', operation, 'needs two matrices of one shape', `${a.shape} and ${b.shape}`);
  }
}
