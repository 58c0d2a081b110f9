import { DloError } from '../../errors.ts';
import { frobeniusNorm, identity, multiply, subtract } from '../linearAlgebra.ts';
import type { Matrix } from '../matrix.ts';
import type { Binary } from './binary.ts';
import type { BinaryField } from './binaryField.ts';

// What enclosures of singular vectors and of eigenvectors share: approximations Q and D with known defects, perturbation
// theory from there.

/** Digits of the approximations beyond those of the field. */
export const GUARD_DIGITS = 6;

/** An upper bound of ‖QᵀQ − I‖_F for a square Q; then an orthogonal matrix lies within it of Q, in the spectral norm. */
export function orthogonalityDefect(field: BinaryField, Q: Matrix<Binary>): Binary {
  // The polar factor H of Q = Q̃H has |h − 1| ≤ |h² − 1| for each of its eigenvalues h ≥ 0.
  const defect = upperNorm(field, subtract(field, multiply(field, Q.transpose(), Q), identity(field, Q.cols)));
  if (field.compare(defect, field.one) >= 0) throw tooFewDigits('the basis to be orthogonal');
  return defect;
}

/** An exact number that ‖a‖_F does not exceed. */
export function upperNorm(field: BinaryField, a: Matrix<Binary>): Binary {
  return field.bounds!.upper(frobeniusNorm(field, a));
}

/** Neighbours in a falling list of approximate values. */
export interface Cluster {
  readonly start: number;
  readonly end: number;
  /** The distance to the nearest value outside; undefined where there is none. */
  readonly gap: Binary | undefined;
}

/** Groups of values between which lies more than twice the error of each, so that exact values of two groups differ. */
export function clustersOf(field: BinaryField, values: readonly Binary[], error: Binary): Cluster[] {
  const apart = values.map((value, k) => (k === 0 ? undefined : field.sub(values[k - 1]!, value)));
  const starts = apart.flatMap((gap, k) => (gap === undefined || exceedsTwice(gap) ? [k] : []));
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? values.length;
    const gaps = [apart[start], apart[end]].filter(gap => gap !== undefined);
    return { start, end, gap: gaps.reduce<Binary | undefined>((least, gap) => smaller(field, least, gap), undefined) };
  });

  function exceedsTwice(gap: Binary): boolean {
    const more = field.sub(gap, field.add(error, error));
    return field.compare(more, field.zero) > 0 && field.bounds!.signIsKnown(more);
  }
}

export function smaller(field: BinaryField, a: Binary | undefined, b: Binary): Binary {
  return a === undefined || field.compare(b, a) < 0 ? b : a;
}

/**
 * How far the basis of a subspace is from one of the exact subspace, √2 to spare: 2·error/(gap − error), where the
 * matrix, written in the approximate basis, is diagonal up to `error`. With Y the part of the exact basis outside the
 * approximate subspace, ‖Y‖ ≤ error/(gap − error) is the largest sine of an angle between the two, and some exact
 * orthonormal basis lies within √2 times that.
 */
export function turn(field: BinaryField, error: Binary, gap: Binary): Binary {
  const left = field.sub(gap, error);
  if (field.compare(left, error) <= 0) throw tooFewDigits('the values to be apart');
  return field.bounds!.upper(field.div(field.add(error, error), left));
}

/** The columns with their entries known to within the radius of each. */
export function widenColumns(
  field: BinaryField,
  Q: Matrix<Binary>,
  radius: (column: number) => Binary,
): Matrix<Binary> {
  const radii = Array.from({ length: Q.cols }, (_, j) => radius(j));
  return Q.map((entry, _i, j) => field.bounds!.widen(entry, radii[j]!));
}

export function tooFewDigits(rule: string): DloError {
  return new DloError(
    'PRECISION',
    'matrix',
    `takes more digits for ${rule}`,
    'an error larger than what it must resolve',
  );
}
