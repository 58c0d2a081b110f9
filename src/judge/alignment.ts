import type { Problem } from '../network/problem.ts';
import { isPositiveSemidefinite } from '../numbers/isPositiveSemidefinite.ts';
import { identity, kronecker, multiply, subtract } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { rank } from '../numbers/rank.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { isAligned } from './regime.ts';

// Aligned weights have W2W1 = Σ aᵢ ũᵢ ṽᵢᵀ in singular vectors of the task Σyx = Σ s̃ᵢ ũᵢ ṽᵢᵀ, aᵢ of any sign and in any
// order. What texts ask for besides is decided here, in fractions and without any singular vector.

const times = (a: Matrix<Rational>, b: Matrix<Rational>): Matrix<Rational> => multiply(rationalField, a, b);

/**
 * Aligned, with aᵢ > 0 wherever s̃ᵢ > 0. W2W1 Σyxᵀ = Σ aᵢ s̃ᵢ ũᵢ ũᵢᵀ has no negative eigenvalue, and as many positive ones as
 * the task. Where s̃ᵢ = 0 the sign of aᵢ is that of a vector, and says nothing.
 */
export function isAlignedWithPositiveValues(problem: Problem): boolean {
  if (!isAligned(problem)) return false;
  const { sigmaYX, W1, W2 } = problem;
  const mixed = times(times(W2, W1), sigmaYX.transpose());
  return rank(rationalField, mixed) === rank(rationalField, sigmaYX) && isPositiveSemidefinite(mixed);
}

/**
 * Aligned with positive values, of which none is larger than one of a larger s̃. With B = ΣyxΣyxᵀ and C = W2W1(W2W1)ᵀ, which commute,
 * (B⊗I − I⊗B)(C⊗I − I⊗C) has the eigenvalues (s̃ᵢ² − s̃ⱼ²)(aᵢ² − aⱼ²): none may be negative. All modes are among those of
 * the smaller side.
 */
export function isAlignedInOrder(problem: Problem): boolean {
  if (!isAlignedWithPositiveValues(problem)) return false;
  const map = times(problem.W2, problem.W1);
  const [first, second] = [problem.sigmaYX, map].map(matrix => {
    const wide = matrix.rows <= matrix.cols ? matrix : matrix.transpose();
    const gram = times(wide, wide.transpose());
    const unit = identity(rationalField, gram.rows);
    return subtract(rationalField, kronecker(rationalField, gram, unit), kronecker(rationalField, unit, gram));
  });
  return isPositiveSemidefinite(times(first!, second!));
}
