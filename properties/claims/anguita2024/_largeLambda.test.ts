import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../../src/network/observables/blocks.ts';
import { decimalField } from '../../../src/numbers/decimal/decimalField.ts';
import { convert } from '../../../src/numbers/linearAlgebra.ts';
import { either, largerLayerIsSquare, sidesOf, toMinus, toPlus } from './_largeLambda.ts';

const field = decimalField(20);
const sampled = (cases: typeof either) => fc.sample(cases, { seed: 7, numRuns: 40 });

describe('starts for large |λ|', () => {
  it('have λ of the sign they are named after, or of both', () => {
    const signs = (cases: typeof either): number[] => [...new Set(sampled(cases).map(({ lambda }) => lambda.sign()))];
    expect([signs(toPlus), signs(toMinus), signs(either).sort()]).toEqual([[1], [-1], [-1, 1]]);
  });

  it('have no fewer hidden units than modes, and room for the larger layer', () => {
    for (const {
      problem: { W1, W2 },
      lambda,
    } of sampled(either)) {
      expect(W1.rows).toBeGreaterThanOrEqual(Math.min(W1.cols, W2.rows));
      expect(W1.rows).toBeLessThanOrEqual(lambda.sign() > 0 ? W2.rows : W1.cols);
    }
  });
});

describe('sides', () => {
  const sides = (cases: typeof either) =>
    sampled(cases).map(given => {
      const weights = { W1: convert(field, given.problem.W1), W2: convert(field, given.problem.W2) };
      return { given, blocks: blocksOf(field, weights), ...sidesOf(blocksOf(field, weights), given) };
    });

  it('of λ > 0: the outputs are the larger one, and W2W1 maps from the inputs', () => {
    for (const { blocks, large, small, inner } of sides(toPlus))
      expect([large, small, inner]).toEqual([blocks.gram2, blocks.gram1, blocks.map]);
  });

  it('of λ < 0: the inputs are the larger one, and W2W1 is turned', () => {
    for (const { blocks, large, small, inner } of sides(toMinus))
      expect([large, small, inner]).toEqual([blocks.gram1, blocks.gram2, blocks.map.transpose()]);
  });

  it('have the larger trace on the larger one, by |λ| per hidden unit', () => {
    for (const { given, large, small } of sides(either)) {
      const trace = (a: typeof large): number => a.toRows().reduce((sum, row, i) => sum + row[i]!.toNumber(), 0);
      expect(trace(large) - trace(small)).toBeCloseTo(given.lambda.abs().toNumber() * given.problem.W1.rows, 12);
    }
  });
});

describe('the larger layer is square', () => {
  it('where hidden units are as many as outputs for λ > 0, as inputs for λ < 0', () => {
    const seen = new Set<boolean>();
    for (const given of sampled(either)) {
      const { W1, W2 } = given.problem;
      const larger = given.lambda.sign() > 0 ? W2 : W1;
      expect(largerLayerIsSquare.holds(given)).toBe(larger.rows === larger.cols);
      seen.add(larger.rows === larger.cols);
    }
    expect(seen.size).toBe(2);
  });
});
