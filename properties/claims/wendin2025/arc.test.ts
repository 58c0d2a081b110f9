import { describe, expect, it } from 'vitest';
import { Rational } from '../../../src/numbers/rational.ts';
import { minus } from '../_exact.ts';
import { isZero, network, rational } from './_network.ts';
import { taskOf } from './_networkCases.ts';
import { arcBetween, arcPlace } from './arc.ts';

// Σ = diag(2, 1).
const [d, Sigma] = [[2, 3, 2], taskOf(0, 2, 2)];

describe('an arc between critical points', () => {
  it('has the product (1 − α)S_1Σ + αS_2Σ at all places', () => {
    const at = arcBetween(d, Sigma, [0], [0, 1]);
    for (const u of ['0', '1/5', '1/2', '3/4', '1']) {
      const place = arcPlace(Rational.of(u));
      const expected = Sigma.map((entry, i, j) => (i === 1 && j === 1 ? entry.mul(place.alpha) : entry));
      expect(isZero(minus(network(at(place), Sigma).product(1, 2), expected))).toBe(true);
    }
  });

  it('may begin at a product 0, and end there', () => {
    const productAt = (from: number[], to: number[], u: number) =>
      network(arcBetween(d, Sigma, from, to)(arcPlace(rational(u))), Sigma).product(1, 2);
    expect([isZero(productAt([], [1], 0)), isZero(productAt([], [1], 1))]).toEqual([true, false]);
    expect([isZero(productAt([1], [], 0)), isZero(productAt([1], [], 1))]).toEqual([false, true]);
  });

  it('has no ends that are not critical, and no place beyond them', () => {
    expect(() => arcBetween([2, 2], Sigma, [0], [0, 1])).toThrow('h must be a whole number from 2 to 32, got 1');
    expect(() => arcBetween(d, Sigma, [2], [0])).toThrow(
      'from must be the signature of a critical point, rising indices below 2, got [2]',
    );
    expect(() => arcBetween(d, Sigma, [0], [1, 0])).toThrow('to must be the signature of a critical point');
    const skewed = Sigma.map((entry, i, j) => (i === 0 && j === 1 ? Rational.ONE : entry));
    expect(() => arcBetween(d, skewed, [0], [1])).toThrow('from must be the signature of a critical point');
    expect(() => arcBetween([2, 1, 2], Sigma, [0], [1])).toThrow('d[1] must be 2 at least, the size of S, got 1');
    expect(() => arcPlace(Rational.of(-1))).toThrow('u must be from 0 to 1, got "-1"');
    expect(() => arcPlace(Rational.of(3, 2))).toThrow('u must be from 0 to 1, got "3/2"');
  });
});

it('a place has its roots', () => {
  const { alpha, root, otherRoot } = arcPlace(Rational.of(1, 2));
  expect([alpha, root, otherRoot].map(String)).toEqual(['16/25', '4/5', '3/5']);
});
