import { type Flow, flowOf } from '../../src/network/flow.ts';
import type { Problem, Weights } from '../../src/network/problem.ts';
import type { Field } from '../../src/numbers/field.ts';
import { multiply, product, scale, subtract } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';

/** −∂L/∂W_j of each layer, exactly, decay and mask aside: W_(j+1:h)ᵀ E W_(1:j−1)ᵀ with E = Σyx − W_(1:h)Σxx. */
export function layerForces(flow: Flow): Matrix<Rational>[] {
  return layerForcesIn(rationalField, flow);
}

/** The same in any field. */
export function layerForcesIn<T>(field: Field<T>, { layers, sigmaYX, sigmaXX }: Flow<T>): Matrix<T>[] {
  const [last, ...others] = [...layers].reverse();
  const output = product(field, last!, ...others);
  const E = subtract(field, sigmaYX, sigmaXX ? multiply(field, output, sigmaXX) : output);
  const transposed = layers.map(layer => layer.transpose());
  return layers.map((_, j) => {
    const after = transposed.slice(j + 1).reduceRight((sum, layer) => multiply(field, layer, sum), E);
    return transposed.slice(0, j).reduce((sum, layer) => multiply(field, sum, layer), after);
  });
}

/** −∂L/∂W1 and −∂L/∂W2, exactly: W2ᵀE and EW1ᵀ with E = Σyx − W2W1Σxx. */
export function exactForce(problem: Problem): Weights<Rational> {
  const [W1, W2] = layerForces(flowOf(problem));
  return { W1: W1!, W2: W2! };
}

/** dW1/dt and dW2/dt of gradient flow at the given weights, exactly. Every state of a flow is the start of one. */
export function exactVelocity(problem: Problem): Weights<Rational> {
  const force = exactForce(problem);
  const perTau = (matrix: Matrix<Rational>): Matrix<Rational> =>
    scale(rationalField, Rational.ONE.div(problem.tau), matrix);
  return { W1: perTau(force.W1), W2: perTau(force.W2) };
}
