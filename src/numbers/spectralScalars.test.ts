import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binarySystem } from './binary/binarySystem.ts';
import { characteristicPolynomial } from './characteristicPolynomial.ts';
import { decimalField } from './decimal/decimalField.ts';
import { Matrix } from './matrix.ts';
import { float64System, jacobiSystem } from './numberSystem.ts';
import { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';
import { determinant, singularValues, symmetricEigenvalues } from './spectralScalars.ts';

const matrix = (rows: readonly (readonly (string | number)[])[]): Matrix<Rational> =>
  Matrix.fromRows(rows.map(row => row.map(entry => Rational.of(entry))));
const KNOWN = { isSymmetric: () => true, isSemidefinite: () => false, isRounding: () => false };

describe('determinant', () => {
  it.each([
    [[[3]], '3'],
    [
      [
        [1, 2],
        [3, 4],
      ],
      '-2',
    ],
    [
      [
        [1, 2],
        [2, 4],
      ],
      '0',
    ],
    [
      [
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ],
      '1',
    ],
    [
      [
        [2, 0, 1],
        ['1/3', 1, 0],
        [0, '1/2', 5],
      ],
      '61/6',
    ],
    [
      [
        [0, 0],
        [0, 0],
      ],
      '0',
    ],
  ])('%j is %s', (rows, expected) => {
    expect(determinant(rationalField, matrix(rows)).toString()).toBe(expected);
  });

  it('is 1 of a matrix without rows, and that of its factors', () => {
    expect(determinant(rationalField, new Matrix<Rational>(0, 0, [])).toString()).toBe('1');
    const [A, B] = [
      matrix([
        [1, 2, 0],
        [0, '1/2', 3],
        [4, 0, 1],
      ]),
      matrix([
        [2, 1, 1],
        [0, 3, 0],
        ['1/5', 0, 1],
      ]),
    ];
    const product = Matrix.generate(3, 3, (i, j) =>
      [0, 1, 2].map(k => A.at(i, k).mul(B.at(k, j))).reduce((a, b) => a.add(b)),
    );
    const of = (a: Matrix<Rational>) => determinant(rationalField, a);
    expect(of(product).toString()).toBe(of(A).mul(of(B)).toString());
  });

  it('of fractions is the last coefficient of the characteristic polynomial, whatever entries are zero', () => {
    const entry = fc.constantFrom('0', '0', '1', '-1', '2/3', '-7/5', '123456789/1024', '9007199254740993');
    const square = fc
      .integer({ min: 1, max: 5 })
      .chain(n => fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }));
    fc.assert(
      fc.property(square, rows => {
        const last = characteristicPolynomial(rationalField, matrix(rows)).at(-1)!;
        const expected = rows.length % 2 === 0 ? last : last.neg();
        expect(determinant(rationalField, matrix(rows)).toString()).toBe(expected.toString());
      }),
      { numRuns: 300, seed: 6 },
    );
  });
});

describe('eigenvalues and singular values', () => {
  // Eigenvalues 1, 1 and 4: a tie.
  const tied = [
    [2, 1, 1],
    [1, 2, 1],
    [1, 1, 2],
  ];

  it('gives those of a symmetric matrix, negative ones and ties too', () => {
    const values = symmetricEigenvalues(
      float64System,
      matrix([
        [0, 2],
        [2, 3],
      ]).map(x => x.toNumber()),
      KNOWN,
    );
    expect([...values].sort((a, b) => a - b).map(value => Math.round(1e12 * value) / 1e12)).toEqual([-1, 4]);
    const decimal = jacobiSystem(decimalField(40));
    const found = symmetricEigenvalues(decimal, matrix(tied).map(decimal.field.of), KNOWN);
    expect(found.map(value => value.toFixed(30)).sort()).toEqual([
      `1.${'0'.repeat(30)}`,
      `1.${'0'.repeat(30)}`,
      `4.${'0'.repeat(30)}`,
    ]);
    expect(symmetricEigenvalues(decimal, new Matrix(0, 0, []), KNOWN)).toEqual([]);
  });

  it('refuses a matrix that is not symmetric', () => {
    const a = matrix([
      [1, 2],
      [0, 1],
    ]).map(x => x.toNumber());
    expect(() => symmetricEigenvalues(float64System, a, KNOWN)).toThrow(expect.objectContaining({ code: 'LIMIT' }));
  });

  it('encloses each of them, tied ones too', () => {
    const system = binarySystem(40);
    const { field } = system;
    const enclosed = symmetricEigenvalues(system, matrix(tied).map(field.of), KNOWN);
    for (const [at, exact] of [4, 1, 1].entries()) {
      const off = field.sub(enclosed[at]!, field.of(exact));
      expect(field.toNumber(field.bounds!.upper(off))).toBeLessThan(1e-35);
      // The ball holds the exact value.
      expect(field.isZero(off) || !field.bounds!.signIsKnown(off)).toBe(true);
    }
    // 3-4-5 twice, and a value of zero.
    const values = singularValues(
      system,
      matrix([
        [3, 4, 0, 0],
        [0, 0, -4, 3],
        [0, 0, 0, 0],
      ]).map(field.of),
    );
    for (const [at, exact] of [5, 5, 0].entries()) {
      const off = field.sub(values[at]!, field.of(exact));
      expect(field.toNumber(field.bounds!.upper(off))).toBeLessThan(1e-35);
      expect(field.isZero(off) || !field.bounds!.signIsKnown(off)).toBe(true);
    }
  });

  it('widens with what the entries are uncertain by', () => {
    const { field, ...system } = binarySystem(40);
    const bounds = field.bounds!;
    const a = matrix(tied).map(entry => bounds.widen(field.of(entry), field.of(Rational.of('1/1000'))));
    const symmetric = Matrix.generate(3, 3, (i, j) => a.at(Math.min(i, j), Math.max(i, j)));
    const known = { ...KNOWN, isSymmetric: () => true };
    const [largest] = symmetricEigenvalues({ field, ...system }, symmetric, known);
    // 4.003 is the largest eigenvalue of one of the matrices in these balls, 4.1 of none.
    expect(bounds.signIsKnown(field.sub(largest!, field.of(Rational.of('4003/1000'))))).toBe(false);
    expect(bounds.signIsKnown(field.sub(largest!, field.of(Rational.of('41/10'))))).toBe(true);
  });

  it('gives the singular values of a matrix of any shape', () => {
    const values = singularValues(
      float64System,
      matrix([
        [3, 0, 0],
        [0, 0, -4],
      ]).map(x => x.toNumber()),
    );
    expect(values.map(value => Math.round(1e12 * value) / 1e12)).toEqual([4, 3]);
    expect(singularValues(float64System, new Matrix<number>(0, 2, []))).toEqual([]);
  });
});
