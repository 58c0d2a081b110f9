import { randomMatrices } from '../../src/network/initialisations/randomMatrix.ts';
import type { Problem } from '../../src/network/problem.ts';
import { Matrix } from '../../src/numbers/matrix.ts';

/** Singular values of W1 and W2 whose squares differ by 1, in few bits. */
const SIZES = [
  [3 / 4, 5 / 4],
  [15 / 8, 17 / 8],
] as const;

/**
 * An n-n-n problem whose float64 weights are λ-balanced with λ = 1 without any rounding: W1 = U D1 Vᵀ and W2 = V D2 Uᵀ, where
 * D2² − D1² = I and U, V are orthogonal matrices of whole powers of two. n is a power of two.
 */
export function exactlyBalanced(n: number): Problem<number> {
  const U = orthogonal(n);
  // The rows of U the other way round.
  const V = new Matrix(n, n, [...U.data].reverse());
  const between = (left: Matrix<number>, side: 0 | 1, right: Matrix<number>): Matrix<number> =>
    new Matrix(
      n,
      n,
      Array.from({ length: n * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        let entry = 0;
        for (let k = 0; k < n; k++) entry += left.at(i, k) * SIZES[k % 2]![side] * right.at(j, k);
        return entry;
      }),
    );
  const sigmaYX = randomMatrices(n).gaussian(n, n, 1 / Math.sqrt(n));
  // W1W1ᵀ and W2ᵀW2 are both made of the columns of U.
  return { W1: between(U, 0, V), W2: between(V, 1, U), sigmaYX, tau: 1 };
}

/** Hadamard's matrix of the largest power of four, once or twice along the diagonal, over the root of its size. */
function orthogonal(n: number): Matrix<number> {
  const block = Number.isInteger(Math.sqrt(n)) ? n : n / 2;
  const entry = (i: number, j: number): number =>
    Math.floor(i / block) === Math.floor(j / block) ? (odd((i % block) & (j % block)) ? -1 : 1) / Math.sqrt(block) : 0;
  return new Matrix(
    n,
    n,
    Array.from({ length: n * n }, (_, at) => entry(Math.floor(at / n), at % n)),
  );
}

/** Whether an odd number of bits is set. */
function odd(bits: number): boolean {
  let rest = bits;
  let count = 0;
  for (; rest > 0; rest &= rest - 1) count++;
  return count % 2 === 1;
}
