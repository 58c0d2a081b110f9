import { describe, expect, it } from 'vitest';
import { balanced } from '../network/initialisations/balanced.ts';
import { randomMatrices } from '../network/initialisations/randomMatrix.ts';
import { float64Field } from '../numbers/float64Field.ts';
import { squaredNorm, subtract } from '../numbers/linearAlgebra.ts';
import { closedForm } from './closedForm.ts';

describe('the loss of the closed form', () => {
  // Of the wide ones the tails of the task's directions are folded.
  it.each([
    [3, 2, 4, 0],
    [30, 2, 28, 0],
    [26, 2, 34, 0.5],
    [34, 3, 26, -0.5],
    [4, 5, 4, 0],
  ])('is half the squared distance of the output from the task: %i-%i-%i, λ = %d', (Ni, Nh, No, lambda) => {
    const sigmaYX = randomMatrices(Ni + Nh).gaussian(No, Ni, 1 / Math.sqrt(Ni));
    const flow = closedForm({ ...balanced({ Ni, Nh, No }, { lambda, sigma: 0.5, seed: Nh }), sigmaYX, tau: 1 });
    for (const t of [0, 0.01, 0.1, 0.5, 1, 2, 4]) {
      const loss = squaredNorm(float64Field, subtract(float64Field, sigmaYX, flow.output(t))) / 2;
      expect(Math.abs(flow.loss(t) - loss)).toBeLessThan(1e-14 * squaredNorm(float64Field, sigmaYX));
    }
  });
});
