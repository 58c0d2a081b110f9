import { Matrix } from '../numbers/matrix.ts';
import type { DoubleDoubleVector } from './doubleDouble.ts';

/** basis·X, with the basis given by its columns and X row by row with `cols` columns. */
export function backTransform(basis: readonly DoubleDoubleVector[], X: Float64Array, cols: number): Float64Array {
  const rows = basis.length;
  const result = new Float64Array(rows * cols);
  basis.forEach(({ hi }, k) => {
    for (let i = 0; i < rows; i++) {
      const factor = hi[i]!;
      if (factor === 0) continue;
      for (let j = 0; j < cols; j++) result[i * cols + j]! += factor * X[k * cols + j]!;
    }
  });
  return result;
}

/** A·Bᵀ of two tables with `cols` columns each. */
export function timesTranspose(A: Float64Array, B: Float64Array, cols: number): Matrix<number> {
  return Matrix.generate(A.length / cols, B.length / cols, (i, k) => {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += A[i * cols + j]! * B[k * cols + j]!;
    return sum;
  });
}
