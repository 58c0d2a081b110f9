import type { Problem } from '../../src/network/problem.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { dyadic } from './step.ts';

/** The same flow in units in which nothing is large: weights = 2^weightExponent · its weights, t/τ = timeUnit · its time. */
export interface Normalized {
  readonly problem: Problem;
  readonly weightExponent: number;
  readonly timeUnit: Rational;
}

/**
 * Weights, Σyx and Σxx of norm 1 at most, by powers of two: with W = 2^a W', Σyx = 4^a 2^m Σyx', Σxx = 2^m Σxx' and
 * t = 4^−a 2^−m t' the flow is the same. Fixed-point numbers and error bounds then need no regard to size. White inputs
 * stay white.
 */
export function normalized(problem: Problem): Normalized {
  const { W1, W2, sigmaYX, sigmaXX } = problem;
  const m = sigmaXX === undefined ? 0 : log2Ceil(norm(sigmaXX));
  const a = log2Ceil(Math.max(norm(W1), norm(W2), Math.sqrt(norm(sigmaYX) / 2 ** m)));
  const by = (matrix: Matrix<Rational>, exponent: number): Matrix<Rational> => {
    const factor = dyadic(1, -exponent);
    return matrix.map(entry => entry.mul(factor));
  };
  return {
    problem: {
      W1: by(W1, a),
      W2: by(W2, a),
      sigmaYX: by(sigmaYX, 2 * a + m),
      tau: Rational.ONE,
      ...(sigmaXX && { sigmaXX: by(sigmaXX, m) }),
    },
    weightExponent: a,
    timeUnit: dyadic(1, -2 * a - m),
  };
}

/** Frobenius norm in float64. */
export function norm(a: Matrix<Rational>): number {
  return Math.hypot(...a.data.map(entry => entry.toNumber()));
}

function log2Ceil(size: number): number {
  return size > 0 && Number.isFinite(size) ? Math.ceil(Math.log2(size)) : 0;
}
