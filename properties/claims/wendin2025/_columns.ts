import { DloError } from '../../../src/errors.ts';
import { stackCols, zeros } from '../../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../../src/numbers/matrix.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';

/** Vectors of one length as the columns of a matrix; SHAPE where one has another. */
export function columns(vectors: readonly (readonly Rational[])[], length: number): Matrix<Rational> {
  vectors.forEach((vector, j) => {
    requireLength(`vectors[${j}]`, vector, length);
  });
  return Matrix.generate(length, vectors.length, (i, j) => vectors[j]![i]!);
}

/** The dimension of what vectors of one length span; 0 without any. */
export function spanned(vectors: readonly (readonly Rational[])[], length: number): number {
  return rank(rationalField, columns(vectors, length));
}

/** Whether a vector lies in the span of others. */
export function liesIn(vector: readonly Rational[], vectors: readonly (readonly Rational[])[]): boolean {
  const others = vectors.length === 0 ? zeros(rationalField, vector.length, 1) : columns(vectors, vector.length);
  const all = stackCols(others, columns([vector], vector.length));
  return rank(rationalField, all) === rank(rationalField, others);
}

/** Of vectors of one length, else SHAPE; 0 where they have no entries. */
export function dot(a: readonly Rational[], b: readonly Rational[]): Rational {
  requireLength('b', b, a.length);
  return a.reduce((sum, entry, i) => sum.add(entry.mul(b[i]!)), Rational.ZERO);
}

function requireLength(argument: string, vector: readonly Rational[], length: number): void {
  if (vector.length !== length) throw new DloError('SHAPE', argument, `must have ${length} entries`, vector.length);
}
