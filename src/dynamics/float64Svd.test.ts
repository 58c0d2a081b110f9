import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomMatrices } from '../network/initialisations/randomMatrix.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { frobeniusNorm, identity, multiply, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { accurateSvd } from './accurateSvd.ts';
import { type Float64Svd, float64Svd } from './float64Svd.ts';
import { rowStride } from './simd/workspace.ts';

const field = decimalField(50);
type Exact = ReturnType<typeof field.of>;

const KINDS = {
  random: a => a,
  integers: a => a.map(entry => Math.round(entry)),
  'ties of signs': a => a.map((entry, i, j) => (i === j ? Math.sign(entry) * 3 : 0)),
  'ties of a rotation': a => a.map((_, i, j) => (j === (i + 1) % a.cols ? (i % 2 === 0 ? 3 : -3) : 0)),
  'ties up to rounding': a => plane(a, Math.SQRT2, Math.sqrt(3)),
  'rank 1': a => a.map((_, i, j) => a.at(i, 0) * a.at(0, j)),
  'a zero column': a => a.map((entry, _, j) => (j === 0 ? 0 : entry)),
  'a zero row': a => a.map((entry, i) => (i === a.rows - 1 ? 0 : entry)),
  zero: a => a.map(() => 0),
  'falling columns': a => a.map((entry, _, j) => entry * 10 ** (-37 * j)),
  'rising columns': a => a.map((entry, _, j) => entry * 10 ** (37 * (j - 8))),
  'rising rows': a => a.map((entry, i) => entry * 10 ** (37 * (i - 8))),
  huge: a => a.map(entry => entry * 1e300),
  tiny: a => a.map(entry => entry * 1e-290),
  bidiagonal: a => a.map((_, i, j) => (i === j ? 1 : j === i + 1 ? -1 : 0)),
  'one off the diagonal': a => a.map((_, i, j) => (j === i + 1 ? 1 : 0)),
} satisfies Record<string, (a: Matrix<number>) => Matrix<number>>;

/** The same turn and stretch in every plane of two coordinates. */
function plane(a: Matrix<number>, x: number, y: number): Matrix<number> {
  return a.map((_, i, j) => (i === j ? x : i + 1 === j && i % 2 === 0 ? -y : i === j + 1 && j % 2 === 0 ? y : 0));
}

const tasks = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    cols: fc.integer({ min: 1, max: 9 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
    kind: fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])),
  })
  .map(({ rows, cols, seed, kind }) => ({ kind, task: KINDS[kind](randomMatrices(seed).gaussian(rows, cols, 2)) }));

describe('float64Svd', () => {
  it('is A = U S Vᵀ with orthogonal U and V to some roundings, of every shape, with ties, lost rank and all sizes', () => {
    fc.assert(
      fc.property(tasks, ({ task }) => {
        const { Ut, s, Vt } = inDecimals(task, float64Svd(task)!);
        const A = task.map(entry => field.of(Rational.of(entry)));
        const S = Matrix.generate(A.rows, A.cols, (i, j) => (i === j ? s[i]! : field.zero));
        const error = norm(subtract(field, multiply(field, multiply(field, Ut.transpose(), S), Vt), A));
        const size = norm(A);
        expect(error.lte(size.times(2e-15))).toBe(true);
        for (const basis of [Ut, Vt]) expect(defect(basis)).toBeLessThan(5e-15);
        for (let k = 1; k < s.length; k++) expect(s[k - 1]!.gte(s[k]!)).toBe(true);
        expect(s.every(value => value.gte(0))).toBe(true);
      }),
      { numRuns: 400, seed: 5 },
    );
  });

  it('has the values of 30 digits to a few roundings of the largest', () => {
    fc.assert(
      fc.property(tasks, ({ kind, task }) => {
        // Squares of larger or smaller ones are no float64 numbers in the SVD of 30 digits.
        fc.pre(!['huge', 'tiny', 'rising columns', 'rising rows', 'falling columns'].includes(kind));
        const truth = accurateSvd(task).s.map(({ hi }) => hi);
        const { s } = float64Svd(task)!;
        truth.forEach((value, k) => {
          expect(Math.abs(s[k]! - value)).toBeLessThanOrEqual(2e-15 * truth[0]!);
        });
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it.each([
    [128, 128],
    [130, 40],
  ])('%i×%i: keeps to them on wide tasks', (rows, cols) => {
    const task = randomMatrices(rows).gaussian(rows, cols, 1);
    const { Ut, s, Vt } = float64Svd(task)!;
    const [ofU, ofV] = [rowStride(rows), rowStride(cols)];
    let [error, size, off] = [0, 0, 0];
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        let entry = 0;
        for (let k = 0; k < cols; k++) entry += Ut[k * ofU + i]! * s[k]! * Vt[k * ofV + j]!;
        error += (entry - task.at(i, j)) ** 2;
        size += task.at(i, j) ** 2;
      }
      for (let j = 0; j < rows; j++) {
        let product = i === j ? -1 : 0;
        for (let k = 0; k < rows; k++) product += Ut[i * ofU + k]! * Ut[j * ofU + k]!;
        off += product ** 2;
      }
    }
    expect(Math.sqrt(error / size)).toBeLessThan(1e-14);
    expect(Math.sqrt(off)).toBeLessThan(1e-13);
  });
});

function inDecimals(
  task: Matrix<number>,
  { Ut, s, Vt }: Float64Svd,
): { Ut: Matrix<Exact>; s: Exact[]; Vt: Matrix<Exact> } {
  const square = (rows: Float64Array, size: number): Matrix<Exact> =>
    Matrix.generate(size, size, (i, j) => field.of(Rational.of(rows[i * rowStride(size) + j]!)));
  return {
    Ut: square(Ut, task.rows),
    s: Array.from(s, value => field.of(Rational.of(value))),
    Vt: square(Vt, task.cols),
  };
}

function norm(matrix: Matrix<Exact>): Exact {
  return frobeniusNorm(field, matrix);
}

function defect(basis: Matrix<Exact>): number {
  return norm(subtract(field, multiply(field, basis, basis.transpose()), identity(field, basis.rows))).toNumber();
}
