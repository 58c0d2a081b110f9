import type { Field } from './field.ts';
import { identity } from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';

/** A = U·diag(s)·Vᵀ with square orthogonal U (rows × rows), V (cols × cols) and min(rows, cols) falling values s ≥ 0. */
export interface FullSvd<T> {
  readonly U: Matrix<T>;
  readonly s: readonly T[];
  readonly V: Matrix<T>;
}

/**
 * Full singular value decomposition by one-sided Jacobi rotations, to the last digits of the field. Values below
 * 10^(6 − digits) of the largest are rounding of an exact zero and are returned as zero; their vectors complete the
 * bases from the unit vectors. Ties keep the order of the columns.
 */
export function svd<T>(field: Field<T>, a: Matrix<T>): FullSvd<T> {
  if (a.rows < a.cols) {
    const { U, s, V } = svd(field, a.transpose());
    return { U: V, s, V: U };
  }
  const columns = Array.from({ length: a.cols }, (_, j) => Array.from({ length: a.rows }, (_, i) => a.at(i, j)));
  const right = identity(field, a.cols).toRows(); // row j: column j of V
  for (let sweep = 0; sweep < 60 && rotateAllPairs(field, columns, right); sweep++);
  const lengths = columns.map(column => field.sqrt(dot(field, column, column)));
  const order = lengths.map((_, j) => j).sort((i, j) => field.compare(lengths[j]!, lengths[i]!) || i - j);
  const largest = order.length > 0 ? lengths[order[0]!]! : field.zero;
  const floor = field.mul(largest, pow10(field, 6 - Math.floor(field.digits)));
  const s = order.map(j => (field.compare(lengths[j]!, floor) > 0 ? lengths[j]! : field.zero));
  const leftBasis = order.flatMap((j, k) =>
    field.isZero(s[k]!) ? [] : [columns[j]!.map(entry => field.div(entry, lengths[j]!))],
  );
  return {
    U: fromColumns(completeBasis(field, leftBasis, a.rows)),
    s,
    V: fromColumns(order.map(j => right[j]!)),
  };
}

/** Far more than rounding changes the squared length of a projection by. */
const NEARLY = 1e-3;

/** Orthonormal vectors of length n, extended to a full basis by the unit vectors that stick out of their span most. */
export function completeBasis<T>(field: Field<T>, vectors: readonly (readonly T[])[], n: number): T[][] {
  const basis: T[][] = [];
  // Of each unit vector the square of what sticks out, 1 − Σ vᵢ²: only those that may be the longest are projected.
  const outside = new Float64Array(n).fill(1);
  const extend = (vector: readonly T[]): void => {
    basis.push([...vector]);
    for (let i = 0; i < n; i++) outside[i]! -= field.toNumber(vector[i]!) ** 2;
  };
  for (const vector of vectors) extend(vector);
  while (basis.length < n) {
    const enough = Math.max(...outside) - NEARLY;
    let best: { readonly vector: readonly T[]; readonly length: T } | undefined;
    for (let i = 0; i < n; i++) {
      if (outside[i]! < enough) continue;
      const unit = Array.from({ length: n }, (_, j) => (i === j ? field.one : field.zero));
      const vector = reject(field, basis, reject(field, basis, unit));
      const length = dot(field, vector, vector);
      if (best === undefined || field.compare(length, best.length) > 0) best = { vector, length };
    }
    const length = field.sqrt(best!.length);
    const normalised = best!.vector.map(entry => field.div(entry, length));
    const clean = reject(field, basis, normalised);
    const rest = field.sqrt(dot(field, clean, clean));
    extend(clean.map(entry => field.div(entry, rest)));
  }
  return basis;
}

function reject<T>(field: Field<T>, basis: readonly (readonly T[])[], vector: readonly T[]): T[] {
  let rest = [...vector];
  for (const direction of basis) {
    const along = dot(field, direction, rest);
    rest = rest.map((entry, i) => field.sub(entry, field.mul(along, direction[i]!)));
  }
  return rest;
}

function rotateAllPairs<T>(field: Field<T>, columns: T[][], right: T[][]): boolean {
  const tolerance = pow10(field, -2 * Math.floor(field.digits) + 2);
  let rotated = false;
  for (let p = 0; p < columns.length; p++) {
    for (let q = p + 1; q < columns.length; q++) {
      const [x, y] = [columns[p]!, columns[q]!];
      const [alpha, beta, gamma] = [dot(field, x, x), dot(field, y, y), dot(field, x, y)];
      const bound = field.mul(tolerance, field.mul(alpha, beta));
      if (field.isZero(gamma) || field.compare(field.mul(gamma, gamma), bound) <= 0) continue;
      rotated = true;
      // tan of the angle that makes columns p and q orthogonal, the smaller of the two roots
      const zeta = field.div(field.sub(beta, alpha), field.add(gamma, gamma));
      const root = field.sqrt(field.add(field.one, field.mul(zeta, zeta)));
      const size = field.div(field.one, field.add(field.abs(zeta), root));
      const tan = field.compare(zeta, field.zero) < 0 ? field.neg(size) : size;
      const cos = field.div(field.one, field.sqrt(field.add(field.one, field.mul(tan, tan))));
      const sin = field.mul(cos, tan);
      rotate(field, x, y, cos, sin);
      rotate(field, right[p]!, right[q]!, cos, sin);
    }
  }
  return rotated;
}

function rotate<T>(field: Field<T>, x: T[], y: T[], cos: T, sin: T): void {
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i]!, y[i]!];
    x[i] = field.sub(field.mul(cos, a), field.mul(sin, b));
    y[i] = field.add(field.mul(sin, a), field.mul(cos, b));
  }
}

function dot<T>(field: Field<T>, x: readonly T[], y: readonly T[]): T {
  if (field.dot !== undefined) return field.dot(x.length, x, 0, 1, y, 0, 1);
  let sum = field.zero;
  for (let i = 0; i < x.length; i++) sum = field.add(sum, field.mul(x[i]!, y[i]!));
  return sum;
}

function fromColumns<T>(columns: readonly (readonly T[])[]): Matrix<T> {
  return Matrix.generate(columns[0]?.length ?? 0, columns.length, (i, j) => columns[j]![i]!);
}

function pow10<T>(field: Field<T>, exponent: number): T {
  const size = field.of(10n ** BigInt(Math.abs(exponent)));
  return exponent < 0 ? field.div(field.one, size) : size;
}
