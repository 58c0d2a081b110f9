import { DloError } from '../errors.ts';
import type { Field } from '../numbers/field.ts';
import {
  identity,
  innerProduct,
  maxAbs,
  multiply,
  power,
  product,
  scale,
  squaredNorm,
  subtract,
} from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import type { NumberSystem } from '../numbers/numberSystem.ts';

/**
 * What is to be learned: the correlation Σyx = YXᵀ/P (No×Ni) and, where the task came as data, the white inputs X (Ni×P)
 * and targets Y (No×P). `irreducibleLoss` is the part of the loss that no linear map removes,
 * c = ½(Tr Σyy − Tr Σyx Σyxᵀ) ≥ 0; it is 0 for a task that is given by Σyx alone.
 */
export interface Task<T> {
  readonly sigmaYX: Matrix<T>;
  readonly X?: Matrix<T>;
  readonly Y?: Matrix<T>;
  readonly irreducibleLoss: T;
}

/** A task that is known only by its correlation Σyx (No×Ni). */
export function taskFromCorrelation<T>(field: Field<T>, sigmaYX: Matrix<T>): Task<T> {
  return { sigmaYX, irreducibleLoss: field.zero };
}

/**
 * A task from inputs X (Ni×P) and targets Y (No×P).
 *
 * The inputs must be white: the largest entry of |XXᵀ/P − I| is at most Ni·10^(3 − digits), which is exactly 0 in exact
 * fractions and 1e-13·Ni in float64. Errors: SHAPE for unequal P or P = 0; NOT_A_NUMBER for infinite or missing entries;
 * NOT_WHITE names the residual.
 */
export function taskFromData<T>(field: Field<T>, X: Matrix<T>, Y: Matrix<T>): Task<T> {
  if (X.cols !== Y.cols || X.cols === 0)
    throw new DloError('SHAPE', 'Y', `must have as many columns as X (${X.shape}), at least 1`, Y.shape);
  for (const [name, data] of Object.entries({ X, Y })) {
    const unusable = data.data.find(entry => !field.isFinite(entry));
    if (unusable !== undefined)
      throw new DloError('NOT_A_NUMBER', name, 'must have finite entries', field.toNumber(unusable));
  }
  const perSample = field.div(field.one, field.of(X.cols));
  const sigmaXX = scale(field, perSample, multiply(field, X, X.transpose()));
  const residual = maxAbs(field, subtract(field, sigmaXX, identity(field, X.rows)));
  const allowed = field.mul(field.of(X.rows), roundingAllowance(field));
  if (field.compare(residual, allowed) > 0) {
    throw new DloError(
      'NOT_WHITE',
      'X',
      `must be white, max |XXᵀ/P − I| ≤ ${field.toNumber(allowed)} (whiten it first)`,
      `residual ${field.toNumber(residual)}`,
    );
  }
  const sigmaYX = scale(field, perSample, multiply(field, Y, X.transpose()));
  return { sigmaYX, X, Y, irreducibleLoss: irreducibleLoss(field, sigmaYX, X, Y) };
}

/**
 * c = ½(Tr Σyy − Tr Σyx Σyxᵀ), summed as ½/P ‖Y − Σyx X‖²: the same for white X, and without the cancellation that
 * makes the difference of traces negative when Y is linear in X.
 */
function irreducibleLoss<T>(field: Field<T>, sigmaYX: Matrix<T>, X: Matrix<T>, Y: Matrix<T>): T {
  return field.div(squaredNorm(field, subtract(field, Y, multiply(field, sigmaYX, X))), field.of(2 * X.cols));
}

/** 10^(3 − digits): 0 for exact fields. */
function roundingAllowance<T>(field: Field<T>): T {
  return Number.isFinite(field.digits) ? power(field, field.of(10), Math.round(3 - field.digits)) : field.zero;
}

/**
 * The white inputs nearest to X (Ni×P): (XXᵀ/P)^(−1/2) X, with XXᵀ/P = I to the last digits. Computed as √P U Vᵀ from
 * X = U S Vᵀ, after splitting X = L Q with orthonormal rows Q, so that only the Ni×Ni matrix L is decomposed.
 *
 * Errors: SINGULAR where X has rank below Ni (P < Ni included), told by a row that keeps less than 10^(3 − digits) of its
 * length outside the span of the rows above it. Needs roots: not for exact fractions.
 */
export function whiten<T>(system: NumberSystem<T>, X: Matrix<T>): Matrix<T> {
  const { field } = system;
  const Q = orthonormalRows(field, X);
  const L = multiply(field, X, Q.transpose());
  const { U, V } = system.svd(L);
  return scale(field, field.sqrt(field.of(X.cols)), product(field, U, V.transpose(), Q));
}

/** Gram–Schmidt, twice per row: once more brings rows that were nearly dependent back to orthogonality. */
function orthonormalRows<T>(field: Field<T>, X: Matrix<T>): Matrix<T> {
  const basis: Matrix<T>[] = [];
  const tiny = roundingAllowance(field);
  for (let i = 0; i < X.rows; i++) {
    const row = X.slice(i, i + 1, 0, X.cols);
    let rest = row;
    for (let pass = 0; pass < 2; pass++) {
      for (const unit of basis) rest = subtract(field, rest, scale(field, innerProduct(field, unit, rest), unit));
    }
    const length = field.sqrt(squaredNorm(field, rest));
    const whole = field.sqrt(squaredNorm(field, row));
    if (!(field.compare(length, field.mul(tiny, whole)) > 0))
      throw new DloError(
        'SINGULAR',
        'X',
        `must have rank Ni = ${X.rows} to be whitened`,
        `rank ${i} in the first ${i + 1} rows`,
      );
    basis.push(scale(field, field.div(field.one, length), rest));
  }
  return new Matrix(
    X.rows,
    X.cols,
    basis.flatMap(unit => unit.data),
  );
}
