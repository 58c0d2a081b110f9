import { DloError } from '../errors.ts';
import type { Field } from '../numbers/field.ts';
import { convert } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { Rational } from '../numbers/rational.ts';
import { onceFor } from '../once.ts';
import { type Architecture, architecture } from './architecture.ts';

/** First layer W1 (Nh×Ni) and second layer W2 (No×Nh). */
export interface Weights<T> {
  readonly W1: Matrix<T>;
  readonly W2: Matrix<T>;
}

/**
 * What is learned from where: the correlation Σyx (No×Ni) of the task, the initial weights, and the time constant τ > 0.
 * Inputs are white (Σxx = I) unless `sigmaXX` (Ni×Ni) says otherwise. Times are given in the units of τ's own clock:
 * the flow is τ dW/dt = −∂L/∂W.
 */
export interface Problem<T = Rational> extends Weights<T> {
  readonly sigmaYX: Matrix<T>;
  readonly tau: T;
  readonly sigmaXX?: Matrix<T>;
}

export function architectureOf(weights: Weights<unknown>): Architecture {
  return architecture(weights.W1.cols, weights.W1.rows, weights.W2.rows);
}

/** An exact problem whose shapes fit; SHAPE or RANGE errors name the argument that does not. */
export function problem(parts: {
  sigmaYX: Matrix<Rational>;
  W1: Matrix<Rational>;
  W2: Matrix<Rational>;
  tau?: Rational;
  sigmaXX?: Matrix<Rational>;
}): Problem {
  const { sigmaYX, W1, W2, tau = Rational.ONE, sigmaXX } = parts;
  if (W2.cols !== W1.rows)
    throw new DloError('SHAPE', 'W2', `must be No×${W1.rows} to follow W1 (${W1.shape})`, W2.shape);
  if (sigmaYX.rows !== W2.rows || sigmaYX.cols !== W1.cols) {
    throw new DloError('SHAPE', 'sigmaYX', `must be No×Ni = ${W2.rows}×${W1.cols}`, sigmaYX.shape);
  }
  if (sigmaXX !== undefined && (sigmaXX.rows !== W1.cols || sigmaXX.cols !== W1.cols)) {
    throw new DloError('SHAPE', 'sigmaXX', `must be Ni×Ni = ${W1.cols}×${W1.cols}`, sigmaXX.shape);
  }
  if (tau.sign() <= 0) throw new DloError('RANGE', 'tau', 'must be above 0', tau.toString());
  architecture(W1.cols, W1.rows, W2.rows);
  return { sigmaYX, W1, W2, tau, ...(sigmaXX && { sigmaXX }) };
}

/** The same problem with every entry rounded once into a field: one object for a problem and a field, while both live. */
export function problemIn<T>(field: Field<T>, exact: Problem): Problem<T> {
  return inFields(exact)(field as unknown as Field<unknown>) as Problem<T>;
}

const inFields = onceFor((exact: Problem) =>
  onceFor(
    (field: Field<unknown>): Problem<unknown> => ({
      sigmaYX: convert(field, exact.sigmaYX),
      W1: convert(field, exact.W1),
      W2: convert(field, exact.W2),
      tau: field.of(exact.tau),
      ...(exact.sigmaXX && { sigmaXX: convert(field, exact.sigmaXX) }),
    }),
  ),
);
