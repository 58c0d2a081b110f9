import type { Case } from '../../src/judge/case.ts';
import type { Hypothesis } from '../../src/judge/hypothesis.ts';
import { aligned } from './aligned.ts';
import { bottlenecked } from './bottlenecked.ts';
import { equalDimensions } from './equalDimensions.ts';
import { equalTaskValues } from './equalTaskValues.ts';
import { fullRank } from './fullRank.ts';
import { fullRankTask } from './fullRankTask.ts';
import { lambdaBalanced } from './lambdaBalanced.ts';
import { lambdaNegative } from './lambdaNegative.ts';
import { lambdaNonzero } from './lambdaNonzero.ts';
import { lambdaPositive } from './lambdaPositive.ts';
import { notBottlenecked } from './notBottlenecked.ts';
import { taskBeyondWidth } from './taskBeyondWidth.ts';
import { twoByTwo } from './twoByTwo.ts';
import { unequalDimensions } from './unequalDimensions.ts';
import { unitTimeConstant } from './unitTimeConstant.ts';
import { whitened } from './whitened.ts';
import { zeroBalanced } from './zeroBalanced.ts';

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
