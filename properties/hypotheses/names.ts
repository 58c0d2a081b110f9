import type { NamedHypothesis } from '../../src/judge/vocabulary.ts';
import { aligned } from './aligned.ts';
import { alignedInOrder } from './alignedInOrder.ts';
import { bottlenecked } from './bottlenecked.ts';
import { criticalPoint } from './criticalPoint.ts';
import { deficientTask } from './deficientTask.ts';
import { equalDimensions } from './equalDimensions.ts';
import { equalTaskValues } from './equalTaskValues.ts';
import { fullRank } from './fullRank.ts';
import { fullRankTask } from './fullRankTask.ts';
import { funnel } from './funnel.ts';
import { invertedFunnel } from './invertedFunnel.ts';
import type { KnownHypothesis } from './knownHypothesis.ts';
import { lambdaBalanced } from './lambdaBalanced.ts';
import { lambdaNegative } from './lambdaNegative.ts';
import { lambdaNonzero } from './lambdaNonzero.ts';
import { lambdaPositive } from './lambdaPositive.ts';
import { moreInputs } from './moreInputs.ts';
import { moreOutputs } from './moreOutputs.ts';
import { nonSingularB } from './nonSingularB.ts';
import { notBottlenecked } from './notBottlenecked.ts';
import { positivelyAligned } from './positivelyAligned.ts';
import { reversal } from './reversal.ts';
import { sameSingularVectors } from './sameSingularVectors.ts';
import { square } from './square.ts';
import { startInTaskBasis } from './startInTaskBasis.ts';
import { startNotInvariant } from './startNotInvariant.ts';
import { taskBeyondWidth } from './taskBeyondWidth.ts';
import { twoByTwo } from './twoByTwo.ts';
import { unequalDimensions } from './unequalDimensions.ts';
import { unitTimeConstant } from './unitTimeConstant.ts';
import { whitened } from './whitened.ts';
import { wide } from './wide.ts';
import { widthOfInputs } from './widthOfInputs.ts';
import { widthOfOutputs } from './widthOfOutputs.ts';
import { zeroBalanced } from './zeroBalanced.ts';

/** Every hypothesis that `needs:` can name, most general first. */
export const HYPOTHESES: readonly KnownHypothesis[] = [
  whitened,
  lambdaBalanced,
  zeroBalanced,
  lambdaNonzero,
  lambdaPositive,
  lambdaNegative,
  equalDimensions,
  unequalDimensions,
  twoByTwo,
  moreInputs,
  moreOutputs,
  fullRank,
  fullRankTask,
  deficientTask,
  equalTaskValues,
  nonSingularB,
  aligned,
  sameSingularVectors,
  positivelyAligned,
  alignedInOrder,
  startInTaskBasis,
  startNotInvariant,
  criticalPoint,
  reversal,
  bottlenecked,
  notBottlenecked,
  square,
  funnel,
  invertedFunnel,
  wide,
  widthOfInputs,
  widthOfOutputs,
  taskBeyondWidth,
  unitTimeConstant,
];

/** The same by name, as formula files ask for them. */
export const HYPOTHESIS_NAMES: Readonly<Record<string, NamedHypothesis>> = Object.fromEntries(
  HYPOTHESES.map(hypothesis => [
    hypothesis.id,
    { hypothesis, ...hypothesis.narrows, ...(hypothesis.isKept && { isKept: true }) },
  ]),
);
