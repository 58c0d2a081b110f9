import { describe, expect, it } from 'vitest';
import { float64Field } from '../numbers/float64Field.ts';
import { Matrix } from '../numbers/matrix.ts';
import { balanceDigits, balanceSize, nearestLambda } from './balance.ts';

describe('how λ-balanced weights are', () => {
  // W2ᵀW2 − W1W1ᵀ = 9 − 5 = 4, of one hidden unit between three inputs and two outputs.
  const weights = { W1: new Matrix(1, 3, [1, 0, 2]), W2: new Matrix(2, 1, [3, 0]) };

  it('is measured by the sizes that cancel, ‖W2ᵀW2‖ + ‖W1W1ᵀ‖ + |λ|√Nh', () => {
    expect(balanceSize(float64Field, weights, 4)).toBe(9 + 5 + 4);
    expect(balanceSize(float64Field, weights, -4)).toBe(9 + 5 + 4);
    expect(nearestLambda(float64Field, weights)).toBe(4);
    expect(balanceDigits(float64Field, weights, 4)).toBe(Number.POSITIVE_INFINITY);
    // Off by 1 of 9 + 5 + 3.
    expect(balanceDigits(float64Field, weights, 3)).toBeCloseTo(Math.log10(17), 12);
  });

  it('takes √Nh of the hidden units, not of the inputs', () => {
    const wide = {
      W1: new Matrix(4, 1, [0, 0, 0, 0]),
      W2: new Matrix(4, 4, [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2]),
    };
    expect(balanceSize(float64Field, wide, 4)).toBe(8 + 0 + 4 * 2);
  });
});
