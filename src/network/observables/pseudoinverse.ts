import type { Field } from '../../numbers/field.ts';
import { power } from '../../numbers/linearAlgebra.ts';
import { Matrix } from '../../numbers/matrix.ts';
import type { NumberSystem } from '../../numbers/numberSystem.ts';

/**
 * The Moore–Penrose inverse (cols × rows) through the SVD. Rank rule: a singular value counts as zero when it is at most
 * `relativeFloor` times the largest one; default max(rows, cols)·10^(2 − ⌊digits⌋), about 1e-13·max(rows, cols) in
 * float64. The pseudoinverse jumps at a change of rank: near the floor the result says which side the rule took.
 */
export function pseudoinverse<T>(
  system: NumberSystem<T>,
  a: Matrix<T>,
  relativeFloor: T = defaultFloor(system.field, a),
): Matrix<T> {
  const { field } = system;
  const { U, s, V } = system.svd(a);
  const floor = s.length === 0 ? field.zero : field.mul(relativeFloor, s[0]!);
  const kept = s.filter(value => field.compare(value, floor) > 0).length;
  return Matrix.generate(a.cols, a.rows, (i, j) => {
    let sum = field.zero;
    for (let k = 0; k < kept; k++) sum = field.add(sum, field.div(field.mul(V.at(i, k), U.at(j, k)), s[k]!));
    return sum;
  });
}

function defaultFloor<T>(field: Field<T>, a: Matrix<T>): T {
  return field.mul(field.of(Math.max(a.rows, a.cols)), power(field, field.of(10), 2 - Math.floor(field.digits)));
}
