import type { Field } from '../../numbers/field.ts';
import { multiply, product } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import type { NumberSystem } from '../../numbers/numberSystem.ts';
import { pseudoinverse } from './pseudoinverse.ts';

// Representational similarity matrices of the hidden layer, P×P (domine2025, section 3).

/** RSM_I = XᵀW1ᵀW1X of the inputs X (Ni×P) from the first layer. */
export function inputSimilarity<T>(field: Field<T>, W1: Matrix<T>, X: Matrix<T>): Matrix<T> {
  const hidden = multiply(field, W1, X);
  return multiply(field, hidden.transpose(), hidden);
}

/** RSM_I = Xᵀ(W1ᵀW1)X from the upper left block of QQᵀ (Ni×Ni). */
export function inputSimilarityFromBlock<T>(field: Field<T>, gram1: Matrix<T>, X: Matrix<T>): Matrix<T> {
  return product(field, X.transpose(), gram1, X);
}

/**
 * RSM_O = Yᵀ(W2W2ᵀ)⁺Y of the targets Y (No×P) from the second layer, as HᵀH with H = W2⁺Y, the smallest hidden activity
 * that gives Y. The rank is decided on W2 itself by the rule of `pseudoinverse`.
 */
export function outputSimilarity<T>(
  system: NumberSystem<T>,
  W2: Matrix<T>,
  Y: Matrix<T>,
  relativeFloor?: T,
): Matrix<T> {
  const hidden = multiply(system.field, pseudoinverse(system, W2, relativeFloor), Y);
  return multiply(system.field, hidden.transpose(), hidden);
}

/**
 * RSM_O = Yᵀ(W2W2ᵀ)⁺Y from the lower right block of QQᵀ (No×No). The block holds squares, so singular values of W2 below
 * the root of the floor (3e-7·√No of the largest in float64) are lost here and count as zero.
 */
export function outputSimilarityFromBlock<T>(
  system: NumberSystem<T>,
  gram2: Matrix<T>,
  Y: Matrix<T>,
  relativeFloor?: T,
): Matrix<T> {
  return product(system.field, Y.transpose(), pseudoinverse(system, gram2, relativeFloor), Y);
}
