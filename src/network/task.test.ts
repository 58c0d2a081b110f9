import { describe, expect, it } from 'vitest';
import { DloError } from '../errors.ts';
import { decimalField } from '../numbers/decimal/decimalField.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { convert, identity, maxAbs, multiply, scale, squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import { Matrix } from '../numbers/matrix.ts';
import { float64System, jacobiSystem } from '../numbers/numberSystem.ts';
import { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { randomMatrices } from './initialisations/randomMatrix.ts';
import { rationalOrthogonal } from './initialisations/rationalOrthogonal.ts';
import { taskFromCorrelation, taskFromData, whiten } from './task.ts';

const exact = (rows: (number | string)[][]) => Matrix.fromRows(rows.map(row => row.map(entry => Rational.of(entry))));

/** Exactly white: P = 4 samples, XXᵀ/4 = I. */
const whiteInputs = exact([
  [1, 1, -1, -1],
  [1, -1, 1, -1],
]);

describe('taskFromData', () => {
  it('gives Σyx = YXᵀ/P and c = ½(Tr Σyy − Tr Σyx Σyxᵀ), exactly', () => {
    const Y = exact([
      [1, 2, 3, 5],
      ['1/2', 0, 0, -1],
      [7, 0, -7, 2],
    ]);
    const task = taskFromData(rationalField, whiteInputs, Y);
    const quarter = Rational.of(1, 4);
    expect(task.sigmaYX).toEqual(scale(rationalField, quarter, multiply(rationalField, Y, whiteInputs.transpose())));
    const traceYY = quarter.mul(squaredNorm(rationalField, Y));
    const difference = traceYY.sub(squaredNorm(rationalField, task.sigmaYX)).div(Rational.of(2));
    expect(task.irreducibleLoss.toString()).toBe(difference.toString());
    expect(difference.sign()).toBe(1);
  });

  it('leaves no irreducible loss where Y is linear in X, in float64 not even rounding below 0', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = randomMatrices(seed);
      const X = whiten(float64System, random.gaussian(3, 11));
      const task = taskFromData(float64Field, X, multiply(float64Field, random.gaussian(4, 3, 1e4), X));
      expect(task.irreducibleLoss).toBeGreaterThanOrEqual(0);
      expect(task.irreducibleLoss).toBeLessThan(1e8 * 1e-24);
    }
  });

  it('refuses inputs that are not white and names the residual', () => {
    const off = exact([
      [1, 1, -1, -1],
      [1, -1, 1, '-1000000000001/1000000000000'],
    ]);
    const Y = exact([[1, 0, 0, 0]]);
    expect(() => taskFromData(rationalField, off, Y)).toThrow(
      expect.objectContaining({ code: 'NOT_WHITE', message: expect.stringMatching(/residual 5\.0*\d*e-13/) }),
    );
    const field = decimalField(30);
    expect(() => taskFromData(field, convert(field, off), convert(field, Y))).toThrow(DloError);
    expect(() =>
      taskFromData(
        float64Field,
        convert(float64Field, whiteInputs).map(x => x * (1 + 1e-12)),
        convert(float64Field, Y),
      ),
    ).toThrow(/residual/);
    expect(() => taskFromData(float64Field, new Matrix(1, 1, [Number.NaN]), new Matrix(1, 1, [1]))).toThrow(
      expect.objectContaining({ code: 'NOT_A_NUMBER', argument: 'X' }),
    );
    expect(() => taskFromData(rationalField, whiteInputs, exact([[1, 2]]))).toThrow(
      expect.objectContaining({ code: 'SHAPE', argument: 'Y' }),
    );
  });

  it('takes a task from Σyx alone without irreducible loss', () => {
    const task = taskFromCorrelation(rationalField, exact([[1, 2]]));
    expect(task.irreducibleLoss.sign()).toBe(0);
    expect(task.X).toBeUndefined();
  });
});

describe('whiten', () => {
  it('gives XXᵀ/P = I, also for badly scaled rows', () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = randomMatrices(seed);
      const [Ni, P] = [1 + (seed % 4), 4 + seed];
      const mixing = random.gaussian(Ni, Ni).map((entry, i) => entry * 10 ** (4 * i - 6));
      const white = whiten(float64System, multiply(float64Field, mixing, random.gaussian(Ni, P)));
      expect(() => taskFromData(float64Field, white, random.gaussian(2, P))).not.toThrow();
    }
  });

  it('gives XXᵀ/P = I for rows that are dependent but for 1e-7', () => {
    const { gaussian } = randomMatrices(21);
    const [first, other] = [gaussian(1, 9), gaussian(1, 9)];
    const X = Matrix.fromRows([first.data, first.data.map((entry, i) => entry + 1e-7 * other.data[i]!)]);
    expect(() => taskFromData(float64Field, whiten(float64System, X), gaussian(1, 9))).not.toThrow();
  });

  it('is the symmetric root: white = T X with T = Tᵀ > 0, and leaves white inputs alone', () => {
    const { gaussian } = randomMatrices(3);
    const X = gaussian(3, 8);
    const white = whiten(float64System, X);
    // T = (XXᵀ/P)^(−1/2) makes T X Xᵀ = √P (XXᵀ)^(1/2), which is symmetric with a positive diagonal.
    const root = multiply(float64Field, white, X.transpose());
    expect(maxAbs(float64Field, subtract(float64Field, root, root.transpose()))).toBeLessThan(1e-13);
    for (let i = 0; i < 3; i++) expect(root.at(i, i)).toBeGreaterThan(0);
    const turn = convert(float64Field, rationalOrthogonal(3, [Rational.of(1, 2), Rational.of(1, 3)]));
    const alreadyWhite = turn.map(entry => entry * Math.sqrt(3));
    const again = whiten(float64System, alreadyWhite);
    expect(maxAbs(float64Field, subtract(float64Field, again, alreadyWhite))).toBeLessThan(1e-14);
  });

  it('works to the digits of the field', () => {
    const field = decimalField(60);
    const X = convert(
      field,
      exact([
        [1, 2, 3, 4],
        [0, 1, 0, 5],
        [1, 1, '1/7', 0],
      ]),
    );
    const white = whiten(jacobiSystem(field), X);
    const sigmaXX = scale(field, field.of(Rational.of(1, 4)), multiply(field, white, white.transpose()));
    expect(field.toNumber(maxAbs(field, subtract(field, sigmaXX, identity(field, 3))))).toBeLessThan(1e-57);
  });

  it('refuses inputs of too low a rank', () => {
    const { gaussian } = randomMatrices(9);
    const thin = multiply(float64Field, gaussian(3, 2), gaussian(2, 10));
    for (const X of [thin, gaussian(4, 3), new Matrix(1, 2, [0, 0])]) {
      expect(() => whiten(float64System, X)).toThrow(expect.objectContaining({ code: 'SINGULAR', argument: 'X' }));
    }
  });
});
