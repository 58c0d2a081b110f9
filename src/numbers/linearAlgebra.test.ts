import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalField } from './decimal/decimalField.ts';
import type { Field } from './field.ts';
import { float64Field } from './float64Field.ts';
import {
  add,
  convert,
  diagonal,
  frobeniusNorm,
  identity,
  innerProduct,
  inverse,
  kronecker,
  matrixExponential,
  multiply,
  product,
  scale,
  solve,
  stackCols,
  stackRows,
  subtract,
  trace,
} from './linearAlgebra.ts';
import { Matrix } from './matrix.ts';
import { float64System, jacobiSystem, type NumberSystem } from './numberSystem.ts';
import { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';

const small = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 4 }))
  .map(([n, d]) => Rational.ratio(BigInt(n), BigInt(d)));
const matrixOf = (rows: number, cols: number): fc.Arbitrary<Matrix<Rational>> =>
  fc.array(small, { minLength: rows * cols, maxLength: rows * cols }).map(data => new Matrix(rows, cols, data));

function distance<T>(field: Field<T>, a: Matrix<T>, b: Matrix<T>): number {
  return field.toNumber(frobeniusNorm(field, subtract(field, a, b)));
}

describe('matrixExponential', () => {
  // First: without an end of the series no other test of it would end.
  it('takes a few √digits terms for an exponential', () => {
    const divisionsIn = <T>(field: Field<T>): number => {
      let divisions = 0;
      const div = (a: T, b: T): T => {
        divisions += 1;
        if (divisions > 1000) throw new Error('a series without an end');
        return field.div(a, b);
      };
      matrixExponential({ ...field, div }, identity(field, 1));
      return divisions;
    };
    // One division a term, and one for the scale.
    for (const divisions of [divisionsIn(float64Field), divisionsIn(decimalField(15))]) {
      expect(divisions).toBeGreaterThan(5);
      expect(divisions).toBeLessThan(20);
    }
    expect(divisionsIn(decimalField(100))).toBeGreaterThan(20);
    expect(divisionsIn(decimalField(100))).toBeLessThan(50);
  });
});

describe('linear algebra over a field', () => {
  it('solves exactly in rationals, or says SINGULAR exactly when the determinant is zero', () => {
    fc.assert(
      fc.property(matrixOf(3, 3), matrixOf(3, 2), (a, b) => {
        const m = (i: number, j: number): Rational => a.at(i, j);
        const minor = (i: number, j: number): Rational =>
          m(1, i)
            .mul(m(2, j))
            .sub(m(1, j).mul(m(2, i)));
        const determinant = m(0, 0)
          .mul(minor(1, 2))
          .sub(m(0, 1).mul(minor(0, 2)))
          .add(m(0, 2).mul(minor(0, 1)));
        if (determinant.sign() === 0) expect(() => solve(rationalField, a, b)).toThrow('invertible');
        else {
          expect(distance(rationalFieldWithRoots, multiply(rationalField, a, solve(rationalField, a, b)), b)).toBe(0);
          expect(multiply(rationalField, inverse(rationalField, a), a).toRows()).toEqual(
            identity(rationalField, 3).toRows(),
          );
        }
      }),
    );
  });

  it('stacks matrices of one width, or of one height, and no others', () => {
    const [tall, low, narrow] = [
      new Matrix(3, 2, [1, 2, 3, 4, 5, 6]),
      new Matrix(1, 2, [7, 8]),
      new Matrix(3, 1, [7, 8, 9]),
    ];
    expect(stackRows(tall, low)).toEqual(new Matrix(4, 2, [1, 2, 3, 4, 5, 6, 7, 8]));
    expect(stackCols(tall, narrow)).toEqual(new Matrix(3, 3, [1, 2, 7, 3, 4, 8, 5, 6, 9]));
    expect(() => stackRows(tall, narrow)).toThrow('needs equal widths');
    expect(() => stackRows(tall, new Matrix(1, 3, [1, 2, 3]))).toThrow('needs equal widths');
    expect(() => stackCols(tall, low)).toThrow('needs equal heights');
  });

  it('keeps the rules of the Kronecker product and the inner product', () => {
    fc.assert(
      fc.property(matrixOf(2, 3), matrixOf(1, 2), matrixOf(3, 2), matrixOf(2, 2), (a, b, c, d) => {
        const field = rationalField;
        const left = multiply(field, kronecker(field, a, b), kronecker(field, c, d));
        const right = kronecker(field, multiply(field, a, c), multiply(field, b, d));
        expect(left.toRows()).toEqual(right.toRows());
        expect(innerProduct(field, a, c.transpose())).toEqual(trace(field, multiply(field, a, c)));
      }),
    );
  });

  it('has e^A e^-A = 1, the exponential of a nilpotent matrix, and scalars right to the last digits', () => {
    const field = decimalField(60);
    fc.assert(
      fc.property(matrixOf(3, 3), exact => {
        const a = convert(field, exact);
        const plus = matrixExponential(field, a);
        const minus = matrixExponential(field, scale(field, field.of(-1), a));
        const condition = field.toNumber(frobeniusNorm(field, plus)) * field.toNumber(frobeniusNorm(field, minus));
        expect(distance(field, multiply(field, plus, minus), identity(field, 3))).toBeLessThan(condition * 1e-54);
      }),
      { numRuns: 15 },
    );
    const nilpotent = Matrix.fromRows(
      [
        [0, 6],
        [0, 0],
      ].map(row => row.map(entry => field.of(entry))),
    );
    expect(
      distance(field, matrixExponential(field, nilpotent), add(field, identity(field, 2), nilpotent)),
    ).toBeLessThan(1e-55);
    // Far below zero a series without halvings cancels to the last digit.
    for (const exponent of [5, -5, -60]) {
      const one = matrixExponential(field, diagonal(field, [field.of(exponent)])).at(0, 0);
      const known = field.exp(field.of(exponent));
      expect(field.toNumber(field.abs(field.div(field.sub(one, known), known)))).toBeLessThan(1e-52);
    }
    expect(matrixExponential(field, diagonal(field, [field.zero, field.zero]))).toEqual(identity(field, 2));
  });
});

