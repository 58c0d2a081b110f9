import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flow as requireFlow, widthsOf } from '../../src/network/flow.ts';
import { mapOfLayers } from '../../src/network/observables/flowLoss.ts';
import { isPositiveSemidefinite } from '../../src/numbers/isPositiveSemidefinite.ts';
import { multiply, squaredNorm, subtract } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { type DrawnFlow, FLOW_STARTS, type FlowOptions, flowArbitrary } from './flowArbitrary.ts';
import { onlyValidAlsoWhenShrunk, sameSeedSameValue, shrinksStrictlySmaller } from './testing/laws.ts';

const F = rationalField;
const isZero = (a: Matrix<Rational>): boolean => a.data.every(entry => entry.sign() === 0);

/** W_(j+1)ᵀW_(j+1) − W_jW_jᵀ for all j. */
function balances({ flow: { layers } }: DrawnFlow): Matrix<Rational>[] {
  return layers
    .slice(1)
    .map((next, j) =>
      subtract(F, multiply(F, next.transpose(), next), multiply(F, layers[j]!, layers[j]!.transpose())),
    );
}

function commute(a: Matrix<Rational>, b: Matrix<Rational>): boolean {
  return isZero(subtract(F, multiply(F, a, b), multiply(F, b, a)));
}

function isSymmetric(a: Matrix<Rational>): boolean {
  return isZero(subtract(F, a, a.transpose()));
}

/** What follows from common singular vectors: neighbouring layers share theirs, and so do the map and the task. */
function isDecoupled({ flow: { layers, sigmaYX } }: DrawnFlow): boolean {
  const map = mapOfLayers(F, layers);
  const neighbours = layers
    .slice(1)
    .every((next, j) => commute(multiply(F, next.transpose(), next), multiply(F, layers[j]!, layers[j]!.transpose())));
  return (
    neighbours && [multiply(F, sigmaYX.transpose(), map), multiply(F, map, sigmaYX.transpose())].every(isSymmetric)
  );
}

function requireValid(value: DrawnFlow): void {
  const { flow, start } = value;
  requireFlow(flow);
  if (flow.sigmaXX !== undefined) expect(isPositiveSemidefinite(flow.sigmaXX)).toBe(true);
  if (start === 'balanced' || start === 'aligned') expect(balances(value).every(isZero)).toBe(true);
  if (start === 'decoupled' || start === 'aligned') expect(isDecoupled(value)).toBe(true);
  if (start === 'delta-balanced')
    for (const off of balances(value)) expect(squaredNorm(F, off).toNumber()).toBeLessThan(40);
}

