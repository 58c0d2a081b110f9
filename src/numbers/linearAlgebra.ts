import { DloError } from '../errors.ts';
import type { Field } from './field.ts';
import { float64Field } from './float64Field.ts';
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
  const entries = a.data.map((entry, at) => field.add(entry, b.data[at]!));
  return new Matrix(a.rows, a.cols, entries);
}

export function subtract<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  requireSameShape('subtract', a, b);
  const entries = a.data.map((entry, at) => field.sub(entry, b.data[at]!));
  return new Matrix(a.rows, a.cols, entries);
}

export function scale<T>(field: Field<T>, factor: T, a: Matrix<T>): Matrix<T> {
  return a.map(entry => field.mul(factor, entry));
}

export function multiply<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  if (a.cols !== b.rows)
    throw new DloError('SHAPE', 'multiply', 'needs fitting inner sizes', `${a.shape} · ${b.shape}`);
  if (isFloat64(field)) return multiplyFloat64(a as Matrix<never>, b as Matrix<never>) as Matrix<never>;
  const { dot } = field;
  if (dot !== undefined)
    return Matrix.generate(a.rows, b.cols, (i, j) => dot(a.cols, a.data, i * a.cols, 1, b.data, j, b.cols));
  return Matrix.generate(a.rows, b.cols, (i, j) => {
    let sum = field.zero;
    for (let k = 0; k < a.cols; k++) sum = field.add(sum, field.mul(a.at(i, k), b.at(k, j)));
    return sum;
  });
}

function isFloat64<T>(field: Field<T>): boolean {
  return (field as Field<unknown>) === (float64Field as Field<unknown>);
}

/** Entries of a factor from which on a copy of it pays. */
const LARGE = 400;

/** The same sums in the same order, without a call for each operation; of large matrices a row at a time, in packed memory. */
function multiplyFloat64(a: Matrix<number>, b: Matrix<number>): Matrix<number> {
  const [rows, inner, cols] = [a.rows, a.cols, b.cols];
  const data: number[] = [];
  if (b.data.length < LARGE) {
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < cols; j++) {
        let sum = 0;
        for (let k = 0; k < inner; k++) sum += a.data[i * inner + k]! * b.data[k * cols + j]!;
        data.push(sum);
      }
    return new Matrix(rows, cols, data);
  }
  const right = new Float64Array(b.data);
  const row = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    row.fill(0);
    let k = 0;
    // Four rows at once: each entry of the sum is fetched and stored once for all of them.
    for (; k + 3 < inner; k += 4) {
      const at = i * inner + k;
      const [e0, e1, e2, e3] = [a.data[at]!, a.data[at + 1]!, a.data[at + 2]!, a.data[at + 3]!];
      const [r0, r1, r2, r3] = [k * cols, (k + 1) * cols, (k + 2) * cols, (k + 3) * cols];
      for (let j = 0; j < cols; j++)
        row[j] = row[j]! + e0 * right[r0 + j]! + e1 * right[r1 + j]! + e2 * right[r2 + j]! + e3 * right[r3 + j]!;
    }
    for (; k < inner; k++) {
      const entry = a.data[i * inner + k]!;
      const from = k * cols;
      for (let j = 0; j < cols; j++) row[j]! += entry * right[from + j]!;
    }
    for (const entry of row) data.push(entry);
  }
  return new Matrix(rows, cols, data);
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
  if (isFloat64(field)) return innerProductFloat64(a as Matrix<never>, b as Matrix<never>) as never;
  if (field.dot !== undefined) return field.dot(a.data.length, a.data, 0, 1, b.data, 0, 1);
  return a.data.reduce((sum, entry, index) => field.add(sum, field.mul(entry, b.data[index]!)), field.zero);
}

function innerProductFloat64(a: Matrix<number>, b: Matrix<number>): number {
  let sum = 0;
  for (let at = 0; at < a.data.length; at++) sum += a.data[at]! * b.data[at]!;
  return sum;
}

export function squaredNorm<T>(field: Field<T>, a: Matrix<T>): T {
  return innerProduct(field, a, a);
}

export function frobeniusNorm<T>(field: Field<T>, a: Matrix<T>): T {
  return field.sqrt(squaredNorm(field, a));
}

