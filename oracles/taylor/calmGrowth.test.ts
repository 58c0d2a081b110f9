import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flow } from '../../src/network/flow.ts';
import { mapOfLayers } from '../../src/network/observables/flowLoss.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { multiply, subtract } from '../../src/numbers/linearAlgebra.ts';
import { Matrix } from '../../src/numbers/matrix.ts';
import { growthByImbalance, growthNearRest, imbalanceOf } from './calmGrowth.ts';
import type { StepErrors } from './errorBound.ts';
import { flowJacobian, flowModes } from './flowModes.ts';
import { flowSize } from './flowSize.ts';

const entry = fc.double({ min: -2, max: 2, noNaN: true });
const matrix = (rows: number, cols: number): fc.Arbitrary<Matrix<number>> =>
  fc.array(entry, { minLength: rows * cols, maxLength: rows * cols }).map(data => new Matrix(rows, cols, data));
/** 2-2-3 or 2-2-2-3, W_1 first. */
const net = (widths: readonly number[]): fc.Arbitrary<Flow<number>> =>
  fc.record({
    layers: fc.tuple(...widths.slice(1).map((rows, j) => matrix(rows, widths[j]!))),
    sigmaYX: matrix(widths.at(-1)!, widths[0]!),
    tau: fc.constant(1),
  });

const size = (matrices: readonly Matrix<number>[]): number => Math.hypot(...matrices.flatMap(({ data }) => data));

/** What the bounds read of a step from `start` to weights as far away as those of `end`. */
function stepBetween(start: Flow<number>, end: Flow<number>): StepErrors {
  const changes = start.layers.map((layer, j) => subtract(float64Field, end.layers[j]!, layer));
  const E = subtract(float64Field, end.sigmaYX, mapOfLayers(float64Field, end.layers));
  return {
    local: 0,
    atEnd: 0,
    slope: 0,
    growth: 0,
    start: size(start.layers),
    size: size(start.layers) + size(changes),
    layerSizes: () => end.layers.map(layer => size([layer])),
    errorNorm: size([E]),
  };
}

const largestRate = (flow: Flow<number>): number => flowModes(flow).rates[0]!;

describe('flowModes', () => {
  it('has the derivative of the force, which is symmetric, and its orthogonal vectors', () => {
    fc.assert(
      fc.property(net([2, 2, 2, 3]), flow => {
        const jacobian = flowJacobian({ ...flow, decay: 0.5 });
        const n = jacobian.rows;
        const scale = Math.hypot(...jacobian.data, 1);
        for (let i = 0; i < n; i++)
          for (let j = 0; j < i; j++)
            expect(Math.abs(jacobian.at(i, j) - jacobian.at(j, i))).toBeLessThan(1e-13 * scale);
        const { rates, vectors } = flowModes({ ...flow, decay: 0.5 });
        rates.forEach((rate, m) => {
          const turned = multiply(float64Field, jacobian, new Matrix(n, 1, vectors[m]!)).data;
          turned.forEach((value, i) => {
            expect(Math.abs(value - rate * vectors[m]![i]!)).toBeLessThan(1e-12 * scale);
          });
        });
        expect([...rates].sort((a, b) => b - a)).toEqual(rates);
      }),
      { numRuns: 30, seed: 3 },
    );
  });

  it('knows −(w1² + w2²) and 0 of a scalar net that has learned its task', () => {
    const scalar = (value: number): Matrix<number> => new Matrix(1, 1, [value]);
    const { rates } = flowModes({ layers: [scalar(3), scalar(4)], sigmaYX: scalar(12), tau: 1 });
    expect(rates[0]).toBeCloseTo(0, 12);
    expect(rates[1]).toBeCloseTo(-25, 12);
  });

  it('lets held weights rest', () => {
    const ones = Matrix.fromRows([[1]]);
    const { rates } = flowModes({
      layers: [ones, ones],
      sigmaYX: Matrix.fromRows([[3]]),
      tau: 1,
      mask: [new Matrix<0 | 1>(1, 1, [0]), new Matrix<0 | 1>(1, 1, [1])],
    });
    expect(rates[0]).toBeCloseTo(0, 12);
    expect(rates[1]).toBeCloseTo(-1, 12);
  });
});

