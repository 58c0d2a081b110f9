import { DloError } from '../../../errors.ts';
import { add, diagonal, identity, product, scale, subtract } from '../../linearAlgebra.ts';
import type { Matrix } from '../../matrix.ts';
import { svd } from '../../svd.ts';
import { type Binary, withoutRadius } from '../binary.ts';
import { type BinaryField, binaryField } from '../binaryField.ts';
import {
  clustersOf,
  GUARD_DIGITS,
  orthogonalityDefect,
  tooFewDigits,
  turn,
  upperNorm,
  widenColumns,
} from '../spectrum.ts';
import type { SpectrumFacts } from '../spectrumFacts.ts';

/** A = Q·diag(values)·Qᵀ with orthogonal Q and falling values. */
export interface SymmetricEigen {
  readonly values: readonly Binary[];
  readonly Q: Matrix<Binary>;
}

/**
 * The eigenvalues and eigenvectors of a symmetric matrix, by Jacobi rotations, in balls that hold one exact decomposition
 * together for the one exact matrix that `facts` are of (without ties: for every symmetric matrix in the balls of `a`). Of
 * tied eigenvalues some valid choice of vectors is held; radii of vectors grow as error/gap.
 *
 * Throws SHAPE for matrices that are not square, and PRECISION where eigenvalues are closer than their error unless
 * `facts` say that they are equal.
 */
export function symmetricEigen(field: BinaryField, a: Matrix<Binary>, facts?: () => SpectrumFacts): SymmetricEigen {
  if (a.rows !== a.cols) throw new DloError('SHAPE', 'symmetricEigen', 'needs a square matrix', a.shape);
  const fine = binaryField(field.digits + GUARD_DIGITS);
  const plain = binaryField(field.digits + GUARD_DIGITS, { bounds: false });
  // A + shift·I is positive: its singular vectors are the eigenvectors, its singular values the eigenvalues + shift.
  const shift = plain.mul(plain.of(2), upperNorm(fine, a));
  const positive = add(plain, a.map(withoutRadius), scale(plain, shift, identity(plain, a.rows)));
  const { s, V: Q } = svd(plain, positive);
  const approximate = s.map(value => plain.sub(value, shift));
  const defect = orthogonalityDefect(fine, Q);
  const size = upperNorm(fine, a);
  const residual = upperNorm(fine, subtract(fine, product(fine, Q.transpose(), a, Q), diagonal(fine, approximate)));
  // Q̃ᵀAQ̃ − QᵀAQ with ‖Q̃ − Q‖ ≤ defect and ‖Q‖ ≤ 1 + defect
  const turned = fine.mul(defect, fine.add(fine.of(2), defect));
  const error = fine.bounds!.upper(fine.add(residual, fine.mul(size, turned)));
  const clusters = clustersOf(field, approximate, error);
  if (clusters.length !== a.rows && clusters.length !== facts?.().distinct)
    throw tooFewDigits('eigenvalues that are or seem tied');
  const radii = clusters.flatMap(({ start, end, gap }) =>
    new Array<Binary>(end - start).fill(gap === undefined ? defect : field.add(defect, turn(field, error, gap))),
  );
  return {
    values: approximate.map(value => field.bounds!.widen(value, error)),
    Q: widenColumns(field, Q, column => radii[column]!),
  };
}
