import { DloError } from '../errors.ts';
import type { Field } from '../numbers/field.ts';
import { Matrix } from '../numbers/matrix.ts';
import { widthsOf } from './flow.ts';

/**
 * blk_k(F_1, …, F_(h+1−k)) of wendin2025, section 2.1.1: a square matrix of (h+1)×(h+1) blocks, block row and column i of
 * `widths[i − 1]`, with F_j at block (j + k, j) and zeros elsewhere; k = 0 is block-diagonal. F_j must be widths[j+k−1]×widths[j−1]
 * and there must be h + 1 − k of them, else SHAPE; k is a whole number from 0 to h, else RANGE.
 */
export function blockShift<T>(
  field: Field<T>,
  k: number,
  blocks: readonly Matrix<T>[],
  widths: readonly number[],
): Matrix<T> {
  if (!Number.isInteger(k) || k < 0 || k >= widths.length)
    throw new DloError('RANGE', 'k', `must be a whole number from 0 to ${widths.length - 1}`, k);
  if (blocks.length !== widths.length - k)
    throw new DloError('SHAPE', 'blocks', `must be ${widths.length - k} matrices`, blocks.length);
  const starts = offsets(widths);
  const size = starts.at(-1)!;
  const data = new Array<T>(size * size).fill(field.zero);
  blocks.forEach((block, j) => {
    if (block.rows !== widths[j + k]! || block.cols !== widths[j]!)
      throw new DloError('SHAPE', `blocks[${j}]`, `must be ${widths[j + k]}×${widths[j]}`, block.shape);
    for (let row = 0; row < block.rows; row++)
      for (let col = 0; col < block.cols; col++)
        data[(starts[j + k]! + row) * size + starts[j]! + col] = block.at(row, col);
  });
  return new Matrix(size, size, data);
}

/** A = blk_1(W_1, …, W_h): the weighted adjacency matrix of a network, of d_0 + … + d_h rows (wendin2025, equation 10). */
export function adjacencyMatrix<T>(field: Field<T>, layers: readonly Matrix<T>[]): Matrix<T> {
  return blockShift(field, 1, layers, widthsOf(layers));
}

/** Block (row, col), both from 1, of a matrix of blocks of `widths`. */
export function blockAt<T>(a: Matrix<T>, widths: readonly number[], row: number, col: number): Matrix<T> {
  const starts = offsets(widths);
  return a.slice(starts[row - 1]!, starts[row]!, starts[col - 1]!, starts[col]!);
}

/** Block positions, both from 1, that are not zero. */
export function occupiedBlocks<T>(field: Field<T>, a: Matrix<T>, widths: readonly number[]): [number, number][] {
  const places = widths.map((_, index) => index + 1);
  return places
    .flatMap(row => places.map((col): [number, number] => [row, col]))
    .filter(([row, col]) => blockAt(a, widths, row, col).data.some(entry => !field.isZero(entry)));
}

/** Where each block begins, and where the last one ends. */
function offsets(widths: readonly number[]): number[] {
  const starts = [0];
  for (const width of widths) starts.push(starts.at(-1)! + width);
  return starts;
}
