import type { Flow } from '../../src/network/flow.ts';
import { Matrix } from '../../src/numbers/matrix.ts';

/** Relative float64 rounding, with much room. */
export const ROUNDING = 1e-9;

/** 2^x in half the time of `2 ** x`, right to |x|·1e-16 and so to ROUNDING. */
export function powerOfTwo(x: number): number {
  return Math.exp(x * Math.LN2);
}

/** The sizes of a flow, apart from its weights, that bound it. */
export interface FlowSize {
  /** h, the number of layers. */
  readonly depth: number;
  /** ‖Σyx‖_F. */
  readonly s: number;
  /** A bound on the largest singular value of Σxx, 1 for white inputs. */
  readonly x: number;
  /** How far below zero the quadratic form of Σxx may lie; 0 for white inputs. */
  readonly indefinite: number;
  readonly white: boolean;
  /** γ, the decay. */
  readonly gamma: number;
}

export function flowSize({ layers, sigmaYX, sigmaXX, decay = 0 }: Flow<number>): FlowSize {
  const common = { depth: layers.length, s: Math.hypot(...sigmaYX.data), gamma: decay };
  if (sigmaXX === undefined) return { ...common, x: 1, indefinite: 0, white: true };
  const x = Math.hypot(...sigmaXX.data);
  return { ...common, x, indefinite: isPositive(sigmaXX, ROUNDING * x) ? 2 * ROUNDING * x : x, white: false };
}

/**
 * A bound on the norm of a product of h matrices of Frobenius norm A together, times x: x(A/√h)^h, since the geometric mean
 * of their squares is at most the arithmetic one.
 */
export function mapBound(depth: number, x: number, A: number): number {
  let product = x;
  for (let j = 0; j < depth; j++) product *= A;
  return product / depth ** (depth / 2);
}

/**
 * How far that product moves with the matrices, at most: √h (A/√h)^(h−1). The squares of the products of all norms but one
 * sum to h (A²/h)^(h−1) at most, by Maclaurin's inequality.
 */
export function mapSlope(depth: number, A: number): number {
  let product = 1;
  for (let j = 1; j < depth; j++) product *= A;
  return product * depth ** (1 - depth / 2);
}

/** How far its derivative by the matrices moves with them, at most: h(h − 1)h^(−h/2)A^(h−2), by Maclaurin and Banach as in errorBound.ts. */
export function mapBend(depth: number, A: number): number {
  return depth * (depth - 1) * depth ** (-depth / 2) * A ** (depth - 2);
}

/** A bound on the norm of the right-hand side, all layers together, at weights of norm A: √h (A/√h)^(h−1)(s + x(A/√h)^h) + γA. */
export function forceBound({ depth, s, x, gamma }: FlowSize, A: number): number {
  const force = mapSlope(depth, A) * (s + mapBound(depth, x, A));
  return gamma > 0 ? force + gamma * A : force;
}

/** A bound on how far the right-hand side moves with the weights: the derivative of `forceBound` by A, rounded up. */
export function forceSlope({ depth, s, x, gamma }: FlowSize, A: number): number {
  const task = depth > 1 ? (depth - 1) * depth ** (1 - depth / 2) * A ** (depth - 2) * s : 0;
  return task + 2 * depth ** (2 - depth) * x * A ** (2 * depth - 2) + gamma;
}

/** Whether the symmetric part of a matrix is positive once `shift` is added to its diagonal: its Cholesky factor exists. */
function isPositive(a: Matrix<number>, shift: number): boolean {
  const rest = Matrix.generate(
    a.rows,
    a.cols,
    (i, j) => (a.at(i, j) + a.at(j, i)) / 2 + (i === j ? shift : 0),
  ).toRows();
  for (let k = 0; k < a.rows; k++) {
    const pivot = rest[k]![k]!;
    if (!(pivot > 0)) return false;
    for (let i = k + 1; i < a.rows; i++) {
      for (let j = k + 1; j < a.rows; j++) rest[i]![j]! -= (rest[i]![k]! * rest[k]![j]!) / pivot;
    }
  }
  return true;
}
