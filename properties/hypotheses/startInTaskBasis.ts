import { float64Field } from '../../src/numbers/float64Field.ts';
import { convert, frobeniusNorm, multiply, subtract } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { taskBasis } from './_taskBasis.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';

/** In float64, of what most starts are: W2 = ŨA(0)ᵀ and W1 = A(0)Ṽᵀ have W2ᵀW2 = W1W1ᵀ, and then the task need not be decomposed. */
function isClearlyUnbalanced(W1: Matrix<Rational>, W2: Matrix<Rational>): boolean {
  const [first, second] = [convert(float64Field, W1), convert(float64Field, W2)];
  const grams = [multiply(float64Field, first, first.transpose()), multiply(float64Field, second.transpose(), second)];
  const size = Math.max(...grams.map(gram => frobeniusNorm(float64Field, gram)));
  return (
    Number.isFinite(size) && frobeniusNorm(float64Field, subtract(float64Field, grams[0]!, grams[1]!)) > 1e-6 * size
  );
}

/** Decided like `nonSingularB`: what is below 10^-30 of the weights is zero. */
export const startInTaskBasis: KnownHypothesis = {
  id: 'start-in-task-basis',
  name: 'start in the basis of the task',
  meaning: 'W1(0) = A(0)Ṽᵀ and W2(0) = ŨA(0)ᵀ for one A(0)',
  holds: ({ problem: { sigmaYX, W1, W2 } }) => {
    if (isClearlyUnbalanced(W1, W2)) return false;
    const { field, U, V } = taskBasis(sigmaYX);
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
