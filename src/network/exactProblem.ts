import { DloError } from '../errors.ts';
import type { Rational } from '../numbers/rational.ts';
import { type MatrixLike, type NumberLike, readMatrix, readScalar } from '../numbers/readMatrix.ts';
import { type Problem, problem, type Weights } from './problem.ts';

/** First layer W1 (Nh×Ni) and second layer W2 (No×Nh), as rows of numbers or as matrices. */
export interface WeightsLike {
  readonly W1: MatrixLike;
  readonly W2: MatrixLike;
}

/** A problem as a program of one's own has it: rows of float64 numbers or of strings such as "1/3", or matrices. */
export interface ProblemLike extends WeightsLike {
  /** Σyx, No×Ni. */
  readonly sigmaYX: MatrixLike;
  /** Time constant τ > 0 of τ dW/dt = −∂L/∂W; default 1. */
  readonly tau?: NumberLike;
  /** Σxx, Ni×Ni; default: white inputs. */
  readonly sigmaXX?: MatrixLike;
}

/**
 * The problem that these numbers are, exactly: a float64 counts as the fraction that it stands for, so that nothing is
 * rounded before an oracle sees it. FORMAT, NOT_A_NUMBER, SHAPE and RANGE errors name the argument and the place.
 */
export function exactProblem(parts: ProblemLike): Problem {
  requireObject('problem', parts, 'must be an object with W1, W2 and sigmaYX');
  const { sigmaYX, tau, sigmaXX } = parts;
  return problem({
    W1: readMatrix('W1', parts.W1),
    W2: readMatrix('W2', parts.W2),
    sigmaYX: readMatrix('sigmaYX', sigmaYX),
    ...(tau !== undefined && { tau: readScalar('tau', tau) }),
    ...(sigmaXX !== undefined && { sigmaXX: readMatrix('sigmaXX', sigmaXX) }),
  });
}

/** The weights that these numbers are, exactly; `name` stands in front of the places in errors. */
export function exactWeights(parts: unknown, name = 'weights'): Weights<Rational> {
  requireObject(name, parts, 'must be an object with W1 and W2');
  const weights = { W1: readMatrix(`${name}.W1`, parts.W1), W2: readMatrix(`${name}.W2`, parts.W2) };
  const { W1, W2 } = weights;
  if (W2.cols !== W1.rows)
    throw new DloError('SHAPE', `${name}.W2`, `must be No×${W1.rows} to follow W1 (${W1.shape})`, W2.shape);
  return weights;
}

function requireObject(name: string, value: unknown, rule: string): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new DloError('FORMAT', name, rule, value);
}
