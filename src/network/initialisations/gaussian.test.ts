import { describe, expect, it } from 'vitest';
import { float64Field } from '../../numbers/float64Field.ts';
import { identity, maxAbs, multiply, subtract } from '../../numbers/linearAlgebra.ts';
import type { Matrix } from '../../numbers/matrix.ts';
import { architecture } from '../architecture.ts';
import { gaussian } from './gaussian.ts';
import { glorot } from './glorot.ts';
import { he } from './he.ts';
import { lecun } from './lecun.ts';
import { randomMatrices } from './randomMatrix.ts';

/** The sample variance of n Gaussian entries lies within 5√(2/n) of the true one, relative, in all but 1 of 10⁶ draws. */
function expectVariance(layer: Matrix<number>, variance: number): void {
  const n = layer.data.length;
  const mean = layer.data.reduce((sum, entry) => sum + entry, 0) / n;
  const spread = layer.data.reduce((sum, entry) => sum + entry * entry, 0) / n;
  expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / n));
  expect(Math.abs(spread / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
}

describe('Gaussian initialisations', () => {
  const widths = architecture(50, 200, 100);
  const table = [
    ['lecun', lecun(widths, { seed: 1 }), 1 / 50, 1 / 200],
    ['glorot', glorot(widths, { seed: 2 }), 2 / 250, 2 / 300],
    ['he', he(widths, { seed: 3 }), 2 / 50, 2 / 200],
    ['gaussian', gaussian(widths, { sigma1: 0.5, sigma2: 3, seed: 4 }), 0.25, 9],
    ['gaussian of one scale', gaussian(widths, { sigma1: 2, seed: 5 }), 4, 4],
  ] as const;

  it.each(table)('%s has the shapes and variances it is named for', (_name, { W1, W2 }, variance1, variance2) => {
    expect([W1.shape, W2.shape]).toEqual(['200×50', '100×200']);
    expectVariance(W1, variance1);
    expectVariance(W2, variance2);
  });

  it('depends on the seed alone', () => {
    expect(he(widths, { seed: -7 })).toEqual(he(widths, { seed: -7 }));
    expect(he(widths, { seed: -7 })).not.toEqual(he(widths, { seed: 7 }));
    expect(() => he(widths, { seed: Number.NaN })).toThrow(/seed/);
    expect(() => gaussian(widths, { sigma1: -1, seed: 1 })).toThrow(/sigma1/);
    expect(() => gaussian(widths, { sigma1: 1, sigma2: Number.POSITIVE_INFINITY, seed: 1 })).toThrow(/sigma2/);
  });

  it('draws orthogonal matrices of both determinants', () => {
    const random = randomMatrices(11);
    const signs = new Set<number>();
    for (let draw = 0; draw < 40; draw++) {
      const Q = random.orthogonal(2);
      signs.add(Math.sign(Q.at(0, 0) * Q.at(1, 1) - Q.at(0, 1) * Q.at(1, 0)));
      const large = random.orthogonal(9);
      const gram = multiply(float64Field, large.transpose(), large);
      expect(maxAbs(float64Field, subtract(float64Field, gram, identity(float64Field, 9)))).toBeLessThan(2e-15);
    }
    expect(signs).toEqual(new Set([-1, 1]));
  });
});
