import { expect, it } from 'vitest';
import { answerLine } from './answerLine.ts';

interface Seen {
  readonly route?: readonly string[];
  readonly agreedDigits: readonly number[];
  readonly output: readonly string[][][];
  readonly error?: { readonly code: string };
}

const ask = (fields: object): Seen => answerLine(JSON.stringify(fields), 1) as unknown as Seen;

/** Unbalanced 3-2-3, |λ| near 10⁶. */
const stiff = {
  W1: [
    [1000, 0, 0],
    [0, 1000, 0],
  ],
  W2: [
    [0.5, 0],
    [0, 0.25],
    [0, 0],
  ],
  sigmaYX: [
    [1, 0.5, 0],
    [0.25, 2, 0.5],
    [0, 0.125, 1.5],
  ],
  quantities: ['output'],
  digits: 30,
};

it('a line with digits is answered where |λ|t/τ is 10⁶ and 10⁸, and says by which route', () => {
  const { route, agreedDigits, output } = ask({ ...stiff, times: [1, 100] });
  expect(route).toEqual(['slow-manifold', 'slow-manifold']);
  expect(agreedDigits).toEqual([30, 30]);
  // W1 hardly moves: the two columns that it spans are learned, and the third is not yet.
  expect(output[0]![0]![0]).toMatch(/^(0\.9999|1\.0000)/);
  expect(Math.abs(Number(output[0]![2]![2]))).toBeLessThan(1e-3);
});

it('plain series are not spoken of, of two layers or more; a flow at rest is', () => {
  const plain = { W1: [[1]], W2: [[1]], sigmaYX: [[2]], quantities: ['output'], digits: 20 };
  expect(ask({ ...plain, times: [0, 1] })).not.toHaveProperty('route');
  expect(ask({ layers: [[[1]], [[1]], [[1]]], sigmaYX: [[2]], times: [1], digits: 20 })).not.toHaveProperty('route');
  const rested = ask({ ...plain, quantities: ['loss'], times: [1, '1e9'] });
  expect(rested.route).toEqual(['taylor', 'rest']);
});

it('what stays beside a saddle for long is refused still', () => {
  const beside = { W1: [[30]], W2: [[-30]], sigmaYX: [[2]], times: [1e6], quantities: ['output'], digits: 20 };
  expect(ask(beside).error?.code).toBe('PRECISION');
});
