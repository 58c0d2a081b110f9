import { expect, it } from 'vitest';
import { isPositiveSemidefinite } from './isPositiveSemidefinite.ts';
import { Matrix } from './matrix.ts';
import { Rational } from './rational.ts';

const of = (rows: readonly (readonly number[])[]): Matrix<Rational> =>
  Matrix.generate(rows.length, rows.length, (i, j) => Rational.of(rows[i]![j]!));

it.each<[boolean, number[][]]>([
  [true, []],
  [true, [[0]]],
  [true, [[2]]],
  [false, [[-1]]],
  [
    true,
    [
      [1, 1],
      [1, 1],
    ],
  ],
  [
    false,
    [
      [1, 2],
      [2, 1],
    ],
  ],
  [
    false,
    [
      [0, 1],
      [1, 0],
    ],
  ],
  [
    false,
    [
      [0, 1],
      [1, 5],
    ],
  ],
  [
    true,
    [
      [0, 0],
      [0, 5],
    ],
  ],
  [
    true,
    [
      [2, 1, 0],
      [1, 2, 1],
      [0, 1, 2],
    ],
  ],
  [
    false,
    [
      [2, 1, 0],
      [1, 2, 3],
      [0, 3, 2],
    ],
  ],
  // Of rank one, and one rounding off.
  [
    true,
    [
      [1, 2, 3],
      [2, 4, 6],
      [3, 6, 9],
    ],
  ],
  [
    false,
    [
      [1, 2, 3],
      [2, 4, 6],
      [3, 6, 9 - 2 ** -40],
    ],
  ],
])('%s of %j', (expected, rows) => {
  expect(isPositiveSemidefinite(of(rows))).toBe(expected);
});
