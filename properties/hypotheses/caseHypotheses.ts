import type { Case } from '../../src/judge/case.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import * as all from './hypothesis.ts';

/** Those that fractions decide. */
const DECIDED: readonly Hypothesis[] = [
  all.whitened,
  all.lambdaBalanced,
  all.zeroBalanced,
  all.lambdaNonzero,
  all.lambdaPositive,
  all.lambdaNegative,
  all.equalDimensions,
  all.unequalDimensions,
  all.twoByTwo,
  all.fullRank,
  all.fullRankTask,
  all.bottlenecked,
  all.notBottlenecked,
  all.taskBeyondWidth,
  all.equalTaskValues,
  all.aligned,
  all.unitTimeConstant,
];

/** Names of the hypotheses that a case meets, of those that can be told at once. */
export function caseHypotheses(given: Case): string[] {
  return DECIDED.filter(({ holds }) => holds(given)).map(({ name }) => name);
}
