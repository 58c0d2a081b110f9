import { DloError } from '../errors.ts';
import type { ErrorBounds, Field } from './field.ts';
import {
  add,
  frobeniusNorm,
  identity,
  inverse,
  maxAbs,
  multiply,
  power,
  product,
  scale,
  subtract,
} from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import type { NumberSystem } from './numberSystem.ts';
import { Rational } from './rational.ts';
import { svd } from './svd.ts';

/** What is known of the exact matrix besides its rounded entries or its balls; asked only where these leave it open. */
export interface KnownOfMatrix<T> {
  readonly isSymmetric: () => boolean;
  readonly isSemidefinite: () => boolean;
  /** Whether a number in a field without error bounds may be rounding of zero. */
  readonly isRounding: (value: T) => boolean;
}

/**
 * A^exponent of a symmetric positive semidefinite A (n×n), for an exponent that is no whole number.
 *
 * At zeros, ties and rank loss: the power is that of the eigenvalues, whatever eigenvectors a tie allows, and 0^r = 0 for
 * r > 0. In a field with error bounds the balls hold the power of every such A in the balls of `a`; where A is singular, or
 * nearly, their radii are the r-th power of those of `a`, so that half of the digits are left of a square root.
 *
 * Errors: LIMIT for a matrix that is not symmetric, NOT_REAL for one with a negative eigenvalue, SINGULAR for a negative
 * exponent of one that is exactly zero, PRECISION where the digits leave any of these open.
 */
export function semidefinitePower<T>(
  system: NumberSystem<T>,
  a: Matrix<T>,
  exponent: Rational,
  known: KnownOfMatrix<T>,
): Matrix<T> {
  const { field } = system;
  const size = exponent.abs();
  const whole = size.n / size.d;
  const fraction = size.sub(Rational.of(whole));
  const root = fractionalPower(system, a, fraction, known);
  const raised = multiply(field, matrixPower(field, a, Number(whole)), root.value);
  if (exponent.sign() > 0) return raised;
  if (root.isSingular) throw undecidedBy('must be known to be invertible', 'an eigenvalue that seems zero');
  return inverse(field, raised);
}

interface Root<T> {
  readonly value: Matrix<T>;
  /** An eigenvalue counts as zero by its size alone. */
  readonly isSingular: boolean;
}

/** A^r for 0 < r < 1. */
function fractionalPower<T>(system: NumberSystem<T>, a: Matrix<T>, r: Rational, known: KnownOfMatrix<T>): Root<T> {
  if (a.rows === 0) return { value: a, isSingular: false };
  const { field, midpoints } = system;
  requireSymmetric(field, a, known);
  if (field.bounds === undefined || midpoints === undefined) return roundedPower(field, a, r, known);
  const zero = a.data.every(field.isZero);
  if (zero) return { value: a, isSingular: false };
  return { value: enclosedPower(field, field.bounds, midpoints, a, r, known), isSingular: false };
}

/** LIMIT where a matrix is not symmetric, PRECISION where its bounds leave that open. */
export function requireSymmetric<T>(
  field: Field<T>,
  a: Matrix<T>,
  { isSymmetric, isRounding }: KnownOfMatrix<T>,
): void {
  const difference = subtract(field, a, a.transpose());
  if (difference.data.every(field.isZero)) return;
  const { bounds } = field;
  if (bounds === undefined) {
    const slack = field.mul(tenTo(field, 5 - Math.floor(field.digits)), maxAbs(field, a));
    const largest = maxAbs(field, difference);
    if (field.compare(largest, slack) <= 0 || isRounding(largest)) return;
  } else {
    if (difference.data.every(entry => field.isZero(entry) || !bounds.signIsKnown(entry))) {
      if (isSymmetric()) return;
      throw undecidedBy('must be known to be symmetric', 'one that seems so');
    }
  }
  throw new DloError(
    'LIMIT',
    'matrix',
    'must be symmetric: roots and eigenvalues are taken of such matrices only',
    'another one',
  );
}

/** Eigenvalues, falling, and eigenvectors as columns, of a symmetric matrix: A + shift·I has the same vectors and no negative value. */
export function eigenOf<T>(field: Field<T>, a: Matrix<T>): { readonly values: readonly T[]; readonly V: Matrix<T> } {
  const shift = field.mul(field.of(2 * a.rows), maxAbs(field, a));
  const { s, V } = svd(field, add(field, a, scale(field, shift, identity(field, a.rows))));
  return { values: s.map(value => field.sub(value, shift)), V };
}

function roundedPower<T>(field: Field<T>, a: Matrix<T>, r: Rational, { isRounding }: KnownOfMatrix<T>): Root<T> {
  const { values, V } = eigenOf(field, a);
  const slack = field.mul(tenTo(field, 3 - Math.floor(field.digits)), field.mul(field.of(a.rows), maxAbs(field, a)));
  let isSingular = false;
  const powers = values.map(value => {
    if (field.compare(value, slack) > 0 && !isRounding(value)) return fractionalRoot(field, value, r);
    if (field.compare(field.abs(value), slack) > 0 && !isRounding(value))
      throw new DloError('NOT_REAL', 'matrix', 'must have no negative eigenvalue', field.toString(value));
    isSingular = true;
    return field.zero;
  });
  return { value: conjugated(field, powers, V), isSingular };
}

