import { DloError } from '../../errors.ts';
import type { Field } from '../../numbers/field.ts';
import { trace } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import type { Blocks } from './blocks.ts';

/**
 * The distance 1 − ⟨K0, Kt⟩/(‖K0‖‖Kt‖) of two kernels (domine2025, B.4), between 0 and 1 for positive semidefinite ones.
 * SHAPE for unequal shapes, SINGULAR where a kernel is zero: it has no direction. Needs roots.
 */
export function kernelDistance<T>(field: Field<T>, K0: Matrix<T>, Kt: Matrix<T>): T {
  if (K0.rows !== Kt.rows || K0.cols !== Kt.cols)
    throw new DloError('SHAPE', 'Kt', `must have the shape of K0 (${K0.shape})`, Kt.shape);
  return oneMinusCosine(field, K0.data, Kt.data);
}

/**
 * The same distance of two neural tangent kernels from the blocks W1ᵀW1, W2W2ᵀ of QQᵀ, for white inputs (XXᵀ ∝ I), without
 * forming the (No·P)×(No·P) kernels. SHAPE for blocks of unequal sizes, SINGULAR where a kernel is zero.
 *
 * With A = W1ᵀW1, B = W2W2ᵀ and XXᵀ = cI the kernel is K = (I ⊗ Xᵀ)(I_No ⊗ A + B ⊗ I_Ni)(I ⊗ X), so that
 *   ⟨K, K'⟩ = c² ⟨I ⊗ A + B ⊗ I, I ⊗ A' + B' ⊗ I⟩
 *           = c² (No⟨A, A'⟩ + tr B' tr A + tr B tr A' + Ni⟨B, B'⟩),      as ⟨I ⊗ A, B' ⊗ I⟩ = tr B' tr A.
 * Splitting off the traces, A = A° + αI and B = B° + βI with α = tr A/Ni, β = tr B/No, makes it a sum of products
 *   ⟨K, K'⟩ = c² (No⟨A°, A°'⟩ + Ni⟨B°, B°'⟩ + Ni No (α + β)(α' + β')):
 * the inner product of the vectors (√No A°, √Ni B°, √(Ni No)(α + β)), whose angle is asked for. c drops out.
 */
export function kernelDistanceFromBlocks<T>(field: Field<T>, first: KernelBlocks<T>, second: KernelBlocks<T>): T {
  for (const name of ['gram1', 'gram2'] as const) {
    if (first[name].shape !== second[name].shape)
      throw new DloError('SHAPE', name, `must have the same shape in both (${first[name].shape})`, second[name].shape);
  }
  return oneMinusCosine(field, kernelCoordinates(field, first), kernelCoordinates(field, second));
}

type KernelBlocks<T> = Pick<Blocks<T>, 'gram1' | 'gram2'>;

function kernelCoordinates<T>(field: Field<T>, { gram1: A, gram2: B }: KernelBlocks<T>): T[] {
  const [Ni, No] = [field.of(A.rows), field.of(B.rows)];
  const alpha = field.div(trace(field, A), Ni);
  const beta = field.div(trace(field, B), No);
  const [rootOfNi, rootOfNo] = [field.sqrt(Ni), field.sqrt(No)];
  return [
    ...withoutMean(field, A, alpha).map(entry => field.mul(rootOfNo, entry)),
    ...withoutMean(field, B, beta).map(entry => field.mul(rootOfNi, entry)),
    field.mul(field.sqrt(field.mul(Ni, No)), field.add(alpha, beta)),
  ];
}

function withoutMean<T>(field: Field<T>, a: Matrix<T>, mean: T): readonly T[] {
  return a.map((entry, i, j) => (i === j ? field.sub(entry, mean) : entry)).data;
}

/** 1 − cos of the angle as ½‖u − v‖² of the unit vectors: 1 minus a cosine near 1 would keep none of its digits. */
function oneMinusCosine<T>(field: Field<T>, x: readonly T[], y: readonly T[]): T {
  const [u, v] = [normalised(field, x, 'K0'), normalised(field, y, 'Kt')];
  const squared = u.reduce((sum, entry, i) => {
    const difference = field.sub(entry, v[i]!);
    return field.add(sum, field.mul(difference, difference));
  }, field.zero);
  return field.div(squared, field.of(2));
}

/** By the largest entry first, so that squares of very small or large kernels stay inside float64. */
function normalised<T>(field: Field<T>, vector: readonly T[], name: string): T[] {
  const largest = vector.map(field.abs).reduce((a, b) => (field.compare(a, b) < 0 ? b : a), field.zero);
  if (field.isZero(largest)) throw new DloError('SINGULAR', name, 'must not be zero to have a direction', 0);
  const scaled = vector.map(entry => field.div(entry, largest));
  const length = field.sqrt(scaled.reduce((sum, entry) => field.add(sum, field.mul(entry, entry)), field.zero));
  return scaled.map(entry => field.div(entry, length));
}
