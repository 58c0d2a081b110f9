import type { Problem } from '../../network/problem.ts';
import type { Field } from '../../numbers/field.ts';
import { add, identity, maxAbs, multiply, scale, solve, stackCols, stackRows } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import { Rational } from '../../numbers/rational.ts';

/**
 * QQᵀ(t) as X = YZ⁻¹ with [Z; Y] = exp([[−F, I], [0, F]]t)[I; Q0Q0ᵀ]: no eigenvector of the task is needed. It loses the digits of
 * e^{2‖F‖t}. `time` is t/τ.
 */
export function hamiltonianFlow<T>(
  field: Field<T>,
  { W1, W2, sigmaYX }: Problem<number>,
  lambda: number,
  time: Rational,
): Matrix<T> {
  const exactly = (matrix: Matrix<number>): Matrix<T> => matrix.map(entry => field.of(Rational.of(entry)));
  const Q0 = exactly(stackRows(W1.transpose(), W2));
  const task = exactly(sigmaYX);
  const half = field.div(field.of(Rational.of(lambda)), field.of(2));
  const F = stackRows(
    stackCols(scale(field, field.neg(half), identity(field, W1.cols)), task.transpose()),
    stackCols(task, scale(field, half, identity(field, W2.rows))),
  );
  const { shrinking, growing, mixed } = exponential(field, scale(field, field.of(time), F), field.of(time));
  const start = multiply(field, Q0, Q0.transpose());
  const Z = add(field, shrinking, multiply(field, mixed, start));
  const Y = multiply(field, growing, start);
  return solve(field, Z.transpose(), Y.transpose()).transpose();
}

/** The blocks of exp([[−A, tI], [0, A]]): e^{−A}, e^{A} and t·sinh(A)/A. */
function exponential<T>(
  field: Field<T>,
  A: Matrix<T>,
  t: T,
): { readonly shrinking: Matrix<T>; readonly growing: Matrix<T>; readonly mixed: Matrix<T> } {
  const size = Math.max(...A.toRows().map(row => row.reduce((sum, x) => sum + Math.abs(field.toNumber(x)), 0)));
  const halvings = size === 0 ? 0 : Math.max(0, Math.ceil(Math.log2(size) + Math.sqrt(field.digits) / 2));
  const per = field.div(field.one, field.of(2n ** BigInt(halvings)));
  const small = scale(field, per, A);
  let term = identity(field, A.rows);
  let [even, odd, mean] = [term, scale(field, field.zero, term), term];
  for (let k = 1; field.toNumber(maxAbs(field, term)) > 10 ** -(field.digits + 3); k++) {
    term = scale(field, field.div(field.one, field.of(k)), multiply(field, term, small));
    if (k % 2 === 1) odd = add(field, odd, term);
    else {
      even = add(field, even, term);
      mean = add(field, mean, scale(field, field.div(field.one, field.of(k + 1)), term));
    }
  }
  let growing = add(field, even, odd);
  let shrinking = add(field, even, scale(field, field.neg(field.one), odd));
  let mixed = scale(field, field.mul(t, per), mean);
  for (let k = 0; k < halvings; k++) {
    mixed = add(field, multiply(field, shrinking, mixed), multiply(field, mixed, growing));
    growing = multiply(field, growing, growing);
    shrinking = multiply(field, shrinking, shrinking);
  }
  return { shrinking, growing, mixed };
}
