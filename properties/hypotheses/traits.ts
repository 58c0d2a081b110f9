import type { Case } from '../../src/judge/case.ts';
import type { Trait } from '../../src/judge/vocabulary.ts';
import { multiply } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { hasFullRank } from '../../src/numbers/rank.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { rationalField } from '../../src/numbers/rationalField.ts';
import { equalTaskValues } from './equalTaskValues.ts';
import { lambdaBalanced } from './lambdaBalanced.ts';
import { nonSingularB } from './nonSingularB.ts';

const isZero = (matrix: Matrix<Rational>): boolean => matrix.data.every(entry => entry.sign() === 0);
const mapOf = ({ problem: { W1, W2 } }: Case): Matrix<Rational> => multiply(rationalField, W2, W1);

/** From the rarest to the most common: the first that all cases of a set have names the set most closely. */
export const TRAITS: readonly Trait<Case>[] = [
  { text: 'W1(0) = 0 and W2(0) = 0', has: ({ problem: { W1, W2 } }) => isZero(W1) && isZero(W2) },
  { text: 'W1(0) = 0', has: ({ problem: { W1 } }) => isZero(W1) },
  { text: 'W2(0) = 0', has: ({ problem: { W2 } }) => isZero(W2) },
  { text: 'W2(0)W1(0) = 0', has: given => isZero(mapOf(given)) },
  { text: 'Σyx = 0', has: ({ problem: { sigmaYX } }) => isZero(sigmaYX) },
  { text: 't = 0', has: ({ time }) => time.sign() === 0 },
  { text: 'λ = 0', has: given => lambdaBalanced.holds(given) && given.lambda.sign() === 0 },
  { text: 'rank W1(0) < min(Ni, Nh)', has: ({ problem: { W1 } }) => !hasFullRank(W1) },
  { text: 'rank W2(0) < min(Nh, No)', has: ({ problem: { W2 } }) => !hasFullRank(W2) },
  { text: 'rank Σyx < min(Ni, No)', has: ({ problem: { sigmaYX } }) => !hasFullRank(sigmaYX) },
  { text: 'rank W2(0)W1(0) < min(Ni, No)', has: given => !hasFullRank(mapOf(given)) },
  { text: 'B is singular', has: given => !nonSingularB.holds(given) },
  { text: 'all singular values of Σyx are equal', has: given => equalTaskValues.holds(given) },
];