describe('growthNearRest', () => {
  it.each([[[2, 2, 3]], [[2, 2, 2, 3]]])('is at least the largest rate at any point so far away: %j', widths => {
    fc.assert(
      fc.property(net(widths), net(widths), fc.constantFrom(1e-3, 0.1, 1), (start, direction, far) => {
        const layers = start.layers.map((layer, j) => layer.map((v, a, b) => v + far * direction.layers[j]!.at(a, b)));
        const end = { ...start, layers };
        const modes = flowModes(start);
        const bound = growthNearRest(stepBetween(start, end), modes, flowSize(start), 2);
        expect(bound).toBeGreaterThanOrEqual(2 * largestRate(end));
        // Of some use: it shrinks with the distance.
        if (far === 1e-3) expect(bound - 2 * modes.rates[0]!).toBeLessThan(10);
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});

describe('growthByImbalance', () => {
  const uneven = fc.tuple(net([2, 2, 3]), fc.constantFrom(3, 10, 100)).map(([flow, factor]) => {
    const [W1, W2] = flow.layers as [Matrix<number>, Matrix<number>];
    return { ...flow, layers: [W1, W2.map((v, i, j) => factor * (v + (i === j ? 3 : 0)))] };
  });

  it('is at least the largest rate, of either layer the larger', () => {
    fc.assert(
      fc.property(uneven, fc.boolean(), (flow, turned) => {
        const given = turned
          ? {
              ...flow,
              layers: [...flow.layers].reverse().map(layer => layer.transpose()),
              sigmaYX: flow.sigmaYX.transpose(),
            }
          : flow;
        const imbalance = imbalanceOf(given);
        fc.pre(imbalance !== undefined);
        expect(imbalance!.outer).toBe(!turned);
        const growth = growthByImbalance(imbalance!, stepBetween(given, given), 1);
        const most = largestRate(given);
        expect(growth).toBeGreaterThanOrEqual(most - 1e-12 * size(given.layers) ** 2);
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  it('is about (e² + 2ew√m)/m for a large imbalance m', () => {
    const step = {
      errorNorm: 1,
      layerSizes: () => [0, 100],
      size: 100,
      start: 100,
      local: 0,
      atEnd: 0,
      slope: 0,
      growth: 0,
    };
    expect(growthByImbalance({ outer: true, least: 1e4 }, step, 1)).toBeLessThan(1.3e-4);
    expect(growthByImbalance({ outer: true, least: 1e4 }, { ...step, layerSizes: () => [0.01, 100] }, 1)).toBeLessThan(
      6e-4,
    );
  });

  it('is not had of hidden units of both signs, of balanced ones, nor where the imbalance is not kept', () => {
    const diagonal = (a: number, b: number): Matrix<number> =>
      Matrix.fromRows([
        [a, 0],
        [0, b],
      ]);
    const flow = { sigmaYX: diagonal(1, 1), tau: 1 };
    expect(imbalanceOf({ ...flow, layers: [diagonal(1, 3), diagonal(3, 1)] })).toBeUndefined();
    expect(imbalanceOf({ ...flow, layers: [diagonal(1, 3), diagonal(1, 3)] })).toBeUndefined();
    const outer = { ...flow, layers: [diagonal(1, 1), diagonal(3, 2)] };
    expect(imbalanceOf(outer)).toMatchObject({ outer: true });
    expect(imbalanceOf(outer)!.least).toBeCloseTo(3, 6);
    expect(imbalanceOf({ ...outer, decay: 1 })).toBeUndefined();
    expect(imbalanceOf({ ...outer, sigmaXX: diagonal(1, 1) })).toBeUndefined();
  });
});