/** The largest |aᵢⱼ|; in a field with error bounds what none of them exceeds. */
export function maxAbs<T>(field: Field<T>, a: Matrix<T>): T {
  const sizeOf = field.bounds?.upper ?? field.abs;
  let largest = field.zero;
  for (const entry of a.data) {
    const size = sizeOf(entry);
    if (field.compare(size, largest) > 0) largest = size;
  }
  return largest;
}

/** X with a·X = b, by Gauss elimination with row pivoting; SINGULAR where no pivot is left that is not exactly zero. */
export function solve<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  if (a.rows !== a.cols || a.rows !== b.rows)
    throw new DloError('SHAPE', 'solve', 'needs a square matrix of fitting size', `${a.shape} \\ ${b.shape}`);
  if (field.dot !== undefined) return solveByDots(field, field.dot, a, b);
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
    if (field.isZero(rows[pivot]![col]!)) throw singular(n);
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

/**
 * The same with every entry of L, U and X from one inner product, rounded once: rows of [a | b] become [L\\U | X], column by
 * column.
 */
function solveByDots<T>(field: Field<T>, dot: NonNullable<Field<T>['dot']>, a: Matrix<T>, b: Matrix<T>): Matrix<T> {
  const n = a.rows;
  const width = n + b.cols;
  const work = stackCols(a, b).data.slice();
  const at = (i: number, j: number): number => i * width + j;
  for (let col = 0; col < n; col++) {
    let pivot = col;
    for (let i = 0; i < n; i++) {
      const count = Math.min(i, col);
      work[at(i, col)] = field.sub(work[at(i, col)]!, dot(count, work, at(i, 0), 1, work, col, width));
      if (i > col && field.compare(field.abs(work[at(i, col)]!), field.abs(work[at(pivot, col)]!)) > 0) pivot = i;
    }
    const divisor = work[at(pivot, col)]!;
    if (field.isZero(divisor)) throw singular(n);
    if (pivot !== col)
      for (let j = 0; j < width; j++) [work[at(col, j)], work[at(pivot, j)]] = [work[at(pivot, j)]!, work[at(col, j)]!];
    for (let i = col + 1; i < n; i++) work[at(i, col)] = field.div(work[at(i, col)]!, divisor);
  }
  for (let j = n; j < width; j++) {
    for (let i = 1; i < n; i++) work[at(i, j)] = field.sub(work[at(i, j)]!, dot(i, work, at(i, 0), 1, work, j, width));
    for (let i = n - 1; i >= 0; i--) {
      const above = dot(n - 1 - i, work, at(i, i + 1), 1, work, at(i + 1, j), width);
      work[at(i, j)] = field.div(field.sub(work[at(i, j)]!, above), work[at(i, i)]!);
    }
  }
  return Matrix.generate(n, b.cols, (i, j) => work[at(i, n + j)]!);
}

function singular(size: number): DloError {
  return new DloError('SINGULAR', 'matrix', 'must be invertible', `rank below ${size}`);
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
  const halvings = Math.max(0, Math.ceil(Math.log2(size)) + Math.ceil(Math.sqrt(field.digits)));
  const scaled = scale(field, field.div(field.one, power(field, field.of(2), halvings)), a);
  let term = identity(field, a.rows);
  let sum = term;
  const enough = 10 ** -Math.min(field.digits + 3, 300);
  for (let k = 1; ; k++) {
    term = scale(field, field.div(field.one, field.of(k)), multiply(field, term, scaled));
    const next = add(field, sum, term);
    sum = next;
    const left = maxAbs(field, term);
    if (field.isZero(left) || (field.digits < 300 ? field.toNumber(left) < enough : isBelow(field, left))) {
      sum = withTail(field, sum, left);
      break;
    }
  }
  for (let k = 0; k < halvings; k++) sum = multiply(field, sum, sum);
  return sum;
}

/**
 * The terms left out of the exponential of a matrix of row sums below 1, together no larger in any entry than the row sums of
 * the last term, as part of the error bound of a field that has one.
 */
function withTail<T>(field: Field<T>, sum: Matrix<T>, lastTerm: T): Matrix<T> {
  const { bounds } = field;
  if (bounds === undefined) return sum;
  const tail = field.mul(field.of(sum.rows), lastTerm);
  return sum.map(entry => bounds.widen(entry, tail));
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
