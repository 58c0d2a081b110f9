import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';

/**
 * White inputs X (Ni×P) of ±1 with XXᵀ = P·I exactly: the first Ni rows of Sylvester's Hadamard matrix, whose order P is the
 * smallest power of two that is at least Ni and at least 2. With one sample a sum over samples would be their mean.
 */
export function whiteInputs(Ni: number): Matrix<Rational> {
  const [plus, minus] = [Rational.ONE, Rational.ONE.neg()];
  return Matrix.generate(Ni, sampleCount(Ni), (i, p) => (isOdd(i & p) ? minus : plus));
}

/** P of `whiteInputs`: a power of two, so that dividing by it rounds nothing. */
export function sampleCount(Ni: number): number {
  return 2 ** Math.max(1, Math.ceil(Math.log2(Ni)));
}

/** Whether a number has an odd count of one-bits. */
function isOdd(bits: number): boolean {
  let odd = false;
  for (let rest = bits; rest > 0; rest >>= 1) odd = odd !== ((rest & 1) === 1);
  return odd;
}
