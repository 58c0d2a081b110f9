import { taskSvd } from '../../src/judge/taskSvd.ts';
import { convert, frobeniusNorm, multiply, subtract } from '../../src/numbers/linearAlgebra.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

/** Decided like `nonSingularB`: what is below 10^-30 of the weights is zero. */
export const startInTaskBasis: KnownHypothesis = {
  id: 'start-in-task-basis',
  name: 'start in the basis of the task',
  meaning: 'W1(0) = A(0)Ṽᵀ and W2(0) = ŨA(0)ᵀ for one A(0)',
  holds: ({ problem: { sigmaYX, W1, W2 } }) => {
    const { field, U, V } = taskSvd(sigmaYX, 60);
    const [first, second] = [convert(field, W1), convert(field, W2)];
    const A0 = multiply(field, first, V);
    const misses = [
      subtract(field, first, multiply(field, A0, V.transpose())),
      subtract(field, second, multiply(field, U, A0.transpose())),
    ];
    const size = field.add(frobeniusNorm(field, first), frobeniusNorm(field, second));
    const slack = field.mul(size, field.parse('1e-30'));
    return misses.every(miss => field.compare(frobeniusNorm(field, miss), slack) <= 0);
  },
  narrows: { balanced: true, lambda: 'zero', inTaskBasis: true, suits: ({ Ni, No }) => Ni === No },
};
