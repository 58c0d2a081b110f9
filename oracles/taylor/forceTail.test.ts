import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FlowSize, forceBound } from './flowSize.ts';
import { log2ForceTail } from './forceTail.ts';

const size = { indefinite: 0, white: false };

/** All coefficients of F(A), by products of whole polynomials. */
function coefficientsOfForce({ depth, s, x, gamma }: FlowSize, A: readonly number[]): number[] {
  const times = (a: readonly number[], b: readonly number[]): number[] => {
    const product = new Array<number>(a.length + b.length - 1).fill(0);
    a.forEach((left, i) => {
      b.forEach((right, j) => {
        product[i + j]! += left * right;
      });
    });
    return product;
  };
  const power = (m: number): number[] => Array.from({ length: m }).reduce<number[]>(sum => times(sum, A), [1]);
  const [ofTask, ofMap] = [power(depth - 1), power(2 * depth - 1)];
  const root = Math.sqrt(depth);
  return ofMap.map(
    (map, k) => root * root ** (1 - depth) * (s * (ofTask[k] ?? 0) + (x * map) / root ** depth) + gamma * (A[k] ?? 0),
  );
}

const flowSizes = fc
  .record({
    depth: fc.integer({ min: 1, max: 5 }),
    s: fc.integer({ min: 0, max: 4 }),
    x: fc.integer({ min: 1, max: 3 }),
    gamma: fc.integer({ min: 0, max: 2 }),
  })
  .map(sizes => ({ ...sizes, ...size }));

it('is the sum of the coefficients of F(A) from that of the degree of A on', () => {
  fc.assert(
    fc.property(
      flowSizes,
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 9 }),
      fc.constantFrom(1 / 16, 0.7, 3),
      (flow, A, sigma) => {
        const p = A.length - 1;
        const all = coefficientsOfForce(flow, A);
        const at = (coefficients: readonly number[]): number =>
          coefficients.reduceRight((sum, coefficient) => sum * sigma + coefficient, 0);
        expect(at(all) / (forceBound(flow, at(A)) || 1)).toBeCloseTo(at(all) === 0 ? 0 : 1, 9);
        const tail = all.reduce((sum, c, k) => (k < p ? sum : sum + c * sigma ** k), 0);
        const found = log2ForceTail(A.map(Math.log2), Math.log2(sigma), flow);
        if (tail === 0) expect(found).toBe(Number.NEGATIVE_INFINITY);
        else expect(found).toBeCloseTo(Math.log2(tail), 9);
      },
    ),
    { seed: 3, numRuns: 200 },
  );
});

it('reaches far below the smallest float64', () => {
  // A_k = 2^(−40k), σ = 1: F(A) = A(3 + A²/2) has coefficients (3 + (k + 1)(k + 2)/4)2^(−40k), next to nothing beyond k = p.
  const flow = { depth: 2, s: 3, x: 1, gamma: 0, ...size };
  const p = 40;
  const found = log2ForceTail(
    Array.from({ length: p + 1 }, (_, k) => -40 * k),
    0,
    flow,
  );
  expect(found).toBeCloseTo(Math.log2(3 + ((p + 1) * (p + 2)) / 4) - 40 * p, 9);
});

it('is not lost where powers of the weights are below the smallest float64', () => {
  // A_k = 2^(−400 − k), h = 4, σ = 1/2: (A³)_k = (k + 1)(k + 2)/2 · 2^(−1200 − k), and A⁷ is next to nothing.
  const flow = { depth: 4, s: 2, x: 1, gamma: 0, ...size };
  const p = 3;
  const found = log2ForceTail([-400, -401, -402, -403], -1, flow);
  const cube = [0, 1, 2, 3].reduce<number[]>(
    (all, i) => {
      for (let j = 0; j <= p; j++) for (let k = 0; k <= p; k++) all[i + j + k]! += 2 ** -(i + j + k);
      return all;
    },
    new Array<number>(3 * p + 1).fill(0),
  );
  const tail = cube.reduce((sum, c, k) => (k < p ? sum : sum + c * 2 ** -k), 0);
  expect(found).toBeCloseTo(Math.log2((2 * tail) / 4) - 1200, 9);
});
