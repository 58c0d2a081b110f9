import type { Architecture } from '../../network/architecture.ts';
import type { Problem } from '../../network/problem.ts';
import { Matrix } from '../../numbers/matrix.ts';

/** A small problem of dyadic numbers, balanced exactly, with its times in units of τ = 1. */
export type Block = Pick<Problem<number>, 'sigmaYX' | 'W1' | 'W2'>;

/**
 * A wide problem made of small ones that do not know of each other: their direct sum, each side turned by an orthogonal matrix
 * of dyadic entries. Every number in it is exact, so that the direct sum of their flows, turned likewise, is its flow exactly.
 */
export interface RotatedBlocks {
  readonly problem: Problem<number>;
  readonly blocks: readonly Block[];
  /** QQᵀ of the wide problem from those of the blocks. */
  readonly assemble: (qqts: readonly Matrix<number>[]) => Matrix<number>;
}

/** Each side must have at least 4 dimensions. */
export function rotatedBlocks(blocks: readonly Block[]): RotatedBlocks {
  const { Ni, Nh, No } = blocks.map(widthsOf).reduce((a, b) => ({ Ni: a.Ni + b.Ni, Nh: a.Nh + b.Nh, No: a.No + b.No }));
  const [inputs, hidden, outputs] = [turn(Ni, 1), turn(Nh, 2), turn(No, 3)];
  const turned = (matrix: Matrix<number>, left: Turn, right: Turn): Matrix<number> => right(left(matrix));
  return {
    problem: {
      sigmaYX: turned(directSum(blocks.map(({ sigmaYX }) => sigmaYX)), outputs, inputs),
      W1: turned(directSum(blocks.map(({ W1 }) => W1)), hidden, inputs),
      W2: turned(directSum(blocks.map(({ W2 }) => W2)), outputs, hidden),
      tau: 1,
    },
    blocks,
    assemble(qqts) {
      const part = (which: (qqt: Matrix<number>, inputs: number) => Matrix<number>): Matrix<number> =>
        directSum(qqts.map((qqt, k) => which(qqt, blocks[k]!.W1.cols)));
      const first = turned(
        part((qqt, cut) => qqt.slice(0, cut, 0, cut)),
        inputs,
        inputs,
      );
      const output = turned(
        part((qqt, cut) => qqt.slice(cut, qqt.rows, 0, cut)),
        outputs,
        inputs,
      );
      const second = turned(
        part((qqt, cut) => qqt.slice(cut, qqt.rows, cut, qqt.rows)),
        outputs,
        outputs,
      );
      return Matrix.generate(Ni + No, Ni + No, (i, j) => {
        if (i < Ni) return j < Ni ? first.at(i, j) : output.at(j - Ni, i);
        return j < Ni ? output.at(i - Ni, j) : second.at(i - Ni, j - Ni);
      });
    },
  };
}

function widthsOf({ W1, W2 }: Block): Architecture {
  return { Ni: W1.cols, Nh: W1.rows, No: W2.rows };
}

function directSum(matrices: readonly Matrix<number>[]): Matrix<number> {
  const rows = matrices.reduce((sum, matrix) => sum + matrix.rows, 0);
  const cols = matrices.reduce((sum, matrix) => sum + matrix.cols, 0);
  const data = new Array<number>(rows * cols).fill(0);
  let [top, left] = [0, 0];
  for (const matrix of matrices) {
    matrix.data.forEach((entry, at) => {
      data[(top + Math.floor(at / matrix.cols)) * cols + left + (at % matrix.cols)] = entry;
    });
    top += matrix.rows;
    left += matrix.cols;
  }
  return new Matrix(rows, cols, data);
}

/** The transpose of the turned matrix: two of them turn both sides. */
type Turn = (matrix: Matrix<number>) => Matrix<number>;

/**
 * x − 2v(vᵀx)/(vᵀv) for two vectors v of ±1 and 0 with a power of two of entries, so that nothing is rounded. The first ones reach
 * from the top, the second ones from the bottom: every direction is mixed with every other.
 */
function turn(size: number, seed: number): Turn {
  const reach = 2 ** Math.floor(Math.log2(size));
  const reflections = [0, size - reach].map((from, which) =>
    Float64Array.from({ length: size }, (_, i) =>
      i < from || i >= from + reach ? 0 : Math.imul(i + 7, 2654435761 * (seed + 3 * which)) & 0x400000 ? 1 : -1,
    ),
  );
  return matrix => {
    const columns = new Float64Array(matrix.transpose().data);
    for (const v of reflections) {
      for (let from = 0; from < columns.length; from += size) {
        let sum = 0;
        for (let i = 0; i < size; i++) sum += v[i]! * columns[from + i]!;
        const along = (2 / reach) * sum;
        for (let i = 0; i < size; i++) columns[from + i]! -= along * v[i]!;
      }
    }
    return Matrix.generate(matrix.cols, size, (i, j) => columns[i * size + j]!);
  };
}
