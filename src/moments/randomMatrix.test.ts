import { describe, expect, it } from 'vitest';
import { add, identity, multiply, subtract, trace } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Polynomial, polynomialField } from '../numbers/polynomial.ts';
import { Rational } from '../numbers/rational.ts';
import { byMoments, cauchy, type Distribution, gaussian, laplace, signs, student, uniform } from './distribution.ts';
import { covariance, expectation, matrixOfLetters, randomEntries, variance } from './expectation.ts';
import { atWidths, covarianceOf, expectationOf, RandomMatrix, RandomNumber, varianceOf } from './randomMatrix.ts';

const standard = gaussian(1);
const layer = (entries: Distribution = standard, name = 'W') => RandomMatrix.layer(name, 'n', 'p', entries);
const text = (polynomial: Polynomial) => polynomial.toString();

describe('moments of random matrices with letters as widths', () => {
  const W = layer();
  const gram = W.times(W.transpose);

  it('of Wishart matrices are those of the tables', () => {
    expect(text(expectationOf(gram.trace))).toBe('n p');
    expect(text(expectationOf(gram.times(gram).trace))).toBe('n p^2 + n^2 p + n p');
    // n p³ + 3n²p² + n³p and lower ones: the genus expansion of E tr(WWᵀ)³.
    expect(text(expectationOf(gram.times(gram).times(gram).trace))).toBe(
      'n p^3 + 3 n^2 p^2 + n^3 p + 3 n p^2 + 3 n^2 p + 4 n p',
    );
    expect(text(varianceOf(gram.trace))).toBe('2 n p');
    expect(text(varianceOf(gram.entry(1, 1)))).toBe('2 p');
    expect(text(varianceOf(gram.entry(1, 2)))).toBe('p');
    expect(text(covarianceOf(gram.entry(1, 1), gram.entry(2, 2)))).toBe('0');
    expect(text(covarianceOf(gram.entry(1, 2), gram.entry(2, 1)))).toBe('p');
    expect(text(varianceOf(gram.times(gram).trace))).toBe(
      '8 n p^3 + 20 n^2 p^2 + 8 n^3 p + 20 n p^2 + 20 n^2 p + 20 n p',
    );
  });

  it('of products of independent layers are products', () => {
    const V = RandomMatrix.layer('V', 'p', 'q', gaussian(Polynomial.letter('s')));
    expect(text(expectationOf(W.times(V).squaredNorm))).toBe('n p q s');
    expect(text(varianceOf(W.times(V).entry(1, 1)))).toBe('p s');
    expect(text(covarianceOf(W.entry(1, 1), V.entry(1, 1)))).toBe('0');
  });

  it('know sums, multiples, the identity and numbers', () => {
    const shifted = gram.minus(RandomMatrix.identity('n').scaled(Polynomial.letter('p')));
    expect(text(expectationOf(shifted.entry(1, 1)))).toBe('0');
    expect(text(expectationOf(shifted.squaredNorm))).toBe('n^2 p + n p');
    expect(text(expectationOf(gram.plus(gram).trace.minus(RandomNumber.of(3))))).toBe('2 n p - 3');
    expect(text(varianceOf(RandomNumber.of(3)))).toBe('0');
    expect(text(expectationOf(RandomMatrix.identity('n').entry(1, 2)))).toBe('0');
    expect(text(expectationOf(RandomMatrix.identity('n').times(RandomMatrix.identity('n')).trace))).toBe('n');
  });

  it('agree with sums over all entries at given widths, whatever the distribution', () => {
    const distributions = [
      gaussian(2),
      gaussian(1, 1),
      uniform(1),
      laplace(1),
      signs(1),
      byMoments('odd', [1, 2, -1, 7, 0, 30, 1, 200]),
    ];
    for (const entries of distributions) {
      const random = randomEntries({ W: entries });
      for (const [n, p] of [
        [1, 1],
        [2, 1],
        [2, 3],
        [3, 2],
      ] as const) {
        const M = matrixOfLetters('W', n, p);
        const product = (a: Matrix<Polynomial>, b: Matrix<Polynomial>) => multiply(polynomialField, a, b);
        const concrete = product(M, M.transpose());
        const own = layer(entries);
        const G = own.times(own.transpose);
        const at = (found: Polynomial) => text(Polynomial.of(atWidths(found, { n, p })));
        expect(at(expectationOf(G.times(G).trace))).toBe(
          text(expectation(trace(polynomialField, product(concrete, concrete)), random)),
        );
        expect(at(varianceOf(G.entry(1, 1)))).toBe(text(variance(concrete.at(0, 0), random)));
        if (n === 1) continue;
        expect(at(varianceOf(G.entry(1, 2)))).toBe(text(variance(concrete.at(0, 1), random)));
        expect(at(covarianceOf(G.entry(1, 1), G.entry(1, 2)))).toBe(
          text(covariance(concrete.at(0, 0), concrete.at(0, 1), random)),
        );
        const shifted = subtract(
          polynomialField,
          add(polynomialField, concrete, concrete),
          identity(polynomialField, n),
        );
        expect(at(varianceOf(G.plus(G).minus(RandomMatrix.identity('n')).entry(2, 2)))).toBe(
          text(variance(shifted.at(1, 1), random)),
        );
      }
    }
  });

  it('refuse widths of zero and products that do not fit', () => {
    const refused = (argument: string, code = 'RANGE') => expect.objectContaining({ code, argument });
    expect(() => atWidths(expectationOf(gram.trace), { n: 0, p: 1 })).toThrow(refused('width n'));
    expect(() => atWidths(expectationOf(gram.trace), { n: 1.5, p: 1 })).toThrow(refused('width n'));
    expect(() => matrixOfLetters('W', 2, 0)).toThrow(refused('width cols'));
    expect(() => W.entry(0, 1)).toThrow(refused('width row'));
    expect(() => W.times(W)).toThrow(refused('factors', 'SHAPE'));
    expect(() => W.plus(W.transpose)).toThrow(refused('rows of summands', 'SHAPE'));
    expect(() => W.trace).toThrow(refused('sizes of a trace', 'SHAPE'));
    expect(() => atWidths(expectationOf(gram.trace), { n: 1 })).toThrow(refused('values', 'UNKNOWN_NAME'));
    expect(
      atWidths(
        expectationOf(layer(gaussian(Polynomial.letter('v'))).squaredNorm),
        { n: 2, p: 3 },
        { v: Rational.of(1, 2) },
      ),
    ).toEqual(Rational.of(3));
  });

  it('refuse moments that do not exist, where they are asked for, and layers of two minds', () => {
    const heavy = layer(cauchy());
    expect(() => expectationOf(heavy.entry(1, 1))).toThrow(/Cauchy/);
    const finite = layer(student(3));
    expect(text(expectationOf(finite.times(finite.transpose).trace))).toBe('3 n p');
    expect(() => varianceOf(finite.times(finite.transpose).entry(1, 1))).toThrow(/3 degrees of freedom/);
    expect(() => varianceOf(finite.times(finite.transpose).entry(1, 2))).not.toThrow();
    expect(() => expectationOf(W.times(layer(gaussian(2)).transpose).trace)).toThrow(/one distribution/);
    const turned = RandomMatrix.layer('W', 'p', 'n', standard);
    expect(() => expectationOf(W.times(turned).trace)).toThrow(expect.objectContaining({ code: 'SHAPE' }));
    const sixth = gram.times(gram).times(gram).trace;
    expect(() => expectationOf(sixth.times(sixth).times(gram.trace))).toThrow(
      expect.objectContaining({ code: 'LIMIT' }),
    );
  });
});
