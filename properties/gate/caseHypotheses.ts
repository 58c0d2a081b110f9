import type { Case } from '../case.ts';
import {
  aligned,
  bottlenecked,
  equalDimensions,
  equalTaskValues,
  fullRank,
  fullRankTask,
  type Hypothesis,
  lambdaBalanced,
  lambdaNegative,
  lambdaNonzero,
  lambdaPositive,
  notBottlenecked,
  taskBeyondWidth,
  twoByTwo,
  unequalDimensions,
  unitTimeConstant,
  whitened,
  zeroBalanced,
} from '../hypothesis.ts';

/** Those that fractions decide. */
const DECIDED: readonly Hypothesis[] = [
  whitened,
  lambdaBalanced,
  zeroBalanced,
  lambdaNonzero,
  lambdaPositive,
  lambdaNegative,
  equalDimensions,
  unequalDimensions,
  twoByTwo,
  fullRank,
  fullRankTask,
  bottlenecked,
  notBottlenecked,
  taskBeyondWidth,
  equalTaskValues,
  aligned,
  unitTimeConstant,
];

/** Names of the hypotheses that a case meets, of those that can be told at once. */
export function caseHypotheses(given: Case): string[] {
  return DECIDED.filter(({ holds }) => holds(given)).map(({ name }) => name);
}
