import { describe, expect, it } from 'vitest';
import { inverse, multiply } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { backwardError, forwardError } from './backwardError.ts';

const exact = (rows: readonly (readonly number[])[]): Matrix<Rational> =>
  Matrix.generate(rows.length, rows[0]!.length, (i, j) => Rational.of(rows[i]![j]!));
const numbers = (a: Matrix<Rational>): Float64Array => Float64Array.from(a.data, entry => entry.toNumber());
/** Of the first two rows of M, M times their inverse. */
const reduced = (M: Matrix<Rational>): Matrix<Rational> =>
  multiply(rationalField, M, inverse(rationalField, M.slice(0, 2, 0, 2)));

describe('backwardError', () => {
  it('is the largest bound of each row, beside the largest entry that this leaves', () => {
    const hi = Float64Array.from([3, -5, 0, 0, 1, 0, 0, 1]);
    const bound = Float64Array.from([0.25, 0.5, 0, 2, 0, 0, 0, 0]);
    const { error, size } = backwardError(
      { modes: 1, weightRows: 2, rows: 4, cols: 2, tiles: 4, stride: 2 },
      { hi, bound },
    );
    expect([...error]).toEqual([0.5, 2, 0, 0]);
    expect([...size]).toEqual([5.5, 2, 1, 1]);
  });
});

describe('forwardError', () => {
  const layout = { modes: 1, weightRows: 3, rows: 5, cols: 2, tiles: 4, stride: 2 };
  const M = exact([
    [4, 1],
    [-1, 2],
    [3, -7],
    [1, 0],
    [0, 1],
  ]);
  const T = reduced(M);
  const boundsFor = (error: readonly number[]) =>
    forwardError(layout, Int32Array.from([0, 1]), numbers(T), {
      error: Float64Array.from(error),
      size: new Float64Array(5),
    });

  it('covers what any change of the start by that much makes of the reduction, by little more than worst signs need', () => {
    const unit = 2 ** -12;
    // The identity's rows are changed too: by rounding of the reduction they are no longer it.
    const error = [2 * unit, unit, 3 * unit, unit / 4, unit / 8];
    const { row, column } = boundsFor(error)!;
    const worst = new Array<number>(10).fill(0);
    for (let signs = 0; signs < 2 ** 10; signs++) {
      const changed = Matrix.generate(5, 2, (i, j) =>
        M.at(i, j).add(Rational.of(((signs >> (2 * i + j)) & 1) === 0 ? error[i]! : -error[i]!)),
      );
      reduced(changed).data.forEach((entry, at) => {
        worst[at] = Math.max(worst[at]!, Math.abs(entry.sub(T.data[at]!).toNumber()));
      });
    }
    worst.forEach((most, at) => {
      const bound = row[at >> 1]! * column[at & 1]!;
      expect(most).toBeLessThanOrEqual(bound);
      // The pivot rows are the identity by definition: their bounds say nothing.
      if (at >= 4) expect(bound).toBeLessThan(1.5 * most);
    });
  });

  it('has none where the pivot rows of the start might be singular', () => {
    // The column sums of |A⁻¹| are 1/3 and 5/9.
    const limit = 0.5 / (1 / 3 + 5 / 9);
    expect(boundsFor([0.999 * limit, 0.999 * limit, 0, 0, 0])).toBeDefined();
    expect(boundsFor([1.001 * limit, 1.001 * limit, 0, 0, 0])).toBeUndefined();
    expect(boundsFor([0, 0, 0, 0.3, 0.3])).toBeUndefined();
    expect(boundsFor([0, 0, 0, 0.2, 0.2])).toBeDefined();
  });
});
