import { PARTS } from '../../src/gate/parts.ts';
import { QUANTITIES } from '../../src/gate/subject.ts';
import type { SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { againstTruth, worstOf } from '../../src/gate/subjectJudgement.ts';

/** At t = 0 the truth is exact, and needs no oracle. */
export const start: SubjectClaim = {
  id: 'flow:start',
  title: 'At t = 0 the trajectory is at the start that was given',
  needs: QUANTITIES.map(quantity => [quantity]),
  hypotheses: [],
  judge: (_, trial) =>
    worstOf(
      QUANTITIES.flatMap(quantity => {
        const given = trial.stated[0]!.given(quantity) ?? {};
        return PARTS[quantity].flatMap(part => (given[part] ? [againstTruth(trial, 0, part, given[part])] : []));
      }),
    ),
};
