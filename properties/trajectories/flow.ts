import type { PartName } from '../../src/gate/parts.ts';
import { QUANTITIES, type QuantityName } from '../../src/gate/subject.ts';
import type { SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { againstTruth, worstOf } from '../../src/gate/subjectJudgement.ts';

const TITLES: Readonly<Record<QuantityName, string>> = {
  weights: 'W1 and W2 follow the gradient flow',
  qqt: 'QQᵀ follows the gradient flow, block by block',
  W1W1: 'W1ᵀW1 follows the gradient flow',
  W2W2: 'W2W2ᵀ follows the gradient flow',
  output: 'W2W1 follows the gradient flow',
  loss: 'The loss follows the gradient flow',
  ntk: 'The tangent kernel follows the gradient flow',
};

/** Each quantity that the subject states, against the oracle at every moment. */
export const flow: readonly SubjectClaim[] = QUANTITIES.map(quantity => ({
  id: `flow:${quantity}`,
  title: TITLES[quantity],
  needs: [[quantity]],
  hypotheses: [],
  judge: (_, trial) =>
    worstOf(
      trial.stated.flatMap((stated, moment) =>
        Object.entries(stated.given(quantity) ?? {}).map(([part, value]) =>
          againstTruth(trial, moment, part as PartName, value),
        ),
      ),
    ),
}));
