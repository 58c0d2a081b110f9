import { describe, expect, it } from 'vitest';
import { float64Field } from './float64Field.ts';
import { Matrix } from './matrix.ts';
import { type MoveGroup, moved, nearestMove } from './signedPermutation.ts';

const of = (...rows: number[][]): Matrix<number> => Matrix.fromRows(rows);
const nearest = (group: MoveGroup, A: Matrix<number>, B: Matrix<number>): number[][] =>
  moved(float64Field, nearestMove(float64Field, group, A, B), B).toRows();

const B = of([1, 2, 3], [4, 5, 6], [7, 8, -9]);
const negated = (rows: number[][]): number[][] => rows.map(row => row.map(entry => -entry));

describe('nearestMove', () => {
  it.each<[string, MoveGroup, number[][]]>([
    ['one sign for all', { of: 'all', hasSigns: true, hasOrder: false }, negated(B.toRows())],
    [
      'signs of rows',
      { of: 'rows', hasSigns: true, hasOrder: false },
      [
        [1, 2, 3],
        [-4, -5, -6],
        [7, 8, -9],
      ],
    ],
    [
      'signs of columns',
      { of: 'columns', hasSigns: true, hasOrder: false },
      [
        [1, -2, -3],
        [4, -5, -6],
        [7, -8, 9],
      ],
    ],
    [
      'an order of rows',
      { of: 'rows', hasSigns: false, hasOrder: true },
      [
        [7, 8, -9],
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      'an order of columns',
      { of: 'columns', hasSigns: false, hasOrder: true },
      [
        [3, 1, 2],
        [6, 4, 5],
        [-9, 7, 8],
      ],
    ],
    [
      'signs and order',
      { of: 'columns', hasSigns: true, hasOrder: true },
      [
        [-3, 1, 2],
        [-6, 4, 5],
        [9, 7, 8],
      ],
    ],
    [
      'one order of both',
      { of: 'same', hasSigns: false, hasOrder: true },
      [
        [-9, 7, 8],
        [3, 1, 2],
        [6, 4, 5],
      ],
    ],
  ])('finds %s', (_name, group, rows) => {
    const A = Matrix.fromRows(rows);
    expect(nearest(group, A, B)).toEqual(rows);
    // What it is not near to is not made so.
    expect(nearest({ ...group, hasSigns: false, hasOrder: false, of: 'rows' }, A, B)).toEqual(B.toRows());
  });

  it('goes by the sum of all rows, where the row that is nearest to each would be taken twice', () => {
    const group: MoveGroup = { of: 'rows', hasSigns: false, hasOrder: true };
    expect(nearest(group, of([0], [1]), of([1], [5]))).toEqual([[1], [5]]);
    expect(nearest(group, of([4], [0]), of([3], [9]))).toEqual([[9], [3]]);
  });

  it('takes one that no other comes nearer than, of all orders and signs', () => {
    const A = of([2, -1], [0.5, 3], [1, 1]);
    const C = of([1, 1], [-2, 2], [0, -4]);
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const all = orders.flatMap(order =>
      [0, 1, 2, 3, 4, 5, 6, 7].map(bits =>
        order.map((from, i) => C.toRows()[from]!.map(x => ((bits >> i) & 1 ? -x : x))),
      ),
    );
    const off = (rows: number[][]): number =>
      A.toRows()
        .flatMap((row, i) => row.map((x, j) => (x - rows[i]![j]!) ** 2))
        .reduce((a, b) => a + b);
    expect(off(nearest({ of: 'rows', hasSigns: true, hasOrder: true }, A, C))).toBe(Math.min(...all.map(off)));
  });
});