describe.each([
  ['float64', float64System, 1e-13] as const,
  ['decimal', jacobiSystem(decimalField(50)), 1e-44] as const,
])('full SVD in %s', (_name, system, allowance) => {
  it('rebuilds A from orthogonal factors and falling values, rank-deficient and tied ones too', () => {
    const shapes = fc.constantFrom([1, 1], [2, 3], [3, 2], [3, 3], [4, 2]);
    const low = shapes.chain(([rows, cols]) =>
      fc.tuple(matrixOf(rows!, 1), matrixOf(1, cols!)).map(([x, y]) => multiply(rationalField, x, y)),
    );
    const any = shapes.chain(([rows, cols]) => matrixOf(rows!, cols!));
    fc.assert(
      fc.property(
        fc.oneof(
          any,
          low,
          fc.constant(identity(rationalField, 3)),
          fc.constant(new Matrix(2, 2, Array(4).fill(Rational.ZERO))),
        ),
        exact => checkSvd(system as NumberSystem<unknown>, exact, allowance),
      ),
      { numRuns: 60 },
    );
  });
});

function checkSvd<T>(system: NumberSystem<T>, exact: Matrix<Rational>, allowance: number): void {
  const { field } = system;
  const a = convert(field, exact);
  const { U, s, V } = system.svd(a);
  const size = field.toNumber(frobeniusNorm(field, a)) + 1e-300;
  const middle = Matrix.generate(a.rows, a.cols, (i, j) => (i === j ? s[i]! : field.zero));
  expect(distance(field, product(field, U, middle, V.transpose()), a) / size).toBeLessThan(allowance);
  expect(distance(field, multiply(field, U.transpose(), U), identity(field, a.rows))).toBeLessThan(allowance);
  expect(distance(field, multiply(field, V.transpose(), V), identity(field, a.cols))).toBeLessThan(allowance);
  for (let k = 1; k < s.length; k++) expect(field.compare(s[k]!, s[k - 1]!)).toBeLessThanOrEqual(0);
}

/** Distances of exact matrices: only ever zero or not. */
const rationalFieldWithRoots = { ...rationalField, sqrt: (a: Rational): Rational => a };

describe('float64 sums', () => {
  it('agree with exact ones', () => {
    fc.assert(
      fc.property(matrixOf(3, 3), matrixOf(3, 3), (a, b) => {
        const exact = multiply(rationalField, a, b).map(entry => entry.toNumber());
        const rounded = multiply(float64Field, convert(float64Field, a), convert(float64Field, b));
        expect(distance(float64Field, exact, rounded)).toBeLessThan(1e-12);
      }),
    );
  });

  it('are those of the operations of the field one by one, to the bit', () => {
    const oneByOne: Field<number> = { ...float64Field };
    const entry = fc.double({ noDefaultInfinity: true });
    const rows = (count: number) => fc.array(entry, { minLength: count, maxLength: count });
    fc.assert(
      fc.property(rows(6), rows(12), (left, right) => {
        const [a, b] = [new Matrix(2, 3, left), new Matrix(3, 4, right)];
        expect(multiply(float64Field, a, b).data).toEqual(multiply(oneByOne, a, b).data);
        expect(innerProduct(float64Field, a, a)).toEqual(innerProduct(oneByOne, a, a));
      }),
    );
    // Long ones are multiplied by whole rows, some at once.
    for (const inner of [20, 21, 22, 23]) {
      const [a, b] = [dividedSines(3, inner), dividedSines(inner, 25)];
      expect(multiply(float64Field, a, b).data).toEqual(multiply(oneByOne, a, b).data);
    }
  });

  const dividedSines = (rows: number, cols: number): Matrix<number> =>
    Matrix.generate(rows, cols, (i, j) => Math.sin(1 + i * cols + j) / (1 + j));
});
