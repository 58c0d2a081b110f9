import { solve } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { rank } from '../../src/numbers/rank.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { T, times } from './_exact.ts';

type M = Matrix<Rational>;

/**
 * A⁺, exactly: with B the columns of A that do not depend on those before them, A = BC for C = (BᵀB)⁻¹BᵀA, and
 * A⁺ = Cᵀ(CCᵀ)⁻¹(BᵀB)⁻¹Bᵀ. Of zeros it is zeros.
 */
export function exactPseudoinverse(A: M): M {
  const kept: number[] = [];
  for (let j = 0; j < A.cols; j++) {
    if (rank(rationalField, columns(A, [...kept, j])) > kept.length) kept.push(j);
  }
  if (kept.length === 0) return Matrix.generate(A.cols, A.rows, (i, j) => A.at(j, i));
  const B = columns(A, kept);
  const left = solve(rationalField, times(T(B), B), T(B));
  const C = times(left, A);
  return times(T(C), solve(rationalField, times(C, T(C)), left));
}

function columns(A: M, kept: readonly number[]): M {
  return Matrix.generate(A.rows, kept.length, (i, j) => A.at(i, kept[j]!));
}
