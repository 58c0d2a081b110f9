import { DloError } from '../errors.ts';
import { exactWeights } from '../network/exactProblem.ts';
import { blocksOf, namedBlocks, qqtOf } from '../network/observables/blocks.ts';
import type { Weights } from '../network/problem.ts';
import type { Matrix } from '../numbers/matrix.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';
import { readMatrix } from '../numbers/readMatrix.ts';
import { exactNorm, type MatchedPair, partSize } from './pair.ts';

/** Weights where an object with W1 and W2 was received, else undefined. */
export function readWeights(name: string, value: unknown): Weights<Rational> | undefined {
  return typeof value === 'object' && value !== null && 'W1' in value ? exactWeights(value, name) : undefined;
}

/** QQᵀ as it was received, or of the weights that were. */
export function readQqt(name: string, value: unknown): Matrix<Rational> {
  const weights = readWeights(name, value);
  return weights === undefined ? readMatrix(name, value) : qqtOf(blocksOf(rationalField, weights));
}

/** QQᵀ, (Ni+No)×(Ni+No), by its four blocks, each with its `partSize`. SHAPE where `received` is not of that shape. */
export function qqtPairs(
  at: string,
  received: Matrix<Rational>,
  expected: Matrix<Rational>,
  Ni: number,
): MatchedPair[] {
  const N = expected.rows;
  if (received.rows !== N || received.cols !== N)
    throw new DloError('SHAPE', `QQᵀ${at}`, `must be (Ni+No)×(Ni+No) = ${expected.shape}`, received.shape);
  const whole = exactNorm(expected);
  const [theirs, truths] = [namedBlocks(received, Ni), namedBlocks(expected, Ni)];
  return (['W1ᵀW1', 'W2W1', 'W1ᵀW2ᵀ', 'W2W2ᵀ'] as const).map(quantity => {
    const truth = truths[quantity];
    return { quantity, at, received: theirs[quantity], expected: truth, size: partSize(truth, whole) };
  });
}
