import { describe, expect, it } from 'vitest';
import { type Decimal, decimalField } from '../numbers/decimal/decimalField.ts';
import { Matrix } from '../numbers/matrix.ts';
import { logResidual } from './residual.ts';

const field = decimalField(60);
const matrix = (rows: readonly (readonly string[])[], digits = 60): Matrix<Decimal> =>
  Matrix.fromRows(rows.map(row => row.map(decimalField(digits).parse)));

describe('logResidual', () => {
  it('is log10 of ‖stated − truth‖_F / ‖truth‖_F', () => {
    // ‖[3, 4]‖ = 5 against ‖[30, 40]‖ = 50
    expect(logResidual(matrix([['33', '44']]), matrix([['30', '40']]))).toBeCloseTo(-1, 12);
    expect(logResidual(matrix([['2']]), matrix([['1']]))).toBe(0);
    // the truth, not the stated value, is what errors are measured against
    expect(logResidual(matrix([['1']]), matrix([['2']]))).toBeCloseTo(Math.log10(0.5), 12);
    expect(logResidual(matrix([['1', '0']]), matrix([['0', '1']]))).toBeCloseTo(Math.log10(Math.SQRT2), 12);
  });

  it('measures against `size` where one is given', () => {
    expect(logResidual(matrix([['0.1']]), matrix([['0']]), field.parse('100'))).toBeCloseTo(-3, 12);
    expect(logResidual(matrix([['5']]), matrix([['4']]), field.parse('0.1'))).toBeCloseTo(1, 12);
  });

  it('is −Infinity for equal matrices, zeros among them, and absolute where there is nothing to compare with', () => {
    expect(logResidual(matrix([['0.1']]), matrix([['0.1']]))).toBe(Number.NEGATIVE_INFINITY);
    expect(logResidual(matrix([['0']]), matrix([['0']]))).toBe(Number.NEGATIVE_INFINITY);
    expect(logResidual(matrix([['1e-7']]), matrix([['0']]))).toBeCloseTo(-7, 12);
    expect(logResidual(matrix([['1e-7']]), matrix([['0']]), field.zero)).toBeCloseTo(-7, 12);
  });

  it('loses no digit where the sides come from fields of different precision', () => {
    const long = `1.${'0'.repeat(49)}1`;
    expect(logResidual(matrix([['1']], 10), matrix([[long]]))).toBeCloseTo(-50, 9);
    expect(logResidual(matrix([[long]]), matrix([['1']], 10))).toBeCloseTo(-50, 9);
  });

  it('reaches beyond the range of float64', () => {
    expect(logResidual(matrix([['1e-900']]), matrix([['2e-900']]))).toBeCloseTo(Math.log10(0.5), 12);
    expect(logResidual(matrix([['1e-900']]), matrix([['1']]))).toBe(0);
    expect(logResidual(matrix([['1e-900']]), matrix([['0']]))).toBeCloseTo(-900, 9);
  });

  it('does not compare matrices of different shapes', () => {
    expect(() => logResidual(matrix([['1', '1']]), matrix([['1'], ['1']]))).toThrow(/2×1|1×2/);
  });
});
