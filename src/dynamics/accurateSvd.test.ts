import { describe, expect, it } from 'vitest';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { diagonal, frobeniusNorm, identity, multiply, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { type AccurateSvd, accurateSvd } from './accurateSvd.ts';
import { type DoubleDouble, type DoubleDoubleVector, dd, ddAdd, ddDiv, ddMul, ddSqrt, ddSub } from './doubleDouble.ts';
import { solverCase } from './testing/solverCases.ts';

const field = decimalField(60);
type Exact = ReturnType<typeof field.of>;
const exact = ({ hi, lo }: DoubleDouble): Exact => field.add(field.of(Rational.of(hi)), field.of(Rational.of(lo)));

describe('double-double arithmetic', () => {
  it('carries 30 digits through +, −, ·, / and √', () => {
    const numbers = [
      dd(1, 2 ** -60),
      dd(-Math.PI, 1.2246467991473532e-16),
      dd(1e-8, 3e-26),
      dd(7e5, -2e-12),
      dd(1 / 3),
    ];
    for (const a of numbers) {
      for (const b of numbers) {
        const [x, y] = [exact(a), exact(b)];
        expectClose(ddAdd(a, b), x.plus(y), x.abs().plus(y.abs()));
        expectClose(ddSub(a, b), x.minus(y), x.abs().plus(y.abs()));
        expectClose(ddMul(a, b), x.times(y), x.times(y));
        expectClose(ddDiv(a, b), x.div(y), x.div(y));
      }
      const square = ddMul(a, a);
      expectClose(ddSqrt(square), field.sqrt(exact(square)), exact(a));
    }
    expect(ddSqrt(dd(0))).toEqual({ hi: 0, lo: 0 });
  });
});

describe('accurateSvd', () => {
  const tasks = [
    ...Array.from({ length: 60 }, (_, k) => solverCase(500 + k).problem.sigmaYX),
    new Matrix(3, 2, [0, 0, 0, 0, 0, 0]),
    new Matrix(1, 1, [-5]),
    Matrix.generate(9, 12, (i, j) => Math.sin(3 * i + 5 * j * j)),
  ];

  it('reconstructs A = U S Vᵀ with orthogonal U and V to 29 digits', () => {
    for (const task of tasks) {
      const { U, s, V } = inDecimals(accurateSvd(task));
      const A = task.map(entry => field.of(Rational.of(entry)));
      const S = Matrix.generate(A.rows, A.cols, (i, j) => (i === j ? s.at(i, i) : field.zero));
      const size = frobeniusNorm(field, A).toNumber();
      expect(norm(subtract(field, multiply(field, multiply(field, U, S), V.transpose()), A))).toBeLessThanOrEqual(
        1e-29 * size,
      );
      expect(norm(subtract(field, multiply(field, U.transpose(), U), identity(field, A.rows)))).toBeLessThan(1e-29);
      expect(norm(subtract(field, multiply(field, V.transpose(), V), identity(field, A.cols)))).toBeLessThan(1e-29);
    }
  });

  it('has U and V orthogonal to 30 digits where columns are tiny, nearly dependent or missing', () => {
    const wave = (i: number, j: number): number => Math.sin(3 * i + 5 * j * j + 1);
    const hard = {
      'columns of 1e-27': Matrix.generate(5, 5, (i, j) => wave(i, j) * (j === 0 ? 1 : 1e-27)),
      'rows of 1e-27': Matrix.generate(5, 5, (i, j) => wave(i, j) * (i === 0 ? 1 : 1e-27)),
      graded: Matrix.generate(4, 4, (i, j) => wave(i, j) * 10 ** (-9 * j)),
      'a rounded product of rank 2': Matrix.generate(6, 6, (i, j) => wave(i, 0) * wave(1, j) + wave(i, 2) * wave(3, j)),
      Hilbert: Matrix.generate(12, 12, (i, j) => 1 / (i + j + 1)),
      'one direction of 50': Matrix.generate(50, 50, () => 1),
      'no direction of 9': Matrix.generate(9, 9, () => 0),
    };
    for (const [name, task] of Object.entries(hard)) {
      const { U, V } = inDecimals(accurateSvd(task));
      for (const basis of [U, V]) {
        const defect = subtract(field, multiply(field, basis.transpose(), basis), identity(field, basis.rows));
        expect(norm(defect), name).toBeLessThan(1e-30 * basis.rows);
      }
    }
  });

  it('gives falling values, exact zeros for lost rank and equal values for ties', () => {
    for (const task of tasks) {
      const { s } = accurateSvd(task);
      for (let k = 1; k < s.length; k++) expect(ddSub(s[k - 1]!, s[k]!).hi).toBeGreaterThanOrEqual(0);
    }
    const tied = accurateSvd(
      Matrix.fromRows([
        [0, 3, 0],
        [-3, 0, 0],
        [0, 0, 0],
      ]),
    );
    expect(tied.s.map(({ hi, lo }) => [hi, lo])).toEqual([
      [3, 0],
      [3, 0],
      [0, 0],
    ]);
    const rankOne = accurateSvd(Matrix.generate(4, 3, (i, j) => (i + 1) * (j + 2)));
    expect(rankOne.s.map(({ hi }) => hi > 0)).toEqual([true, false, false]);
  });
});

function expectClose(value: DoubleDouble, truth: Exact, scale: Exact): void {
  expect(exact(value).minus(truth).abs().div(scale.abs()).toNumber()).toBeLessThan(2e-31);
}

function norm(matrix: Matrix<Exact>): number {
  return frobeniusNorm(field, matrix).toNumber();
}

function inDecimals({ U, s, V }: AccurateSvd): { U: Matrix<Exact>; s: Matrix<Exact>; V: Matrix<Exact> } {
  const matrix = (columns: readonly DoubleDoubleVector[]): Matrix<Exact> =>
    Matrix.generate(columns.length, columns.length, (i, j) =>
      exact({ hi: columns[j]!.hi[i]!, lo: columns[j]!.lo[i]! }),
    );
  return { U: matrix(U), s: diagonal(field, s.map(exact)), V: matrix(V) };
}
