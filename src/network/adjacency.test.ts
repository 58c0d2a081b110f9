import { describe, expect, it } from 'vitest';
import { multiply } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField as F } from '../numbers/rationalField.ts';
import { adjacencyMatrix, blockAt, blockShift, occupiedBlocks } from './adjacency.ts';

const M = (entries: readonly (readonly number[])[]): Matrix<Rational> =>
  Matrix.fromRows(entries.map(row => row.map(entry => Rational.of(entry))));
const text = (a: Matrix<Rational>): string[][] => a.map(String).toRows();

const W1 = M([
  [1, 2],
  [3, 4],
  [5, 6],
]);
const W2 = M([[7, 8, 9]]);

describe('the adjacency matrix', () => {
  it('has the layers below its diagonal, of any widths', () => {
    expect(text(adjacencyMatrix(F, [W1, W2]))).toEqual([
      ['0', '0', '0', '0', '0', '0'],
      ['0', '0', '0', '0', '0', '0'],
      ['1', '2', '0', '0', '0', '0'],
      ['3', '4', '0', '0', '0', '0'],
      ['5', '6', '0', '0', '0', '0'],
      ['0', '0', '7', '8', '9', '0'],
    ]);
  });

  it('has the product of the layers as its power', () => {
    const A = adjacencyMatrix(F, [W1, W2]);
    expect(text(blockAt(multiply(F, A, A), [2, 3, 1], 3, 1))).toEqual([['76', '100']]);
    expect(occupiedBlocks(F, multiply(F, A, A), [2, 3, 1])).toEqual([[3, 1]]);
    expect(occupiedBlocks(F, A, [2, 3, 1])).toEqual([
      [2, 1],
      [3, 2],
    ]);
  });
});

describe('blockShift', () => {
  it('puts blocks on any block diagonal', () => {
    const [a, b, c] = [M([[1]]), M([[2]]), M([[3]])];
    expect(text(blockShift(F, 0, [a, b, c], [1, 1, 1]))).toEqual([
      ['1', '0', '0'],
      ['0', '2', '0'],
      ['0', '0', '3'],
    ]);
    expect(text(blockShift(F, 2, [a], [1, 1, 1]))).toEqual([
      ['0', '0', '0'],
      ['0', '0', '0'],
      ['1', '0', '0'],
    ]);
  });

  it('refuses diagonals, numbers of blocks and shapes that do not fit', () => {
    expect(() => blockShift(F, 3, [], [1, 1, 1])).toThrowError(
      expect.objectContaining({ code: 'RANGE', argument: 'k' }),
    );
    expect(() => blockShift(F, 1, [W1], [2, 3, 1])).toThrowError(
      expect.objectContaining({ code: 'SHAPE', argument: 'blocks', value: 1 }),
    );
    expect(() => blockShift(F, 1, [W1, W1], [2, 3, 1])).toThrowError(
      expect.objectContaining({ code: 'SHAPE', argument: 'blocks[1]', rule: 'must be 1×3', value: '3×2' }),
    );
  });
});
