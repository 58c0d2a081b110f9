import { stackCols, zeros } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import type { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';

/** Vectors of one length as the columns of a matrix. */
export function columns(vectors: readonly (readonly Rational[])[], length: number): Matrix<Rational> {
  return Matrix.generate(length, vectors.length, (i, j) => vectors[j]![i]!);
}

/** The dimension of what vectors of one length span. */
export function spanned(vectors: readonly (readonly Rational[])[], length: number): number {
  return rank(rationalField, columns(vectors, length));
}

/** Whether a vector lies in the span of others. */
export function liesIn(vector: readonly Rational[], vectors: readonly (readonly Rational[])[]): boolean {
  const others = vectors.length === 0 ? zeros(rationalField, vector.length, 1) : columns(vectors, vector.length);
  const all = stackCols(others, columns([vector], vector.length));
  return rank(rationalField, all) === rank(rationalField, others);
}

export function dot(a: readonly Rational[], b: readonly Rational[]): Rational {
  return a.map((entry, i) => entry.mul(b[i]!)).reduce((sum, entry) => sum.add(entry));
}
