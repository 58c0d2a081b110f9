import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DloError } from '../errors.ts';
import { type Binary, midpointOf, radiusOf } from './binary/binary.ts';
import { binarySystem } from './binary/binarySystem.ts';
import { decimalField } from './decimal/decimalField.ts';
import { convert, frobeniusNorm, inverse, multiply, subtract } from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import { float64System, jacobiSystem, type NumberSystem } from './numberSystem.ts';
import { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';
import { type KnownOfMatrix, matrixPower, semidefinitePower } from './semidefinitePower.ts';

const PROVEN: KnownOfMatrix<unknown> = { isSymmetric: () => true, isSemidefinite: () => true, isRounding: () => false };
const UNKNOWN: KnownOfMatrix<unknown> = { ...PROVEN, isSymmetric: () => false, isSemidefinite: () => false };

const matrix = (rows: readonly (readonly (number | string)[])[]): Matrix<Rational> =>
  Matrix.generate(rows.length, rows[0]!.length, (i, j) => Rational.of(rows[i]![j]!));

const gram = (a: Matrix<Rational>): Matrix<Rational> => multiply(rationalField, a, a.transpose());

/** Regular, of rank 1, with a tie, zero, without rows, and of eigenvalues 40 orders of magnitude apart. */
const GRAMS: Readonly<Record<string, Matrix<Rational>>> = {
  regular: gram(
    matrix([
      [1, '7/25'],
      ['1/3', 2],
    ]),
  ),
  'of rank 1': gram(
    matrix([
      [1, 2],
      ['1/3', '2/3'],
      ['1/7', '2/7'],
    ]),
  ),
  tied: gram(
    matrix([
      ['1/3', 0, 0],
      [0, '1/3', 0],
      [0, 0, 2],
    ]),
  ),
  zero: gram(
    matrix([
      [0, 0],
      [0, 0],
    ]),
  ),
  'without rows': new Matrix<Rational>(0, 0, []),
  'of two scales': gram(
    matrix([
      [1, 1],
      [0, '1e-20'],
    ]),
  ),
}; // prettier-ignore

const EXPONENTS = ['1/2', '1/3', '2/3', '3/2', '7/4'];

function raised<T>(system: NumberSystem<T>, a: Matrix<Rational>, exponent: string, known = PROVEN): Matrix<T> {
  return semidefinitePower(system, convert(system.field, a), Rational.of(exponent), known as KnownOfMatrix<T>);
}

/** Whether each ball of the coarse value meets that of the fine one. */
function holds(coarse: Matrix<Binary>, fine: Matrix<Binary>): boolean {
  return coarse.data.every((ball, i) => {
    const distance = midpointOf(ball).sub(midpointOf(fine.data[i]!)).abs();
    return distance.sub(radiusOf(ball).add(radiusOf(fine.data[i]!))).sign() <= 0;
  });
}

describe.each(Object.entries(GRAMS))('powers of a matrix that is %s', (_name, a) => {
  it.each(EXPONENTS)('^%s: its own power by the denominator is that of A by the numerator', exponent => {
    const [p, q] = [Number(Rational.of(exponent).n), Number(Rational.of(exponent).d)];
    for (const [system, slack] of [
      [float64System, 1e-6],
      [jacobiSystem(decimalField(60)), 1e-15],
    ] as const) {
      const any = system as NumberSystem<unknown>;
      const [left, right] = [
        matrixPower(any.field, raised(any, a, exponent), q),
        matrixPower(any.field, convert(any.field, a), p),
      ];
      const error = any.field.toNumber(frobeniusNorm(any.field, subtract(any.field, left, right)));
      expect(error).toBeLessThanOrEqual(slack * (1 + any.field.toNumber(frobeniusNorm(any.field, right))));
    }
  });

  it.each(EXPONENTS)('^%s: balls of 20 digits hold what 120 digits give', exponent => {
    expect(holds(raised(binarySystem(20), a, exponent), raised(binarySystem(120), a, exponent))).toBe(true);
  });
});

it('balls hold the power of every Gram matrix of small whole numbers', () => {
  const entries = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(entries, fc.constantFrom('1/2', '1/3', '5/2'), (data, exponent) => {
      const a = gram(
        new Matrix(
          3,
          2,
          data.map(entry => Rational.of(entry)),
        ),
      );
      return holds(raised(binarySystem(15), a, exponent), raised(binarySystem(90), a, exponent));
    }),
    { seed: 4, numRuns: 40 },
  );
});

it('keeps all digits where no eigenvalue is near zero', () => {
  const [value] = raised(binarySystem(50), GRAMS.regular!, '1/2').data;
  expect(radiusOf(value!).toNumber()).toBeLessThan(1e-48);
});

it('a negative power is the inverse of the positive one', () => {
  const system = binarySystem(40);
  const [minus, plus] = [raised(system, GRAMS.regular!, '-1/2'), raised(system, GRAMS.regular!, '1/2')];
  expect(holds(minus, inverse(system.field, plus))).toBe(true);
});

describe('what has no such power', () => {
  const codeOf = (a: Matrix<Rational>, exponent: string, system: NumberSystem<never>, known = PROVEN): string => {
    try {
      raised(system, a, exponent, known);
      return 'none';
    } catch (error) {
      return (error as DloError).code;
    }
  };
  const systems = [float64System, jacobiSystem(decimalField(30)), binarySystem(30)] as unknown as NumberSystem<never>[];
  it.each<[string, Matrix<Rational>, string, string, string]>([
    [
      'a matrix that is not symmetric',
      matrix([
        [1, 2],
        [0, 1],
      ]),
      '1/2',
      'LIMIT',
      'LIMIT',
    ],
    [
      'a negative eigenvalue',
      matrix([
        [0, 1],
        [1, 0],
      ]),
      '1/2',
      'NOT_REAL',
      'NOT_REAL',
    ],
    [
      'minus a tied matrix',
      matrix([
        [-1, 0],
        [0, -1],
      ]),
      '1/3',
      'NOT_REAL',
      'NOT_REAL',
    ],
    ['a negative power of rank loss', GRAMS['of rank 1']!, '-1/2', 'PRECISION', 'PRECISION'],
    ['a negative power of zero', GRAMS.zero!, '-1/2', 'PRECISION', 'SINGULAR'],
  ])('%s', (_name, a, exponent, rounded, enclosed) => {
    const known = { ...PROVEN, isSemidefinite: () => false };
    expect(systems.map(system => codeOf(a, exponent, system, known))).toEqual([rounded, rounded, enclosed]);
  }); // prettier-ignore

  it('and what is not known to have one: a singular matrix whose balls hold others', () => {
    expect(codeOf(GRAMS['of rank 1']!, '1/2', systems[2]!, UNKNOWN)).toBe('PRECISION');
    expect(codeOf(GRAMS.regular!, '1/2', systems[2]!, { ...PROVEN, isSemidefinite: () => false })).toBe('none');
  });
});