describe('flowArbitrary', () => {
  it('keeps the laws: fitting shapes and the start that it names on every shrink path, down to scalars', () => {
    const single = (value: number) => ({ rows: 1, cols: 1, data: [String(value)] });
    sameSeedSameValue(flowArbitrary());
    onlyValidAlsoWhenShrunk(flowArbitrary(), requireValid, { values: 12, breadth: 4 });
    shrinksStrictlySmaller(flowArbitrary(), {
      smallest: { start: 'general', flow: { layers: [single(1)], sigmaYX: single(2), tau: '1' } },
      values: 4,
    });
    const deep = { minDepth: 3, starts: ['aligned'] as const };
    shrinksStrictlySmaller(flowArbitrary(deep), {
      smallest: { start: 'aligned', flow: { layers: [1, 1, 1].map(single), sigmaYX: single(2), tau: '1' } },
      values: 3,
    });
  });

  it.each(FLOW_STARTS)('names only %s starts that are, with decay, inputs and held weights too', start => {
    onlyValidAlsoWhenShrunk(flowArbitrary({ starts: [start] }), requireValid, { values: 8, breadth: 4 });
    const any: FlowOptions = {
      starts: [start === 'aligned' || start === 'decoupled' ? 'general' : start],
      gradient: 'any',
    };
    onlyValidAlsoWhenShrunk(flowArbitrary(any), requireValid, { values: 8, breadth: 4 });
  });

  it('reaches what is hard, often enough', () => {
    const sample = fc.sample(flowArbitrary({ gradient: 'any' }), { seed: 12, numRuns: 600 });
    const share = (holds: (value: DrawnFlow) => boolean): number => sample.filter(holds).length / sample.length;
    const hidden = ({ flow }: DrawnFlow): number[] => widthsOf(flow.layers).slice(1, -1);
    const ends = ({ flow: { sigmaYX } }: DrawnFlow): number => Math.min(sigmaYX.rows, sigmaYX.cols);
    const ties = (a: Matrix<Rational>): boolean => {
      // A multiple of an orthogonal projection twice over: A AᵀA = c A with rank above 1.
      const square = multiply(F, multiply(F, a, a.transpose()), a);
      const at = a.data.findIndex(entry => entry.sign() !== 0);
      if (at < 0 || Math.min(a.rows, a.cols) < 2) return false;
      const factor = square.data[at]!.div(a.data[at]!);
      const same = square.data.every((entry, k) => entry.equals(a.data[k]!.mul(factor)));
      return same && !squaredNorm(F, a).equals(factor);
    };
    for (const start of FLOW_STARTS) expect(share(value => value.start === start)).toBeGreaterThan(0.12);
    for (const depth of [1, 2, 3, 4, 5])
      expect(share(({ flow }) => flow.layers.length === depth)).toBeGreaterThan(0.12);
    expect(share(({ flow }) => flow.layers.length >= 4)).toBeGreaterThan(0.3);
    expect(share(value => Math.min(...hidden(value), 9) < ends(value))).toBeGreaterThan(0.2);
    expect(share(({ flow }) => new Set(widthsOf(flow.layers)).size >= 3)).toBeGreaterThan(0.3);
    expect(share(({ flow }) => flow.layers.some(isZero))).toBeGreaterThan(0.05);
    expect(
      share(({ flow }) => flow.layers.some(layer => layer.data.some(entry => entry.sign() === 0))),
    ).toBeGreaterThan(0.3);
    expect(share(({ flow }) => isZero(mapOfLayers(F, flow.layers)))).toBeGreaterThan(0.05);
    expect(share(({ flow }) => isZero(flow.sigmaYX))).toBeGreaterThan(0.02);
    expect(share(({ flow }) => ties(flow.sigmaYX))).toBeGreaterThan(0.1);
    expect(share(({ flow }) => ties(flow.sigmaYX))).toBeLessThan(0.25);
    expect(share(({ flow, start }) => start !== 'general' && flow.layers.some(ties))).toBeGreaterThan(0.05);
    for (const extra of ['sigmaXX', 'decay', 'mask'] as const)
      expect(share(({ flow }) => flow[extra] !== undefined)).toBeGreaterThan(0.3);
    expect(share(({ flow: { mask = [] } }) => mask.some(matrix => matrix.data.includes(0)))).toBeGreaterThan(0.2);
    const balancedOnlyByName = share(value => value.start === 'delta-balanced' && balances(value).every(isZero));
    expect(balancedOnlyByName).toBeLessThan(0.08);
  });

  it('brings what breaks down to scalars of the depth that it needs', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const found = fc.check(
        fc.property(flowArbitrary(), ({ flow }) => flow.layers.length < 3),
        { seed, numRuns: 200 },
      );
      expect(widthsOf(found.counterexample![0].flow.layers)).toEqual([1, 1, 1, 1]);
    }
  });

  it.each<[string, FlowOptions]>([
    ['minDepth', { minDepth: 0 }],
    ['maxDepth', { minDepth: 3, maxDepth: 2 }],
    ['maxDepth', { maxDepth: 33 }],
    ['maxWidth', { maxWidth: 0 }],
    ['starts', { starts: [] }],
  ])('refuses %s that leaves nothing', (argument, options) => {
    expect(() => flowArbitrary(options)).toThrowError(expect.objectContaining({ code: 'RANGE', argument }));
  });
});
