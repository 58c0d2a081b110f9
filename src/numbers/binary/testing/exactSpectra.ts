import fc from 'fast-check';
import { rationalOrthogonal } from '../../../network/initialisations/rationalOrthogonal.ts';
import { product } from '../../linearAlgebra.ts';
import { Matrix } from '../../matrix.ts';
import { Rational } from '../../rational.ts';
import { rationalField } from '../../rationalField.ts';
import { type Binary, log10Radius, midpointOf, radiusOf } from '../binary.ts';

// For tests: matrices whose singular values and vectors are fractions, and what it means that balls hold them.

const HALF_TANGENTS = ['0', '1', '1/2', '-1/3', '2/3', '3'].map(text => Rational.of(text));
const VALUES = ['0', '0', '1', '1', '2', '1/3', '5', '1/1000', '1000001/1000000'].map(text => Rational.of(text));

export interface ExactSpectrum {
  readonly A: Matrix<Rational>;
  readonly left: Matrix<Rational>;
  readonly right: Matrix<Rational>;
  /** Falling. */
  readonly values: readonly Rational[];
}

function orthogonal(size: number): fc.Arbitrary<Matrix<Rational>> {
  const turns = fc.array(fc.constantFrom(...HALF_TANGENTS), { maxLength: 5 });
  return turns.map(tangents => rationalOrthogonal(size, tangents));
}

/** Falling values, tied and zero ones among them; of both signs where asked. */
function falling(count: number, signed: boolean): fc.Arbitrary<Rational[]> {
  const value = fc.tuple(fc.constantFrom(...VALUES), signed ? fc.boolean() : fc.constant(false));
  return fc
    .array(
      value.map(([size, negative]) => (negative ? size.neg() : size)),
      { minLength: count, maxLength: count },
    )
    .map(values => values.sort((a, b) => b.compare(a)));
}

/** left·diag(values)·rightᵀ, of 1 to 4 rows and columns. */
export const singularSpectra: fc.Arbitrary<ExactSpectrum> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, cols]) =>
    fc.tuple(orthogonal(rows), falling(Math.min(rows, cols), false), orthogonal(cols)).map(([left, values, right]) => {
      const middle = Matrix.generate(rows, cols, (i, j) => (i === j ? values[i]! : Rational.ZERO));
      return { A: product(rationalField, left, middle, right.transpose()), left, right, values };
    }),
  );

/** Symmetric ones: left = right, values of both signs. */
export const symmetricSpectra: fc.Arbitrary<ExactSpectrum> = fc.integer({ min: 1, max: 4 }).chain(size =>
  fc.tuple(orthogonal(size), falling(size, true)).map(([Q, values]) => {
    const middle = Matrix.generate(size, size, (i, j) => (i === j ? values[i]! : Rational.ZERO));
    return { A: product(rationalField, Q, middle, Q.transpose()), left: Q, right: Q, values };
  }),
);

export function holdsExactly(ball: Binary, value: Rational): boolean {
  return value.sub(midpointOf(ball)).abs().compare(radiusOf(ball)) <= 0;
}

export function allHeld(balls: Matrix<Binary>, values: Matrix<Rational>): boolean {
  return balls.rows === values.rows && balls.data.every((ball, k) => holdsExactly(ball, values.data[k]!));
}

/** log10 of the largest radius; −Infinity where all are exact. */
export function log10LargestRadius(balls: readonly Binary[]): number {
  return Math.max(...balls.map(log10Radius));
}

/** [start, end) of equal neighbours. */
export function tiesOf(values: readonly Rational[]): [number, number][] {
  const starts = values.flatMap((value, k) => (k === 0 || !value.equals(values[k - 1]!) ? [k] : []));
  return starts.map((start, index) => [start, starts[index + 1] ?? values.length]);
}

/** X·Yᵀ over the given columns of both. */
export function columnsTimes<T>(
  multiply: (a: Matrix<T>, b: Matrix<T>) => Matrix<T>,
  X: Matrix<T>,
  Y: Matrix<T>,
  start: number,
  end: number,
): Matrix<T> {
  return multiply(X.slice(0, X.rows, start, end), Y.slice(0, Y.rows, start, end).transpose());
}
