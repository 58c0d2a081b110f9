import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inertia } from './inertia.ts';
import { isPositiveSemidefinite } from './isPositiveSemidefinite.ts';
import { product } from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import { rank } from './rank.ts';
import { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';

const F = rationalField;
const rows = (entries: readonly (readonly number[])[]): Matrix<Rational> =>
  Matrix.fromRows(entries.map(row => row.map(entry => Rational.of(entry))));

it('counts eigenvalues by sign', () => {
  expect(
    inertia(
      rows([
        [0, 1],
        [1, 0],
      ]),
    ),
  ).toEqual({ positive: 1, zero: 0, negative: 1 });
  expect(
    inertia(
      rows([
        [2, 0, 0],
        [0, -3, 0],
        [0, 0, 0],
      ]),
    ),
  ).toEqual({ positive: 1, zero: 1, negative: 1 });
  // −1 twice and 2
  expect(
    inertia(
      rows([
        [0, 1, 1],
        [1, 0, 1],
        [1, 1, 0],
      ]),
    ),
  ).toEqual({ positive: 1, zero: 0, negative: 2 });
  expect(inertia(new Matrix<Rational>(0, 0, []))).toEqual({ positive: 0, zero: 0, negative: 0 });
});

const small = fc.integer({ min: -2, max: 2 });
const square = fc
  .integer({ min: 1, max: 5 })
  .chain(size => fc.tuple(fc.constant(size), fc.array(small, { minLength: size * size, maxLength: size * size })));
const matrixOf = ([size, entries]: [number, number[]]): Matrix<Rational> =>
  Matrix.generate(size, size, (i, j) => Rational.of(entries[i * size + j]!));

it('is what congruence leaves: that of a diagonal matrix seen from any basis', () => {
  fc.assert(
    fc.property(square, fc.array(small, { minLength: 5, maxLength: 5 }), (given, signs) => {
      const S = matrixOf(given);
      fc.pre(rank(F, S) === S.rows);
      const D = Matrix.generate(S.rows, S.rows, (i, j) => Rational.of(i === j ? signs[i]! : 0));
      const used = signs.slice(0, S.rows);
      expect(inertia(product(F, S.transpose(), D, S))).toEqual({
        positive: used.filter(sign => sign > 0).length,
        zero: used.filter(sign => sign === 0).length,
        negative: used.filter(sign => sign < 0).length,
      });
    }),
  );
});

it('agrees with rank and semidefiniteness', () => {
  fc.assert(
    fc.property(square, given => {
      const B = matrixOf(given);
      const A = B.map((entry, i, j) => entry.add(B.at(j, i)));
      const { positive, zero, negative } = inertia(A);
      expect(positive + negative).toBe(rank(F, A));
      expect(zero).toBe(A.rows - positive - negative);
      expect(negative === 0).toBe(isPositiveSemidefinite(A));
    }),
  );
});
