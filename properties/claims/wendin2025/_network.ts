import type { FlowCase } from '../../../src/judge/case.ts';
import { adjacencyMatrix, blockShift } from '../../../src/network/adjacency.ts';
import { flow, widthsOf } from '../../../src/network/flow.ts';
import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { add, innerProduct, trace } from '../../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../../src/numbers/matrix.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { I, minus, T, times } from '../_exact.ts';
import { within } from './_requireSizes.ts';

export type M = Matrix<Rational>;

/** Powers are asked for up to some beyond the first that is 0. */
const MOST_POWER = 100;

/**
 * A case in the letters of the survey: its layers are in our order, its inputs white, its Σ our Σyx, its τ 1. The matrix blk_k of
 * section 2.1.1 is `blk`.
 */
export interface Network {
  readonly h: number;
  /** d_0 = d_x, …, d_h = d_y. */
  readonly d: readonly number[];
  readonly dx: number;
  readonly dy: number;
  /** W_1 first. */
  readonly W: readonly M[];
  readonly Sigma: M;
  readonly A: M;
  /** blk_h(Σ). */
  readonly E: M;
  blk(k: number, blocks: readonly M[]): M;
  /** W_(i:j) = W_j ⋯ W_i for 1 ≤ i ≤ h + 1 and 0 ≤ j ≤ h, else RANGE; the identity of d_(i−1) where j < i. */
  product(i: number, j: number): M;
  /** A^k, k ≥ 0; A⁰ = I. */
  power(k: number): M;
}

export function networkOf({ flow: { layers, sigmaYX } }: FlowCase): Network {
  return network(layers, sigmaYX);
}

/** SHAPE where layers do not follow each other or Σ is not d_y×d_x, RANGE without a layer. */
export function network(W: readonly M[], Sigma: M): Network {
  const d = widthsOf(flow({ layers: W, sigmaYX: Sigma }).layers);
  const h = W.length;
  const blk = (k: number, blocks: readonly M[]): M => blockShift(rationalField, k, blocks, d);
  const A = adjacencyMatrix(rationalField, W);
  const powers = [I(A.rows), A];
  const power = (k: number): M => {
    within('k', k, 0, MOST_POWER);
    while (powers.length <= k) powers.push(times(powers.at(-1)!, A));
    return powers[k]!;
  };
  return {
    h,
    d,
    dx: d[0]!,
    dy: d[h]!,
    W,
    Sigma,
    A,
    E: blk(h, [Sigma]),
    blk,
    power,
    product: (i, j) => {
      within('i', i, 1, h + 1);
      within('j', j, 0, h);
      return j < i ? I(d[i - 1]!) : mapOfLayers(rationalField, W.slice(i - 1, j));
    },
  };
}

/** V_1 … V_h, P_1 … of a case: `extra` holds them under "V1", "V2", …. */
export function family({ extra }: FlowCase, letter: string): readonly M[] {
  const found: M[] = [];
  for (let j = 1; extra[`${letter}${j}`] !== undefined; j++) found.push(extra[`${letter}${j}`]!);
  return found;
}

export const asExtra = (letter: string, matrices: readonly M[]): Record<string, M> =>
  Object.fromEntries(matrices.map((matrix, j) => [`${letter}${j + 1}`, matrix]));

/** from, …, to. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k);

export const sum = (terms: readonly M[]): M => terms.reduce((a, b) => add(rationalField, a, b));
/** Σ of numbers. */
export const total = (terms: readonly Rational[]): Rational => terms.reduce((a, b) => a.add(b), Rational.ZERO);
export const tr = (a: M): Rational => trace(rationalField, a);
/** ⟨a, b⟩_F. */
export const inner = (a: M, b: M): Rational => innerProduct(rationalField, a, b);
/** ‖a‖²_F. */
export const squared = (a: M): Rational => inner(a, a);
export const commutator = (a: M, b: M): M => minus(times(a, b), times(b, a));
export const isZero = (a: M): boolean => a.data.every(entry => entry.sign() === 0);
export const rational = (value: number, over = 1): Rational => Rational.of(value, over);

/** E − A^h. */
export const errorOf = ({ E, power, h }: Network): M => minus(E, power(h));

/** (A^(h−j))ᵀ(E − A^h)(A^(j−1))ᵀ, a term of equation 12. */
export const flowTerm = (net: Network, j: number): M =>
  times(T(net.power(net.h - j)), errorOf(net), T(net.power(j - 1)));

/** dA/dt of equation 12. */
export const velocity = (net: Network): M => sum(range(1, net.h).map(j => flowTerm(net, j)));
