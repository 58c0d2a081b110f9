import { describe, expect, it } from 'vitest';
import { Matrix } from '../numbers/matrix.ts';
import { closedForm } from './closedForm.ts';

const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
/** Values 2 and 1 along (c, s) and (−s, c). */
const sigmaYX = new Matrix(2, 2, [2 * c * c + s * s, c * s, c * s, 2 * s * s + c * c]);
const flowFrom = (W1: [number, number], W2: [number, number]) =>
  closedForm({ W1: new Matrix(1, 2, W1), W2: new Matrix(2, 1, W2), sigmaYX, tau: 1 });

// One hidden unit. What rounding hides of a start along the second mode grows into the first one, which wins in the end.
describe('the share that rests on what rounding hides', () => {
  it('is nothing at the start, and stays nothing where the start has what is learned', () => {
    const flow = flowFrom([c, s], [c, s]);
    expect(flow.undecided(0)).toBe(0);
    for (const t of [1, 5, 15, 30, 50]) expect(flow.undecided(t)).toBeLessThan(1e-25);
  });

  it('grows from a start along the second mode, as fast as the first beats it: like e^((2 − 1)t)', () => {
    const flow = flowFrom([-s, c], [-s, c]);
    const shares = [5, 10, 15, 20].map(t => flow.undecided(t));
    expect(shares[0]).toBeLessThan(1e-20);
    for (const k of [1, 2, 3]) expect(Math.log(shares[k]! / shares[k - 1]!) / 5).toBeCloseTo(1, 1);
  });

  it('is the same where another unit of two holds the weights', () => {
    const [zeros, own, other] = [
      [0, 0],
      [-s, c],
      [s, -c],
    ] as const;
    for (const first of [own, other])
      for (const t of [5, 10, 15]) {
        const alone = flowFrom([first[0], first[1]], [-s, c]).undecided(t);
        const W2 = new Matrix(2, 2, [0, -s, 0, c]);
        const beside = closedForm({ W1: new Matrix(2, 2, [...zeros, ...first]), W2, sigmaYX, tau: 1 }).undecided(t);
        expect(beside / alone).toBeGreaterThan(0.5);
        expect(beside / alone).toBeLessThan(2);
      }
  });

  it('decides everything, in time, on the way into the saddle at zero', () => {
    const flow = flowFrom([s, -c], [-s, c]);
    expect(flow.undecided(5)).toBeLessThan(1e-15);
    expect(flow.undecided(15)).toBeLessThan(1e-3);
    expect(flow.undecided(30)).toBeGreaterThan(1);
  });
});
