import fc from 'fast-check';
import { equalTaskValues, lambdaBalanced, nonSingularB } from '../../properties/hypotheses/hypothesis.ts';
import type { Case } from '../judge/case.ts';
import type { Reading } from '../judge/claim.ts';
import { decideCase } from '../judge/lookAt.ts';
import { architectureOf } from '../network/problem.ts';
import { multiply } from '../numbers/linearAlgebra.ts';
import type { Matrix } from '../numbers/matrix.ts';
import { rank } from '../numbers/rank.ts';
import type { Rational } from '../numbers/rational.ts';
import { rationalField } from '../numbers/rationalField.ts';

/**
 * Where a formula has no value that holds wherever it has one, in words: by the rarest property that all such cases have, and no
 * other if there is one, and by the place in the formula. Undefined where there is no such property and it has no value for a
 * network at all, whatever the numbers: then it is no statement about that network, and lacks more than single points.
 */
export function gapsOf(
  reading: Reading<Case>,
  singular: readonly { readonly given: Case; readonly message: string }[],
  held: readonly Case[],
  { seed, digits }: { readonly seed: number; readonly digits: number },
): string | undefined {
  const trait = traitOf(
    singular.map(({ given }) => given),
    held,
  );
  if (!trait.isExact) {
    const networks = new Map(singular.map(({ given }) => [widthsOf(given), given]));
    for (const given of held) networks.delete(widthsOf(given));
    for (const widths of networks.keys()) if (!hasValueSomewhere(reading, widths, seed, digits)) return undefined;
  }
  const messages = [...new Set(singular.map(({ message }) => message.replace(/, got .*$/, '')))];
  const more = messages.length > 1 ? `, and at ${messages.length - 1} more` : '';
  return `${trait.text}(${singular.length} of ${singular.length + held.length} cases): ${messages[0]}${more}`;
}

function widthsOf({ problem }: Case): string {
  const { Ni, Nh, No } = architectureOf(problem);
  return `${Ni}-${Nh}-${No}`;
}

/** Cases drawn to find some of one network, and those of it that are judged. */
const [MOST_DRAWN, MOST_JUDGED] = [4000, 12];

function hasValueSomewhere(reading: Reading<Case>, widths: string, seed: number, digits: number): boolean {
  const alike = fc
    .sample(reading.cases, { seed: seed + 1, numRuns: MOST_DRAWN })
    .filter(given => widthsOf(given) === widths && reading.hypotheses.every(({ holds }) => holds(given)));
  return alike.slice(0, MOST_JUDGED).some(given => decideCase(reading.judge, given, digits).isSingular !== true);
}

const isZero = (matrix: Matrix<Rational>): boolean => matrix.data.every(entry => entry.sign() === 0);
const rankOf = (matrix: Matrix<Rational>): number => rank(rationalField, matrix);
const mapOf = ({ problem: { W1, W2 } }: Case): Matrix<Rational> => multiply(rationalField, W2, W1);

/** From the rarest to the most common: the first that all cases without a value have names the set most closely. */
const TRAITS: readonly (readonly [string, (given: Case) => boolean])[] = [
  ['W1(0) = 0 and W2(0) = 0', ({ problem: { W1, W2 } }) => isZero(W1) && isZero(W2)],
  ['W1(0) = 0', ({ problem: { W1 } }) => isZero(W1)],
  ['W2(0) = 0', ({ problem: { W2 } }) => isZero(W2)],
  ['W2(0)W1(0) = 0', given => isZero(mapOf(given))],
  ['Σyx = 0', ({ problem: { sigmaYX } }) => isZero(sigmaYX)],
  ['t = 0', ({ time }) => time.sign() === 0],
  ['λ = 0', given => lambdaBalanced.holds(given) && given.lambda.sign() === 0],
  ['rank W1(0) < min(Ni, Nh)', ({ problem: { W1 } }) => rankOf(W1) < Math.min(W1.rows, W1.cols)],
  ['rank W2(0) < min(Nh, No)', ({ problem: { W2 } }) => rankOf(W2) < Math.min(W2.rows, W2.cols)],
  ['rank Σyx < min(Ni, No)', ({ problem: { sigmaYX } }) => rankOf(sigmaYX) < Math.min(sigmaYX.rows, sigmaYX.cols)],
  ['rank W2(0)W1(0) < min(Ni, No)', given => rankOf(mapOf(given)) < Math.min(mapOf(given).rows, mapOf(given).cols)],
  ['B is singular', given => !nonSingularB.holds(given)],
  ['all singular values of Σyx are equal', given => equalTaskValues.holds(given)],
];

interface Trait {
  readonly text: string;
  /** All cases without a value have it, and none that holds. */
  readonly isExact: boolean;
}

function traitOf(singular: readonly Case[], held: readonly Case[]): Trait {
  const shared = TRAITS.filter(([, has]) => singular.every(has));
  const exact = shared.find(([, has]) => !held.some(has));
  if (exact !== undefined) return { text: `where ${exact[0]} `, isExact: true };
  return { text: shared[0] === undefined ? '' : `on some cases where ${shared[0][0]} `, isExact: false };
}

/** Whether the initial weights have less rank than their sizes allow. */
export function isDegenerateStart({ problem: { W1, W2 } }: Case): boolean {
  return [W1, W2].some(matrix => rankOf(matrix) < Math.min(matrix.rows, matrix.cols));
}
