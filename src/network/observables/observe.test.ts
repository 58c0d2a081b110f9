import { expect, it } from 'vitest';
import { rationals } from '../../../oracles/testing/testProblems.ts';
import { decimalField } from '../../numbers/decimal/decimalField.ts';
import { convert } from '../../numbers/linearAlgebra.ts';
import { Rational } from '../../numbers/rational.ts';
import { observe } from './observe.ts';

it('observes QQᵀ, output, loss and balance, by hand, in the field asked for', () => {
  const other = decimalField(20);
  const weights = { W1: convert(other, rationals([[1, 2]])), W2: convert(other, rationals([[3]])) };
  const field = decimalField(40);
  const seen = observe(field, { sigmaYX: rationals([[5, 4]]) }, weights, Rational.of('1/3'));
  expect(seen.QQ.toRows().map(row => row.map(Number))).toEqual([
    [1, 2, 3],
    [2, 4, 6],
    [3, 6, 9],
  ]);
  expect(seen.output.data.map(Number)).toEqual([3, 6]);
  // ½(2² + 2²) + 1/3
  expect(seen.loss.toString()).toBe(`4.${'3'.repeat(39)}`);
  expect(seen.balance.data.map(Number)).toEqual([4]);
});

it('loses nothing of weights that come from a narrower field', () => {
  const other = decimalField(20);
  const weights = {
    W1: convert(other, rationals([['1.000000000000001']])),
    W2: convert(other, rationals([['1.000000000000001']])),
  };
  const seen = observe(decimalField(40), { sigmaYX: rationals([[0]]) }, weights);
  const square = '1.000000000000002000000000000001';
  expect(seen.output.data.map(String)).toEqual([square]);
  expect(seen.QQ.data.map(String)).toEqual([square, square, square, square]);
});
