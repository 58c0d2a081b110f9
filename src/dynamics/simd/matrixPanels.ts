import type { Matrix } from '../../numbers/matrix.ts';
import type { Panel } from './workspace.ts';

/** Copies a matrix into a table. */
export function putMatrix(numbers: Float64Array, { at, stride }: Panel, { rows, cols, data }: Matrix<number>): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) numbers[at + i * stride + j] = data[i * cols + j]!;
  }
}

/** Copies its transpose. */
export function putTransposed(
  numbers: Float64Array,
  { at, stride }: Panel,
  { rows, cols, data }: Matrix<number>,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) numbers[at + j * stride + i] = data[i * cols + j]!;
  }
}
