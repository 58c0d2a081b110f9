import { expect, test } from 'vitest';
import { isBalanced } from '../../src/network/balance.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { exactlyBalanced } from './exactlyBalanced.ts';

test.each([2, 4, 8, 16])('weights of %s units are λ-balanced to the last bit', n => {
  const { W1, W2 } = exactlyBalanced(n);
  const weights = { W1: W1.map(value => Rational.of(value)), W2: W2.map(value => Rational.of(value)) };
  expect(isBalanced(weights, Rational.ONE)).toBe(true);
  expect(new Set(W1.data).size).toBeGreaterThan(1);
});
