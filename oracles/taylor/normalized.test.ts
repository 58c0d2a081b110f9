import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/numbers/rational.ts';
import { exactForce } from '../exactVelocity.ts';
import { anyProblem, generalProblem, scalarProblem } from '../testProblems.ts';
import { norm, normalized } from './normalized.ts';
import { dyadic } from './step.ts';

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
        const { problem: inner, weightExponent, timeUnit } = normalized(problem);
        for (const part of [inner.W1, inner.W2, inner.sigmaYX, ...(inner.sigmaXX ? [inner.sigmaXX] : [])])
          expect(norm(part)).toBeLessThanOrEqual(1 + 1e-12);
        const unit = dyadic(1, weightExponent);
        const [outside, inside] = [problem, inner].map(exactForce).map(({ W1, W2 }) => [W1, W2]);
        outside!.forEach((slope, index) => {
          slope.data.forEach((entry, at) => {
            expect(entry.mul(timeUnit).equals(inside![index]!.data[at]!.mul(unit))).toBe(true);
          });
        });
        inner.W2.data.forEach((entry, at) => {
          expect(entry.mul(unit).equals(problem.W2.data[at]!)).toBe(true);
        });
      }),
    );
  });

  it('makes something as large as 1/2', () => {
    for (const problem of [scalarProblem('1e-6', '1e-9', 0), scalarProblem(0, 300, 1), generalProblem()]) {
      const { problem: inner } = normalized(problem);
      expect(Math.max(norm(inner.W1), norm(inner.W2), Math.sqrt(norm(inner.sigmaYX)))).toBeGreaterThan(0.49);
    }
  });
});
