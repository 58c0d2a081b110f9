import { DloError } from '../errors.ts';
import type { Field } from './field.ts';
import { identity, multiply, trace } from './linearAlgebra.ts';
import type { Matrix } from './matrix.ts';

/**
 * det(xI − A) = xⁿ + c₁xⁿ⁻¹ + … + cₙ as [1, c₁, …, cₙ], by the recursion of Faddeev and Le Verrier: exact where the field is, whatever
 * multiple or zero eigenvalues A has; [1] of a matrix without rows. SHAPE for a matrix that is not square.
 */
export function characteristicPolynomial<T>(field: Field<T>, a: Matrix<T>): T[] {
  if (a.rows !== a.cols) throw new DloError('SHAPE', 'characteristicPolynomial', 'needs a square matrix', a.shape);
  const coefficients = [field.one];
  let term = identity(field, a.rows);
  for (let k = 1; k <= a.rows; k++) {
    const next = multiply(field, a, term);
    const coefficient = field.neg(field.div(trace(field, next), field.of(k)));
    coefficients.push(coefficient);
    term = next.map((entry, i, j) => (i === j ? field.add(entry, coefficient) : entry));
  }
  return coefficients;
}
