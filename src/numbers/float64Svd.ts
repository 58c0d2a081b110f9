import { float64Field } from './float64Field.ts';
import { Matrix } from './matrix.ts';
import { mlMatrix } from './mlMatrix.ts';
import { completeBasis, type FullSvd } from './svd.ts';

/** The full SVD in float64, from ml-matrix; the bases are completed to square ones. */
export function float64Svd(a: Matrix<number>): FullSvd<number> {
  if (a.rows < a.cols) {
    const { U, s, V } = float64Svd(a.transpose());
    return { U: V, s, V: U };
  }
  const { Matrix: MlMatrix, SingularValueDecomposition } = mlMatrix();
  const decomposition = new SingularValueDecomposition(new MlMatrix(a.toRows()));
  const [left, right] = [decomposition.leftSingularVectors, decomposition.rightSingularVectors];
  const columns = completeBasis(
    float64Field,
    Array.from({ length: a.cols }, (_, j) => left.getColumn(j)),
    a.rows,
  );
  return {
    U: Matrix.generate(a.rows, a.rows, (i, j) => columns[j]![i]!),
    s: decomposition.diagonal,
    V: Matrix.generate(a.cols, a.cols, (i, j) => right.get(i, j)),
  };
}

/** The falling singular values alone, without bases. */
export function float64SingularValues(a: Matrix<number>): readonly number[] {
  const tall = a.rows < a.cols ? a.transpose() : a;
  const { Matrix: MlMatrix, SingularValueDecomposition } = mlMatrix();
  return new SingularValueDecomposition(new MlMatrix(tall.toRows()), {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
  }).diagonal;
}
