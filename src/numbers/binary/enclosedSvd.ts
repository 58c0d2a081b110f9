import { product, subtract } from '../linearAlgebra.ts';
import { Matrix } from '../matrix.ts';
import { type FullSvd, svd } from '../svd.ts';
import { type Binary, withoutRadius } from './binary.ts';
import { type BinaryField, binaryField } from './binaryField.ts';
import {
  clustersOf,
  GUARD_DIGITS,
  orthogonalityDefect,
  smaller,
  tooFewDigits,
  turn,
  upperNorm,
  widenColumns,
} from './spectrum.ts';
import type { SpectrumFacts } from './spectrumFacts.ts';

/** Factors without radii of their own, and how well they do. */
export interface SvdWithError extends FullSvd<Binary> {
  /** Upper bounds of the distance, in the spectral norm, of U and V to orthogonal matrices Ũ and Ṽ. */
  readonly defects: { readonly U: Binary; readonly V: Binary };
  /**
   * An upper bound of ‖A − Ũ·diag(s)·Ṽᵀ‖_F, for every A in the balls of the matrix. Each singular value of A lies
   * within it of the one in s; Ũ and Ṽ are singular vectors of a matrix within it of A, which is all that is said of
   * vectors whose values are closer than that.
   */
  readonly error: Binary;
}

/** The SVD by Jacobi rotations of the midpoints, and its error from the residual A − U·diag(s)·Vᵀ found afterwards. */
export function svdWithError(field: BinaryField, a: Matrix<Binary>): SvdWithError {
  const fine = binaryField(field.digits + GUARD_DIGITS);
  const { U, s, V } = svd(binaryField(field.digits + GUARD_DIGITS, { bounds: false }), a.map(withoutRadius));
  const defects = { U: orthogonalityDefect(fine, U), V: orthogonalityDefect(fine, V) };
  const middle = Matrix.generate(a.rows, a.cols, (i, j) => (i === j ? s[i]! : fine.zero));
  const residual = upperNorm(fine, subtract(fine, product(fine, U.transpose(), a, V), middle));
  // ŨᵀAṼ − UᵀAV = (Ũ − U)ᵀAṼ + UᵀA(Ṽ − V) and ‖U‖ ≤ 1 + ‖U − Ũ‖
  const turned = fine.add(defects.U, fine.mul(fine.add(fine.one, defects.U), defects.V));
  const error = fine.bounds!.upper(fine.add(residual, fine.mul(upperNorm(fine, a), turned)));
  return { U, s, V, defects, error };
}

/**
 * An SVD whose balls hold U, s and V of one exact SVD together, singular values falling, for the one exact matrix that
 * `facts` are of (a matrix of balls without ties or zeros needs none: then this is so for every matrix in them). Where
 * singular values are tied or zero, or U or V is larger than A, vectors are not unique: the balls then hold some
 * valid choice. Radii of vectors grow as error/gap.
 *
 * Throws PRECISION where singular values are closer to each other or to zero than their error, unless `facts` say that they
 * are equal or zero exactly.
 */
export function enclosedSvd(field: BinaryField, a: Matrix<Binary>, facts?: () => SpectrumFacts): FullSvd<Binary> {
  const { U, s, V, defects, error } = svdWithError(field, a);
  const clusters = clustersOf(field, s, error);
  const rank = certainRank();
  const radii = clusters.flatMap(({ start, end, gap }) => {
    // Seen as eigenvalues of [[0, A], [Aᵀ, 0]], singular values also have their negatives and zero for neighbours.
    // Halves of its eigenvectors have the norm 1/√2: singular vectors move √2 times as far, which `turn` allows for.
    const radius = start < rank ? turn(field, error, smaller(field, gap, s[end - 1]!)) : undefined;
    return new Array<Binary | undefined>(end - start).fill(radius);
  });
  const outside = turnOfComplement();
  const radiusOf =
    (defect: Binary) =>
    (column: number): Binary =>
      field.add(defect, radii[column] ?? outside);
  return {
    U: widenColumns(field, U, radiusOf(defects.U)),
    s: s.map((value, k) => (k < rank ? field.bounds!.widen(value, error) : field.zero)),
    V: widenColumns(field, V, radiusOf(defects.V)),
  };

  /** The number of singular values that are not zero, once every cluster is known to be one value, repeated. */
  function certainRank(): number {
    const nearZero = s.length > 0 && field.compare(s.at(-1)!, error) <= 0 ? s.length - clusters.at(-1)!.start : 0;
    if (clusters.length === s.length && nearZero === 0) return s.length;
    if (facts === undefined) throw tooFewDigits('singular values that seem tied or zero');
    const { distinct, nonzero } = facts();
    if (clusters.length !== distinct || nearZero !== s.length - nonzero)
      throw tooFewDigits('singular values that are nearly tied or zero');
    return nonzero;
  }

  /**
   * Of the null spaces: the range of A lies as near to its approximation as the smallest value that is not zero lets it. Values that
   * are zero have been found within `error` of it (Weyl), and are left out.
   */
  function turnOfComplement(): Binary {
    return rank === 0 ? field.zero : turn(field, field.bounds!.upper(field.add(error, error)), s[rank - 1]!);
  }
}
