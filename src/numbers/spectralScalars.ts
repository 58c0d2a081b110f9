import { commonDenominator } from './commonDenominator.ts';
import type { Field } from './field.ts';
import { add, frobeniusNorm, identity, multiply, product, scale, subtract, trace } from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import type { NumberSystem } from './numberSystem.ts';
import { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';
import { eigenOf, type KnownOfMatrix, requireSymmetric } from './semidefinitePower.ts';

/** The singular values of a matrix, falling, min(rows, cols) of them; in a field with error bounds each ball holds its own, ties too. */
export function singularValues<T>(system: NumberSystem<T>, a: Matrix<T>): readonly T[] {
  const { field } = system;
  if (a.data.length === 0) return [];
  if (field.bounds === undefined) return system.svd(a).s;
  // The eigenvalues of [0 A; Aᵀ 0] are the singular values, their negatives, and zeros.
  const n = a.rows + a.cols;
  const dilation = Matrix.generate(n, n, (i, j) => {
    if (i < a.rows && j >= a.rows) return a.at(i, j - a.rows);
    if (i >= a.rows && j < a.rows) return a.at(j, i - a.rows);
    return field.zero;
  });
  return enclosedEigenvalues(system, dilation).slice(0, Math.min(a.rows, a.cols));
}

/**
 * The eigenvalues of a symmetric matrix (n×n), falling; in a field with error bounds each ball holds its own, ties too. LIMIT where it
 * is not symmetric, PRECISION where bounds leave that open.
 */
export function symmetricEigenvalues<T>(system: NumberSystem<T>, a: Matrix<T>, known: KnownOfMatrix<T>): readonly T[] {
  const { field } = system;
  if (a.rows === 0) return [];
  requireSymmetric(field, a, known);
  return field.bounds === undefined ? eigenOf(field, a).values : enclosedEigenvalues(system, a);
}

/**
 * For any V with ‖VᵀV − I‖ ≤ ε the k-th eigenvalue of VᵀAV is θ times that of A, |θ − 1| ≤ ε (Ostrowski; of singular V by continuity),
 * and within ‖VᵀAV − Λ‖ of the k-th entry of a falling diagonal Λ (Weyl): so V and Λ need not be known to be good, nor values to be
 * apart.
 */
function enclosedEigenvalues<T>({ field, midpoints }: NumberSystem<T>, a: Matrix<T>): readonly T[] {
  const [bounds, plain] = [field.bounds!, midpoints!];
  const { values, V } = eigenOf(plain.field, a.map(plain.of));
  const Vt = V.transpose();
  const diagonal = Matrix.generate(a.rows, a.rows, (i, j) => (i === j ? values[i]! : field.zero));
  const off = bounds.upper(frobeniusNorm(field, subtract(field, product(field, Vt, a, V), diagonal)));
  const defect = bounds.upper(frobeniusNorm(field, subtract(field, multiply(field, Vt, V), identity(field, a.rows))));
  const error = bounds.upper(field.add(off, field.mul(defect, bounds.upper(frobeniusNorm(field, a)))));
  return values.map(value => bounds.widen(value, error));
}

/**
 * The determinant of a square matrix, 1 of an empty one: of fractions by Bareiss's elimination; of others without dividing by anything but whole
 * numbers (Faddeev and LeVerrier), so it has a value where the matrix is singular, too.
 */
export function determinant<T>(field: Field<T>, a: Matrix<T>): T {
  if ((field as Field<unknown>) === rationalField) return determinantOfFractions(a as Matrix<never>) as never;
  const n = a.rows;
  let coefficient = field.one;
  let M = scale(field, field.zero, a);
  for (let k = 1; k <= n; k++) {
    M = add(field, multiply(field, a, M), scale(field, coefficient, identity(field, n)));
    coefficient = field.div(field.neg(trace(field, multiply(field, a, M))), field.of(k));
  }
  return n % 2 === 0 ? coefficient : field.neg(coefficient);
}

/** Every entry on the way is a minor of the matrix of whole numbers that rows over one denominator each make, and every division is exact. */
function determinantOfFractions(a: Matrix<Rational>): Rational {
  let [sign, last, denominators] = [1n, 1n, 1n];
  const rows = a.toRows().map(row => {
    const common = commonDenominator(row);
    denominators *= common;
    return row.map(({ n, d }) => n * (common / d));
  });
  for (let col = 0; col < rows.length; col++) {
    const pivot = rows.findIndex((row, i) => i >= col && row[col] !== 0n);
    if (pivot < 0) return Rational.ZERO;
    if (pivot !== col) {
      [rows[col], rows[pivot]] = [rows[pivot]!, rows[col]!];
      sign = -sign;
    }
    const from = rows[col]!;
    for (const row of rows.slice(col + 1))
      for (let j = rows.length - 1; j >= col; j--) row[j] = (row[j]! * from[col]! - row[col]! * from[j]!) / last;
    last = from[col]!;
  }
  return Rational.ratio(sign * last, denominators);
}
