import type { Field } from './field.ts';
import { multiply, solve } from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import { rank } from './rank.ts';

/**
 * A⁺ of a matrix in an exact field: with B the columns of A that do not depend on those before them, A = BC for C = (BᵀB)⁻¹BᵀA, and
 * A⁺ = Cᵀ(CCᵀ)⁻¹(BᵀB)⁻¹Bᵀ. Of zeros it is zeros.
 */
export function exactPseudoinverse<T>(field: Field<T>, A: Matrix<T>): Matrix<T> {
  const kept: number[] = [];
  for (let j = 0; j < A.cols; j++) {
    if (rank(field, columns(A, [...kept, j])) > kept.length) kept.push(j);
  }
  if (kept.length === 0) return A.transpose();
  const B = columns(A, kept);
  const left = solve(field, gram(field, B.transpose()), B.transpose());
  const C = multiply(field, left, A);
  return multiply(field, C.transpose(), solve(field, gram(field, C), left));
}

/** AAᵀ. */
function gram<T>(field: Field<T>, A: Matrix<T>): Matrix<T> {
  return multiply(field, A, A.transpose());
}

function columns<T>(A: Matrix<T>, kept: readonly number[]): Matrix<T> {
  return Matrix.generate(A.rows, kept.length, (i, j) => A.at(i, kept[j]!));
}
