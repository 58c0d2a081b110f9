import type { Flow } from '../../src/network/flow.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { dyadic } from './timeScale.ts';

/** The same flow in units in which nothing is large: weights = 2^weightExponent · its weights, t/τ = timeUnit · its time. */
export interface Normalized {
  readonly flow: Flow;
  readonly weightExponent: number;
  readonly timeUnit: Rational;
}

/**
 * Layers, Σyx and Σxx of norm 1 at most, by powers of two: with W = 2^a W', Σyx = 2^(ha) 2^m Σyx', Σxx = 2^m Σxx' and
 * t = 2^−(2h−2)a 2^−m t' the flow of h layers is the same. Fixed-point numbers and error bounds then need no regard to size.
 * White inputs stay white. A decay may be of any size still.
 */
export function normalized({ layers, sigmaYX, sigmaXX, decay, mask }: Flow): Normalized {
  const depth = layers.length;
  const m = sigmaXX === undefined ? 0 : log2Ceil(norm(sigmaXX));
  const a = log2Ceil(Math.max(...layers.map(norm), root(norm(sigmaYX) / 2 ** m, depth)));
  const by = (matrix: Matrix<Rational>, exponent: number): Matrix<Rational> => {
    const factor = dyadic(1, -exponent);
    return matrix.map(entry => entry.mul(factor));
  };
  const timeUnit = dyadic(1, -(2 * depth - 2) * a - m);
  return {
    flow: {
      layers: layers.map(layer => by(layer, a)),
      sigmaYX: by(sigmaYX, depth * a + m),
      tau: Rational.ONE,
      ...(sigmaXX && { sigmaXX: by(sigmaXX, m) }),
      ...(decay && { decay: decay.mul(timeUnit) }),
      ...(mask && { mask }),
    },
    weightExponent: a,
    timeUnit,
  };
}

/** Frobenius norm in float64. */
export function norm(a: Matrix<Rational>): number {
  return Math.hypot(...a.data.map(entry => entry.toNumber()));
}

/** The h-th root: the size of each of h layers whose product is of size x. */
export function root(x: number, h: number): number {
  return h === 2 ? Math.sqrt(x) : x ** (1 / h);
}

function log2Ceil(size: number): number {
  return size > 0 && Number.isFinite(size) ? Math.ceil(Math.log2(size)) : 0;
}
