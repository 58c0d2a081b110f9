import { describe, expect, it } from 'vitest';
import { architectureOf } from '../network/problem.ts';
import { Matrix } from '../numbers/matrix.ts';
import { closedForm } from './closedForm.ts';
import { dd } from './doubleDouble.ts';
import { eigenbasis, float64Eigenbasis } from './eigenbasis.ts';
import { float64Svd } from './float64Svd.ts';
import { propagate, propagation } from './propagate.ts';
import { quickReductions } from './quickReduction.ts';
import { reductionChain } from './reductionChain.ts';
import {
  isNormAtLeast,
  type LayerBounds,
  type LayerErrors,
  layerBounds,
  leastOutput,
  outputError,
  setLayerErrors,
} from './roundingShare.ts';
import { rowLayout } from './rowLayout.ts';
import { lastInRange } from './rowWeights.ts';
import { workspacePlan } from './simd/workspace.ts';
import { solverCase } from './testing/solverCases.ts';

describe('the errors of layers that are found soon', () => {
  it('are at least those that are found mode by mode', () => {
    let looked = 0;
    for (let seed = 3000; seed < 3150; seed++) {
      const { problem, lambda, times } = solverCase(seed);
      const svd = float64Svd(problem.sigmaYX)!;
      const basis = float64Eigenbasis(architectureOf(problem), svd.s, dd(lambda));
      const layout = rowLayout(basis);
      const plan = workspacePlan();
      const start = quickReductions(plan, basis, svd, layout, problem);
      const chain = reductionChain(basis, layout, start, lastInRange(basis));
      const state = propagation(plan, chain);
      const errors: LayerErrors = { first: 0, second: 0 };
      for (const t of [1e-9, 0.01, 0.3, 0.9, 1.1, ...times].filter(each => each > 0 && each < 1e3)) {
        if (propagate(plan, chain, t, state) === undefined) continue;
        setLayerErrors(basis, state, errors);
        const where = `seed ${seed}, λ = ${lambda}, t = ${t}`;
        expect(errors.first, where).toBeLessThanOrEqual(state.errors.layer);
        expect(errors.second, where).toBeLessThanOrEqual(state.errors.layer);
        looked++;
      }
    }
    expect(looked).toBeGreaterThan(300);
  });
});

describe('the error of an output', () => {
  const boundsOf = (lambda: number): LayerBounds =>
    layerBounds(eigenbasis({ Ni: 3, Nh: 5, No: 4 }, [dd(2), dd(1), dd(0.5)], dd(lambda)), {
      W1: Matrix.generate(5, 3, () => 0.3),
      W2: Matrix.generate(4, 5, () => 0.7),
    });

  it.each([0, 1, -0.3])('is what is trusted at the least norm it counts with, λ = %d', lambda => {
    const errors = { first: 3e-16, second: 7e-16 };
    for (const normalisation of [0, 1e-15]) {
      const least = leastOutput(boundsOf(lambda), 1e-14, normalisation, errors);
      expect(outputError(boundsOf(lambda), normalisation, errors, least) / (1e-14 * least)).toBeCloseTo(1, 12);
      for (const more of [1.01, 3, 1e6])
        expect(outputError(boundsOf(lambda), normalisation, errors, more * least)).toBeLessThan(1e-14 * more * least);
    }
    expect(leastOutput(boundsOf(lambda), 1e-14, 0.6e-14, errors)).toBe(Number.POSITIVE_INFINITY);
    expect(leastOutput(boundsOf(lambda), 1e-14, 0, { first: 0, second: 0 })).toBe(0);
  });

  it('counts no layer for less than it is: the output bounds both', () => {
    for (let seed = 3200; seed < 3260; seed++) {
      const { problem, lambda, times } = solverCase(seed);
      const { Nh } = architectureOf(problem);
      const flow = closedForm(problem, lambda);
      const bounds = layerBounds(eigenbasis(architectureOf(problem), [dd(1)], dd(lambda)), problem);
      for (const t of times.filter(each => each < 1e3)) {
        const { W1, W2 } = flow.weights(t);
        const square = (entries: readonly number[]): number => entries.reduce((sum, x) => sum + x * x, 0);
        const size = Math.sqrt(square(flow.output(t).data));
        const errors = [
          { first: 1, second: 0, other: Math.sqrt(square(W2.data)) },
          { first: 0, second: 1, other: Math.sqrt(square(W1.data)) },
        ];
        for (const { other, ...own } of errors) {
          const bound = outputError(bounds, 0, own, size);
          expect(bound, `seed ${seed}, λ = ${lambda}, t = ${t}`).toBeGreaterThanOrEqual(
            (other / Math.sqrt(Nh)) * 0.999,
          );
        }
      }
    }
  });
});

it('a norm is at least what it is, whichever rows make it', () => {
  const numbers = Float64Array.of(9, 0, 3, 9, 4, 0, 9, 0, 12);
  const panel = { at: 1, stride: 3 };
  expect(isNormAtLeast(numbers, panel, 3, 2, 13)).toBe(true);
  expect(isNormAtLeast(numbers, panel, 3, 2, 13.0001)).toBe(false);
  expect(isNormAtLeast(numbers, panel, 2, 2, 5.0001)).toBe(false);
  expect(isNormAtLeast(numbers, panel, 1, 2, 0)).toBe(true);
  expect(isNormAtLeast(numbers, panel, 3, 2, Number.NaN)).toBe(false);
});
