import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemArbitrary } from '../../properties/arbitraries/problemArbitrary.ts';
import { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { messageOf } from './testing/messageOf.ts';
import '../../cli/vitest.ts';

const threeFourFive = { W1: [[0.75]], W2: [[1.25], [0]] };

describe('toBeLambdaBalanced', () => {
  it('accepts weights balanced by construction, exactly in fractions and to 12 digits in float64', () => {
    fc.assert(
      fc.property(problemArbitrary(), ({ problem: { W1, W2 }, lambda }) => {
        expect({ W1, W2 }).toBeLambdaBalanced(lambda);
        expect({ W1, W2 }).toBeLambdaBalanced();
        const rows = { W1: W1.map(x => x.toNumber()).toRows(), W2: W2.map(x => x.toNumber()).toRows() };
        expect(rows).toBeLambdaBalanced(lambda.toNumber());
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  it('refuses the same weights with one entry moved, in fractions however little', () => {
    const little = Rational.of('1e-60');
    fc.assert(
      fc.property(problemArbitrary(), ({ problem: { W1, W2 }, lambda }) => {
        // W1W1ᵀ changes by 2aε + ε² on its diagonal.
        const moved = W1.map((entry, i, j) => (i === 0 && j === 0 ? entry.add(little) : entry));
        expect({ W1: moved, W2 }).not.toBeLambdaBalanced(lambda);
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  it('measures against the terms that cancel', () => {
    const big = (error: number) => ({ W1: [[1e6]], W2: [[1e6 + error]] });
    expect(big(1e-9)).toBeLambdaBalanced(0);
    expect(big(1e-9)).not.toBeLambdaBalanced(0, { digits: 15.5 });
    expect(big(1e-3)).not.toBeLambdaBalanced(0);
    expect(big(1e-3)).toBeLambdaBalanced(0, { digits: 8.9 });
    expect({ W1: [[0]], W2: [[0]] }).toBeLambdaBalanced(0);
    expect({ W1: [[0]], W2: [[0]] }).not.toBeLambdaBalanced(1e-300);
  });

  it('takes rows, Float64Array rows and matrices', () => {
    expect({ W1: [Float64Array.of(0.75)], W2: [Float64Array.of(1.25), Float64Array.of(0)] }).toBeLambdaBalanced(1);
    const { W1, W2 } = threeFourFive;
    expect({ W1: Matrix.fromRows(W1), W2: Matrix.fromRows(W2) }).toBeLambdaBalanced('1');
  });

  it('asks for equality only where no float64 stands among the weights', () => {
    const nearly = { W1: [['0.3']], W2: [['0.30000000000000000001']] };
    expect(nearly).not.toBeLambdaBalanced(0);
    expect(nearly).toBeLambdaBalanced(0, { digits: 19 });
    expect({ W1: [[0.3]], W2: nearly.W2 }).toBeLambdaBalanced(0);
  });

  it('says which entry differs, and by how much', () => {
    expect(messageOf(() => expect(threeFourFive).toBeLambdaBalanced(0.9999))).toMatchInlineSnapshot(`
      "expected the weights to be λ-balanced with λ = 0.9999 to 12 digits
      W2ᵀW2 − W1W1ᵀ: 4.5 digits agree
      first difference: W2ᵀW2 − W1W1ᵀ
        received: 1
        λI:       0.9999
                  ^
      weights: {"W1":[[0.75]],"W2":[[1.25],[0]]}"
    `);
    const skew = {
      W1: [
        [1, 0.25],
        [0, 1],
      ],
      W2: [
        [1, 0],
        [0, 1],
      ],
    };
    expect(messageOf(() => expect(skew).toBeLambdaBalanced())).toMatchInlineSnapshot(`
      "expected the weights to be λ-balanced (nearest: λ = -0.03125) to 12 digits
      W2ᵀW2 − W1W1ᵀ: 0.9 digits agree
      first difference: W2ᵀW2 − W1W1ᵀ[1,1]
        received: -0.0625
        λI:       -0.03125
                      ^
      weights: {"W1":[[1,0.25],[0,1]],"W2":[[1,0],[0,1]]}"
    `);
    expect(messageOf(() => expect({ W1: [['1/3']], W2: [['2/3']] }).toBeLambdaBalanced('1/4'))).toMatchInlineSnapshot(`
      "expected the weights to be λ-balanced with λ = 1/4 exactly
      W2ᵀW2 − W1W1ᵀ: 1.0 digits agree
      first difference: W2ᵀW2 − W1W1ᵀ
        received: 0.333333
        λI:       0.25
                    ^
      weights: {"W1":[["1/3"]],"W2":[["2/3"]]}"
    `);
  });

  it('says what agrees where it should not', () => {
    expect(messageOf(() => expect(threeFourFive).not.toBeLambdaBalanced(1))).toMatchInlineSnapshot(
      `"expected the weights not to be λ-balanced with λ = 1 to 12 digits, but all digits agree"`,
    );
    expect(messageOf(() => expect({ W1: [[0.1]], W2: [[0.3]] }).not.toBeLambdaBalanced(0.08))).toMatchInlineSnapshot(
      `"expected the weights not to be λ-balanced with λ = 0.08 to 12 digits, but 16.3 digits agree"`,
    );
  });

  it.each<[string, unknown, unknown, object | undefined, string, string]>([
    ['no object', 3, 0, undefined, 'FORMAT', 'weights'],
    ['no W2', { W1: [[1]] }, 0, undefined, 'FORMAT', 'weights.W2'],
    ['layers that do not follow', { W1: [[1]], W2: [[1, 2]] }, 0, undefined, 'SHAPE', 'weights.W2'],
    ['NaN', { W1: [[Number.NaN]], W2: [[1]] }, 0, undefined, 'NOT_A_NUMBER', 'weights.W1[1,1]'],
    ['ragged rows', { W1: [[1]], W2: [[1], []] }, 0, undefined, 'FORMAT', 'weights.W2 row 2'],
    ['a λ that is no number', threeFourFive, 'one', undefined, 'NOT_A_NUMBER', 'lambda'],
    ['no digits', threeFourFive, 1, { digits: 0 }, 'RANGE', 'digits'],
    ['too many digits', threeFourFive, 1, { digits: 101 }, 'RANGE', 'digits'],
  ])('refuses %s, with .not too', (_, weights, lambda, options, code, argument) => {
    const refusal = expect.objectContaining({ name: 'DloError', code, argument });
    expect(() => expect(weights).toBeLambdaBalanced(lambda as number, options)).toThrow(refusal);
    expect(() => expect(weights).not.toBeLambdaBalanced(lambda as number, options)).toThrow(refusal);
  });
});
