import { expect, it } from 'vitest';
import { characteristicPolynomial } from './characteristicPolynomial.ts';
import { Matrix } from './matrix.ts';
import { Rational } from './rational.ts';
import { rationalField } from './rationalField.ts';

const of = (entries: readonly (readonly (number | string)[])[]): string[] =>
  characteristicPolynomial(
    rationalField,
    Matrix.fromRows(entries.map(row => row.map(entry => Rational.of(entry)))),
  ).map(String);

it('has the eigenvalues as roots, multiplicities and zeros included', () => {
  expect(of([[3]])).toEqual(['1', '-3']);
  expect(
    of([
      [2, 1],
      [1, 2],
    ]),
  ).toEqual(['1', '-4', '3']);
  expect(
    of([
      [0, -1],
      [1, 0],
    ]),
  ).toEqual(['1', '0', '1']);
  expect(
    of([
      [0, 0, 0],
      [5, 0, 0],
      [1, 7, 0],
    ]),
  ).toEqual(['1', '0', '0', '0']);
  expect(
    of([
      ['1/2', 1, 0],
      [0, '1/2', 0],
      [0, 0, 2],
    ]),
  ).toEqual(['1', '-3', '9/4', '-1/2']);
});

it('is 1 for a matrix without rows and refuses one that is not square', () => {
  expect(characteristicPolynomial(rationalField, new Matrix<Rational>(0, 0, [])).map(String)).toEqual(['1']);
  expect(() => of([[1, 2]])).toThrowError(
    expect.objectContaining({ code: 'SHAPE', argument: 'characteristicPolynomial' }),
  );
});
