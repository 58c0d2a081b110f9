import { anyOutput, type SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { askedOf, worstOf } from '../../src/gate/subjectJudgement.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import { bottlenecked } from '../hypotheses/bottlenecked.ts';
import { lambdaBalanced } from '../hypotheses/lambdaBalanced.ts';
import { taskBeyondWidth } from '../hypotheses/taskBeyondWidth.ts';
import { boundHolds } from './loss.ts';

// rank W2W1 ≤ Nh < rank Σyx: the singular values of the stated output beyond Nh are nothing but its error (Weyl).

export const rankOfOutput: SubjectClaim = {
  id: 'domine2025/sec-5:rank-of-the-task-exceeds-the-network',
  title: 'The output of a bottleneck has rank Nh at most, below that of the task',
  source: 'domine2025/sec-5:rank-of-the-task-exceeds-the-network with the extra hypothesis',
  needs: anyOutput,
  hypotheses: [bottlenecked, lambdaBalanced, taskBeyondWidth],
  judge: (_, trial) => {
    const Nh = trial.given.problem.W1.rows;
    return worstOf(
      trial.stated.map(({ seen: { map } }, moment) => {
        if (map === undefined) return undefined;
        const beyond = Math.hypot(...float64Svd(map).s.slice(Nh));
        const { parts, time } = trial.moments[moment]!;
        const asked = askedOf(trial, moment, ['W2W1']);
        return boundHolds('singular values beyond Nh', time, beyond, parts.W2W1.size, asked, [beyond, 0]);
      }),
    );
  },
};
