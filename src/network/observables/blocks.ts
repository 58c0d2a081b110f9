import { DloError } from '../../errors.ts';
import type { Field } from '../../numbers/field.ts';
import { multiply, stackCols, stackRows } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import type { Weights } from '../problem.ts';

/** Something of each block of QQᵀ, Q = [W1ᵀ; W2]. */
export interface EachBlock<V> {
  /** Of W1ᵀW1, Ni×Ni. */
  readonly gram1: V;
  /** Of the network map W2W1, No×Ni. */
  readonly map: V;
  /** Of W2W2ᵀ, No×No. */
  readonly gram2: V;
}

export const BLOCKS: readonly (keyof EachBlock<unknown>)[] = ['gram1', 'map', 'gram2'];

/** The blocks themselves: what can be seen of a network that does not depend on its hidden basis. */
export interface Blocks<T> extends EachBlock<Matrix<T>> {}

/** The blocks under the names by which they are shown, the upper right one too: who states QQᵀ may have it wrong alone. */
export type NamedBlocks<V> = Readonly<Record<'W1ᵀW1' | 'W2W1' | 'W2W2ᵀ' | 'W1ᵀW2ᵀ', V>>;

export function blocksOf<T>(field: Field<T>, { W1, W2 }: Weights<T>): Blocks<T> {
  return {
    gram1: multiply(field, W1.transpose(), W1),
    map: multiply(field, W2, W1),
    gram2: multiply(field, W2, W2.transpose()),
  };
}

/** The blocks of a given QQᵀ, (Ni+No)×(Ni+No); the map is read from the lower left. SHAPE where Ni does not fit in. */
export function blocksOfQqt<T>(qqt: Matrix<T>, Ni: number): Blocks<T> {
  const size = qqt.rows;
  if (qqt.cols !== size || !(Ni >= 1 && Ni < size))
    throw new DloError('SHAPE', 'qqt', `must be (Ni+No)×(Ni+No) with Ni = ${Ni} and No ≥ 1`, qqt.shape);
  return {
    gram1: qqt.slice(0, Ni, 0, Ni),
    map: qqt.slice(Ni, size, 0, Ni),
    gram2: qqt.slice(Ni, size, Ni, size),
  };
}

/** All that stands in a given QQᵀ, the upper right block as it stands there. SHAPE as `blocksOfQqt`. */
export function namedBlocks<T>(qqt: Matrix<T>, Ni: number): NamedBlocks<Matrix<T>> {
  const { gram1, map, gram2 } = blocksOfQqt(qqt, Ni);
  return { W1ᵀW1: gram1, W2W1: map, W2W2ᵀ: gram2, W1ᵀW2ᵀ: qqt.slice(0, Ni, Ni, qqt.cols) };
}

/** QQᵀ from its blocks (eq. 1 domine2025). */
export function qqtOf<T>({ gram1, map, gram2 }: Blocks<T>): Matrix<T> {
  return stackRows(stackCols(gram1, map.transpose()), stackCols(map, gram2));
}
