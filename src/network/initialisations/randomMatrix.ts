import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { DloError } from '../../errors.ts';
import { Matrix } from '../../numbers/matrix.ts';

/** A stream of random matrices that is the same for the same seed, on every machine. */
export interface RandomMatrices {
  /** Independent entries of mean 0 and the given standard deviation. */
  gaussian(rows: number, cols: number, standardDeviation?: number): Matrix<number>;
  /** A square orthogonal matrix, uniform over the orthogonal group (both signs of the determinant). */
  orthogonal(size: number): Matrix<number>;
}

/** From xoroshiro128+; the seed is a whole number of 32 bits, −2³¹ … 2³¹ − 1, else RANGE. */
export function randomMatrices(seed: number): RandomMatrices {
  if (!Number.isInteger(seed) || seed !== (seed | 0))
    throw new DloError('RANGE', 'seed', 'must be a whole number from -2147483648 to 2147483647', seed);
  const generator = xoroshiro128plus(seed);
  const uniform = () => uniformFloat64(generator);
  const gaussian = (rows: number, cols: number, standardDeviation = 1) =>
    Matrix.generate(rows, cols, () => standardDeviation * boxMuller(uniform));
  return { gaussian, orthogonal: size => orthonormalColumns(gaussian(size, size)) };
}

function boxMuller(uniform: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform())); // 1 − u lies in (0, 1]
  return radius * Math.cos(2 * Math.PI * uniform());
}

/** Gram–Schmidt, twice per column: the Q with a positive diagonal in R, which is uniform for Gaussian entries. */
function orthonormalColumns(a: Matrix<number>): Matrix<number> {
  const basis: number[][] = [];
  for (const column of a.transpose().toRows()) {
    let rest = column;
    for (let pass = 0; pass < 2; pass++) {
      for (const unit of basis) {
        const along = dot(unit, rest);
        rest = rest.map((entry, i) => entry - along * unit[i]!);
      }
    }
    const length = Math.sqrt(dot(rest, rest));
    basis.push(rest.map(entry => entry / length));
  }
  return Matrix.generate(a.rows, a.cols, (i, j) => basis[j]![i]!);
}

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, entry, i) => sum + entry * y[i]!, 0);
}
