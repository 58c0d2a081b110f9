import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapOfLayers } from '../../../src/network/observables/flowLoss.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { SEARCHED_NETWORKS, searchedCriticalPoints } from './_criticalPointSearch.ts';
import { anyCriticalPoints, criticalPointCases, inBases, nearDiagonal, signatureOf } from './_criticalPoints.ts';
import { networkOf, rational } from './_network.ts';
import { taskOf } from './_networkCases.ts';
import { gradient, isCritical } from './_variations.ts';

describe('critical points', () => {
  it('of the parametrisation are critical by the loss itself, and have the rank of their signature', () => {
    fc.assert(
      fc.property(criticalPointCases(), given => {
        const net = networkOf(given);
        expect(isCritical(given.flow)).toBe(true);
        expect(rank(rationalField, net.product(1, net.h))).toBe(signatureOf(given).length);
      }),
      { numRuns: 40 },
    );
  });

  it('of each kind are of that kind', () => {
    fc.assert(
      fc.property(
        criticalPointCases({ rank: 'full' }),
        criticalPointCases({ rank: 'deficient' }),
        criticalPointCases({ signature: 'first', rank: 'deficient' }),
        criticalPointCases({ signature: 'not-first' }),
        (full, deficient, first, other) => {
          const inOrder = (S: readonly number[]): boolean => S.every((i, k) => i === k);
          expect(signatureOf(full)).toHaveLength(networkOf(full).dy);
          expect(signatureOf(deficient).length).toBeLessThan(networkOf(deficient).dy);
          expect(inOrder(signatureOf(first)) && signatureOf(first).length < networkOf(first).dy).toBe(true);
          expect(inOrder(signatureOf(other))).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that a search has found are critical too, of every depth, with products of every rank', () => {
    const found = SEARCHED_NETWORKS.flatMap(searchedCriticalPoints);
    for (const { layers, sigmaYX } of found.filter((_, k) => k % 5 === 0))
      expect(isCritical({ layers, sigmaYX, tau: rational(1) })).toBe(true);
    expect([...new Set(found.map(({ layers }) => layers.length))].sort()).toEqual([1, 2, 3, 4]);
    const twoByTwo = found.filter(({ sigmaYX }) => sigmaYX.rows === 2);
    expect(new Set(twoByTwo.map(({ layers }) => rank(rationalField, mapOfLayers(rationalField, layers))))).toEqual(
      new Set([0, 1, 2]),
    );
  });

  it('come from both', () => {
    const cases = fc.sample(anyCriticalPoints(), { seed: 1, numRuns: 40 });
    expect(cases.some(({ flow }) => flow.layers.length === 1)).toBe(true);
    expect(cases.every(({ flow }) => isCritical(flow))).toBe(true);
  });
});

it('says what is no critical point of the parametrisation, and what does not fit', () => {
  const Sigma = taskOf(0, 2, 2);
  const one = networkOf({ flow: { layers: [Sigma], sigmaYX: Sigma, tau: rational(1) }, time: rational(0), extra: {} });
  expect(() =>
    signatureOf({ flow: { layers: one.W, sigmaYX: Sigma, tau: rational(1) }, time: rational(0), extra: {} }),
  ).toThrow('case must be a critical point of the parametrisation, got []');
  expect(() => nearDiagonal([2, 2], Sigma, [0])).toThrow('h must be a whole number from 2 to 32, got 1');
  expect(() => nearDiagonal([2, 2, 3], Sigma, [0])).toThrow('Sigma must be 3×2, got "2×2"');
  expect(() => nearDiagonal([2, 2, 2], Sigma, [1, 0])).toThrow('S[1] must be a whole number from 2 to 1, got 0');
  expect(() => nearDiagonal([2, 1, 2], Sigma, [0, 1])).toThrow('d[1] must be 2 at least, the size of S, got 1');
  expect(() => inBases(nearDiagonal([2, 2, 2], Sigma, [0]), [])).toThrow(
    'bases must be 1, one for each hidden layer, got 0',
  );
  const singular = Sigma.map(() => rational(1));
  expect(() => inBases(nearDiagonal([2, 2, 2], Sigma, [0]), [singular])).toThrow(/must be invertible/);
  expect(() => criticalPointCases({ minDepth: 1 })).toThrow('minDepth must be a whole number from 2 to 32, got 1');
});

it('off the critical points the gradient is not zero', () => {
  const given = fc.sample(criticalPointCases(), { seed: 3, numRuns: 1 })[0]!;
  const off = { ...given.flow, layers: given.flow.layers.map(layer => layer.map(entry => entry.add(rational(1)))) };
  expect(isCritical(off)).toBe(false);
  expect(gradient(off).map(({ shape }) => shape)).toEqual(off.layers.map(({ shape }) => shape));
});
