import { Decimal } from 'decimal.js';
import { expect, it } from 'vitest';
import { decimalField } from './decimalField.ts';

it('rounds what is made of a number to the digits of its field, whatever fields are used between', () => {
  const [narrow, wide] = [decimalField(12), decimalField(30)];
  const [third, long] = [narrow.of(1).div(3), wide.of(1).div(3)];
  expect(third.toString()).toBe(`0.${'3'.repeat(12)}`);
  expect(long.toString()).toBe(`0.${'3'.repeat(30)}`);
  expect(third.times(7).toString()).toBe('2.33333333333');
  expect(long.times(7).precision()).toBe(30);
  expect(narrow.cross(long).sqrt().precision()).toBe(12);
  expect(wide.cross(third).exp().precision()).toBe(30);
  expect(narrow.of(2).pow(0.5).toString()).toBe('1.41421356237');
});

it('makes numbers of decimal.js, with a constructor that has their digits', () => {
  const number = decimalField(17).parse('-2.5e-9000000000');
  expect(number).toBeInstanceOf(Decimal);
  expect(number).toBeInstanceOf(number.constructor);
  const { precision, rounding, maxE } = number.abs().constructor as Decimal.Constructor;
  expect([precision, rounding, maxE]).toEqual([17, Decimal.ROUND_HALF_EVEN, 9e15]);
  expect(number.toString()).toBe('-2.5e-9000000000');
});