/**
 * X = V·R·Vᵀ with exact V and R ≥ 0 is positive semidefinite whatever V is. With r = p/q, R the q-th roots and B = X^q:
 * ‖A^r − B^r‖ ≤ ‖A − B‖^r for all semidefinite A and B, and ≤ r·μ^(r−1)·‖A − B‖ where none of their eigenvalues is below
 * μ > 0, since x^r is operator monotone (Ando 1988; Bhatia, Matrix Analysis, theorems X.1.1 and X.3.8). B^r = X^p.
 */
function enclosedPower<T>(
  field: Field<T>,
  bounds: ErrorBounds<T>,
  { field: plain, of: midpoint }: NonNullable<NumberSystem<T>['midpoints']>,
  a: Matrix<T>,
  r: Rational,
  { isSemidefinite }: KnownOfMatrix<T>,
): Matrix<T> {
  const [p, q] = [Number(r.n), Number(r.d)];
  const { values, V } = eigenOf(plain, a.map(midpoint));
  const roots = values.map(value =>
    plain.compare(value, plain.zero) > 0 ? midpoint(fractionalRoot(plain, value, Rational.ratio(1n, r.d))) : plain.zero,
  );
  const X = conjugated(field, roots, V);
  const distance = bounds.upper(frobeniusNorm(field, subtract(field, a, matrixPower(field, X, q))));
  const least = roots.reduce((x, y) => (plain.compare(x, y) < 0 ? x : y));
  // The least eigenvalue of VRVᵀ is that of R times that of VVᵀ, which is 1 up to ‖VᵀV − I‖.
  const defect = frobeniusNorm(field, subtract(field, multiply(field, V.transpose(), V), identity(field, V.cols)));
  const kept = field.sub(field.one, bounds.upper(defect));
  const mu = field.sub(power(field, field.mul(least, kept), q), distance);
  const isPositive = bounds.signIsKnown(mu) && field.compare(mu, field.zero) > 0 && field.compare(kept, field.zero) > 0;
  if (!isPositive && !isSemidefinite()) {
    requireNoNegative(field, bounds, a, V);
    throw undecidedBy('must be known to have no negative eigenvalue', 'one that seems zero');
  }
  const farthest = fractionalRoot(field, distance, r);
  const slope = (): T => field.mul(field.of(r), field.div(distance, fractionalRoot(field, mu, Rational.ONE.sub(r))));
  const near = isPositive ? slope() : farthest;
  const error = [near, farthest].map(bounds.upper).reduce((x, y) => (field.compare(x, y) < 0 ? x : y));
  return matrixPower(field, X, p).map(entry => bounds.widen(entry, error));
}

/** vᵀAv < 0 for one v shows a negative eigenvalue. */
function requireNoNegative<T>(field: Field<T>, bounds: ErrorBounds<T>, a: Matrix<T>, V: Matrix<T>): void {
  const forms = product(field, V.transpose(), a, V);
  for (let i = 0; i < V.cols; i++) {
    const form = forms.at(i, i);
    if (bounds.signIsKnown(form) && field.compare(form, field.zero) < 0)
      throw new DloError('NOT_REAL', 'matrix', 'must have no negative eigenvalue', field.toString(form));
  }
}

/**
 * x^r for x ≥ 0 and 0 < r; 0 at 0. In a field with error bounds x counts as no less than 0, as in its root. Where r is a
 * fraction of halves by roots, otherwise by exp(r·log x).
 */
export function fractionalRoot<T>(field: Field<T>, x: T, r: Rational): T {
  if (field.isZero(x)) return field.zero;
  if ((r.d & (r.d - 1n)) === 0n) {
    let root = x;
    for (let rest = r.d; rest > 1n; rest >>= 1n) root = field.sqrt(root);
    return r.n === 1n ? root : power(field, root, Number(r.n));
  }
  const raised = (base: T): T => field.exp(field.mul(field.of(r), field.log(base)));
  const { bounds } = field;
  if (bounds === undefined || bounds.signIsKnown(x)) return raised(x);
  return bounds.widen(field.zero, raised(bounds.upper(x)));
}

function conjugated<T>(field: Field<T>, values: readonly T[], V: Matrix<T>): Matrix<T> {
  const scaled = V.map((entry, _i, j) => field.mul(entry, values[j]!));
  const whole = multiply(field, scaled, V.transpose());
  return Matrix.generate(whole.rows, whole.cols, (i, j) => whole.at(Math.min(i, j), Math.max(i, j)));
}

export function matrixPower<T>(field: Field<T>, base: Matrix<T>, exponent: number): Matrix<T> {
  let [result, square] = [identity(field, base.rows), base];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(field, result, square);
    if (rest > 1) square = multiply(field, square, square);
  }
  return result;
}

function tenTo<T>(field: Field<T>, exponent: number): T {
  const size = field.of(10n ** BigInt(Math.abs(exponent)));
  return exponent < 0 ? field.div(field.one, size) : size;
}

function undecidedBy(rule: string, value: string): DloError {
  return new DloError('PRECISION', 'matrix', rule, value);
}
