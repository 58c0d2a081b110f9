import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowOf } from '../../src/network/flow.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { anyDepth, velocity } from '../testing/testFlows.ts';
import { anyProblem, generalProblem, scalarProblem } from '../testing/testProblems.ts';
import { layerForces } from './exactVelocity.ts';
import { norm, normalized } from './normalized.ts';
import { dyadic } from './timeScale.ts';

describe('normalized', () => {
  const factor = fc.constantFrom('1', '1e-9', '3', '1e7').map(text => Rational.of(text));

  it('is the same flow in other units, with nothing larger than 1', () => {
    fc.assert(
      fc.property(fc.oneof(anyProblem, fc.constant(generalProblem())), factor, factor, (start, weights, task) => {
        const problem = {
          ...start,
          W1: start.W1.map(entry => entry.mul(weights)),
          sigmaYX: start.sigmaYX.map(entry => entry.mul(task)),
        };
        const outer = flowOf(problem);
        const { flow: inner, weightExponent, timeUnit } = normalized(outer);
        for (const part of [...inner.layers, inner.sigmaYX, ...(inner.sigmaXX ? [inner.sigmaXX] : [])])
          expect(norm(part)).toBeLessThanOrEqual(1 + 1e-12);
        const unit = dyadic(1, weightExponent);
        const [outside, inside] = [outer, inner].map(layerForces);
        outside!.forEach((slope, index) => {
          slope.data.forEach((entry, at) => {
            expect(entry.mul(timeUnit).equals(inside![index]!.data[at]!.mul(unit))).toBe(true);
          });
        });
        inner.layers[1]!.data.forEach((entry, at) => {
          expect(entry.mul(unit).equals(problem.W2.data[at]!)).toBe(true);
        });
      }),
    );
  });

  it('is so at any depth, the decay in the same unit of time', () => {
    fc.assert(
      fc.property(anyDepth, factor, factor, (start, weights, task) => {
        const outer = {
          ...start,
          layers: start.layers.map(layer => layer.map(entry => entry.mul(weights))),
          sigmaYX: start.sigmaYX.map(entry => entry.mul(task)),
        };
        const { flow: inner, weightExponent, timeUnit } = normalized(outer);
        for (const part of [...inner.layers, inner.sigmaYX, ...(inner.sigmaXX ? [inner.sigmaXX] : [])])
          expect(norm(part)).toBeLessThanOrEqual(1 + 1e-12);
        const unit = dyadic(1, weightExponent);
        const [outside, inside] = [outer, inner].map(velocity);
        outside!.forEach((slope, j) => {
          slope.data.forEach((entry, at) => {
            expect(entry.mul(timeUnit).equals(inside![j]!.data[at]!.mul(unit))).toBe(true);
          });
        });
      }),
      { numRuns: 50, seed: 3 },
    );
  });

  it('makes something as large as 1/2', () => {
    for (const problem of [scalarProblem('1e-6', '1e-9', 0), scalarProblem(0, 300, 1), generalProblem()]) {
      const { layers, sigmaYX } = normalized(flowOf(problem)).flow;
      expect(Math.max(...layers.map(norm), Math.sqrt(norm(sigmaYX)))).toBeGreaterThan(0.49);
    }
  });
});
