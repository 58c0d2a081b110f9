import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, multiply, scale, subtract, zeros } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { rank } from '../../src/numbers/rank.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { symmetricMatrix } from '../testing/riccatiInputs.ts';
import { rationals } from '../testing/testProblems.ts';
import { asMatrix, type EvenAlgebra, evenAlgebra, multiplyEven, timesX } from './evenAlgebra.ts';
import { overOneDenominator } from './integerMatrix.ts';

const exact = rationalField;

const fractions = (a: Matrix<bigint>): Matrix<Rational> => a.map(entry => Rational.of(entry));

/** Σ factors[k]·A^k. */
function combined({ powers }: EvenAlgebra, factors: readonly Rational[]): Matrix<Rational> {
  return powers.reduce(
    (sum, power, k) => add(exact, sum, scale(exact, factors[k]!, fractions(power))),
    zeros(exact, powers[0]!.rows, powers[0]!.rows),
  );
}

/** The polynomial with these coefficients of x, exactly. */
function polynomial(algebra: EvenAlgebra, coefficients: readonly bigint[]): Matrix<Rational> {
  return combined(
    algebra,
    coefficients.map((entry, k) => Rational.ratio(entry, 1n << BigInt(algebra.shift * k))),
  );
}

function squareOf(F: Matrix<Rational>): Matrix<Rational> {
  const entries = fractions(overOneDenominator(F).entries);
  return multiply(exact, entries, entries);
}

const largest = (a: Matrix<Rational>): number => Math.max(...a.data.map(entry => Math.abs(entry.toNumber())));

describe('evenAlgebra', () => {
  it('finds the minimal polynomial of F²', () => {
    fc.assert(
      fc.property(symmetricMatrix, F => {
        const algebra = evenAlgebra(overOneDenominator(F));
        const { degree, powers, reduction } = algebra;
        const next = multiply(exact, squareOf(F), fractions(powers.at(-1)!));
        const reduced = combined(
          algebra,
          reduction.map(entry => Rational.of(entry)),
        );
        expect(next.data.map(String)).toEqual(reduced.data.map(String));
        // None of a lower degree would do: the powers are independent.
        const rows = powers.flatMap(power => fractions(power).data);
        expect(rank(exact, new Matrix(degree, F.rows ** 2, rows))).toBe(degree);
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  it.each([
    [
      'zero',
      [
        [0, 0],
        [0, 0],
      ],
      1,
    ],
    [
      '±2',
      [
        [0, 2],
        [2, 0],
      ],
      1,
    ],
    [
      '±√2 and 1',
      [
        [1, 1, 0],
        [1, -1, 0],
        [0, 0, 1],
      ],
      2,
    ],
    [
      'three sizes',
      [
        [1, 0, 0],
        [0, -2, 0],
        [0, 0, 3],
      ],
      3,
    ],
  ])('has as many coefficients as F² has different eigenvalues: %s', (_, rows, degree) => {
    expect(evenAlgebra(overOneDenominator(rationals(rows))).degree).toBe(degree);
  });
});

describe('arithmetic of even functions', () => {
  const entry = fc.bigInt({ min: -(1n << 40n), max: 1n << 40n });
  const coefficients = fc.array(entry, { minLength: 4, maxLength: 4 });

  it('multiplies up to degree² units, and by x up to degree', () => {
    fc.assert(
      fc.property(symmetricMatrix, coefficients, coefficients, (F, first, second) => {
        const algebra = evenAlgebra(overOneDenominator(F));
        const [a, b] = [first.slice(0, algebra.degree), second.slice(0, algebra.degree)];
        const A = polynomial(algebra, a);
        const expected = multiply(exact, A, polynomial(algebra, b));
        const product = polynomial(algebra, multiplyEven(algebra, a, b));
        expect(largest(subtract(exact, product, expected))).toBeLessThanOrEqual(algebra.degree ** 2);
        const x = scale(exact, Rational.ratio(1n, 1n << BigInt(algebra.shift)), squareOf(F));
        const shifted = polynomial(algebra, timesX(algebra, a));
        expect(largest(subtract(exact, shifted, multiply(exact, x, A)))).toBeLessThanOrEqual(algebra.degree);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it('becomes a matrix up to degree − 1 units', () => {
    fc.assert(
      fc.property(symmetricMatrix, coefficients, (F, values) => {
        const algebra = evenAlgebra(overOneDenominator(F));
        const a = values.slice(0, algebra.degree);
        const off = subtract(exact, fractions(asMatrix(algebra, a)), polynomial(algebra, a));
        expect(largest(off)).toBeLessThanOrEqual(algebra.degree - 1);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it('keeps x between 0 and 1: the sum of absolute coefficients bounds the spectral norm', () => {
    fc.assert(
      fc.property(symmetricMatrix, F => {
        const { shift } = evenAlgebra(overOneDenominator(F));
        // The row sums bound the eigenvalues.
        const sums = squareOf(F)
          .toRows()
          .map(row => row.reduce((sum, each) => sum.add(each.abs()), Rational.ZERO));
        for (const sum of sums) expect(sum.compare(Rational.of(1n << BigInt(shift)))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});
