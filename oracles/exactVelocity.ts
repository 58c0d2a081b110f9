import type { Problem, Weights } from '../src/network/problem.ts';
import { multiply, scale, subtract } from '../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../src/numbers/matrix.ts';
import { Rational } from '../src/numbers/rational.ts';
import { rationalField } from '../src/numbers/rationalField.ts';

/** −∂L/∂W1 and −∂L/∂W2, exactly: W2ᵀE and EW1ᵀ with E = Σyx − W2W1Σxx. */
export function exactForce({ W1, W2, sigmaYX, sigmaXX }: Problem): Weights<Rational> {
  const output = multiply(rationalField, W2, W1);
  const E = subtract(rationalField, sigmaYX, sigmaXX ? multiply(rationalField, output, sigmaXX) : output);
  return { W1: multiply(rationalField, W2.transpose(), E), W2: multiply(rationalField, E, W1.transpose()) };
}

/** dW1/dt and dW2/dt of gradient flow at the given weights, exactly. Every state of a flow is the start of one. */
export function exactVelocity(problem: Problem): Weights<Rational> {
  const force = exactForce(problem);
  const perTau = (matrix: Matrix<Rational>): Matrix<Rational> =>
    scale(rationalField, Rational.ONE.div(problem.tau), matrix);
  return { W1: perTau(force.W1), W2: perTau(force.W2) };
}
