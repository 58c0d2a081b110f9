import { describe, expect, it } from 'vitest';
import { type Architecture, architecture } from '../../src/network/architecture.ts';
import { balance } from '../../src/network/balance.ts';
import { architectureOf, type Weights } from '../../src/network/problem.ts';
import { identity, scale, subtract } from '../../src/numbers/linearAlgebra.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { balancedWeightsArbitrary, balancedWeightsDraw } from './balancedWeightsArbitrary.ts';
import { onlyValidAlsoWhenShrunk, sameSeedSameValue, shrinksStrictlySmaller, sumOfDraws } from './testing/laws.ts';

const F = rationalField;
const WIDTHS: readonly Architecture[] = [
  architecture(1, 1, 1),
  architecture(3, 2, 2),
  architecture(2, 2, 3),
  architecture(3, 1, 2),
  architecture(2, 3, 3),
  architecture(3, 3, 2),
  architecture(1, 3, 1),
  architecture(3, 3, 3),
];
const one = Rational.ONE;

function requireBalanced(weights: Weights<Rational>, lambda: Rational): void {
  const off = subtract(F, balance(F, weights), scale(F, lambda, identity(F, weights.W1.rows)));
  expect(off.data.every(entry => entry.sign() === 0)).toBe(true);
}

describe('balancedWeightsArbitrary', () => {
  it.each(WIDTHS)('keeps the laws and is exactly balanced for %o', widths => {
    const arbitrary = balancedWeightsArbitrary(widths);
    sameSeedSameValue(arbitrary);
    onlyValidAlsoWhenShrunk(
      arbitrary,
      ({ lambda, ...weights }) => {
        expect(architectureOf(weights)).toEqual(widths);
        requireBalanced(weights, lambda);
      },
      { values: 15 },
    );
    const ones = (size: number, cols: number) => ({
      rows: size,
      cols,
      data: Array.from({ length: size * cols }, (_, k) =>
        k % cols === Math.floor(k / cols) && k % cols < Math.min(widths.Ni, widths.No) ? one : Rational.ZERO,
      ),
    });
    const smallest = { W1: ones(widths.Nh, widths.Ni), W2: ones(widths.No, widths.Nh), lambda: Rational.ZERO };
    shrinksStrictlySmaller(arbitrary, { smallest, values: 5 });
  });

  it('draws strictly smaller integers, and takes a given λ', () => {
    shrinksStrictlySmaller(balancedWeightsDraw(2), {
      size: sumOfDraws,
      smallest: {
        values: [0, 0],
        tie: 0,
        octaves: 0,
        ...Object.fromEntries(['U', 'V', 'R'].map(name => [name, { turns: [0], flips: [0, 0] }])),
      },
    });
    const given = Rational.of(-4, 9);
    onlyValidAlsoWhenShrunk(balancedWeightsArbitrary(architecture(3, 2, 1), given), ({ lambda, ...weights }) => {
      expect(lambda.toString()).toBe('-4/9');
      requireBalanced(weights, given);
    });
    expect(() => balancedWeightsArbitrary(architecture(1, 2, 1), one)).toThrow(/rank Nh = 2/);
    expect(() => balancedWeightsArbitrary(architecture(1, 1, 1), Rational.of(2))).toThrow(/square of a fraction/);
  });
});
