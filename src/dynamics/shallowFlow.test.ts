import { describe, expect, it } from 'vitest';
import { Matrix } from '../numbers/matrix.ts';
import { shallowFlow } from './shallowFlow.ts';

const task = Matrix.fromRows([
  [1, -2, 0.5],
  [3, 0, 4],
]);
const start = Matrix.fromRows([
  [0.1, 0.2, 0],
  [-5, 1, 4],
]);

describe('shallowFlow', () => {
  it('solves τ dW/dt = Σyx − W from W(0)', () => {
    expect(shallowFlow(task, start, 0, 2)).toEqual(start);
    const [t, tau, step] = [0.8, 2, 1e-3];
    const W = shallowFlow(task, start, t, tau);
    const [before, after] = [shallowFlow(task, start, t - step, tau), shallowFlow(task, start, t + step, tau)];
    W.data.forEach((entry, k) => {
      const slope = (after.data[k]! - before.data[k]!) / (2 * step);
      expect(tau * slope).toBeCloseTo(task.data[k]! - entry, 5);
    });
  });

  it('is the average of start and task after τ ln 2, and the task at Infinity', () => {
    const half = shallowFlow(task, start, 3 * Math.LN2, 3);
    half.data.forEach((entry, k) => {
      expect(entry).toBeCloseTo((task.data[k]! + start.data[k]!) / 2, 14);
    });
    expect(shallowFlow(task, start, Number.POSITIVE_INFINITY)).toEqual(task);
  });

  it.each([
    ['SHAPE', 'W0', () => shallowFlow(task, task.transpose(), 1)],
    [
      'NOT_A_NUMBER',
      'W0',
      () =>
        shallowFlow(
          task,
          start.map(() => Number.NaN),
          1,
        ),
    ],
    ['RANGE', 't', () => shallowFlow(task, start, -1)],
    ['RANGE', 'tau', () => shallowFlow(task, start, 1, 0)],
  ])('refuses with %s: %s', (code, argument, call) => {
    expect(call).toThrowError(expect.objectContaining({ code, argument }));
  });
});
