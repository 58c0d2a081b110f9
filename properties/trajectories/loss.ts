import { scalar } from '../../src/gate/split.ts';
import type { SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { askedOf, digitsOf, judged, type SubjectJudgement, worstOf } from '../../src/gate/subjectJudgement.ts';
import { taskInFloat64 } from '../../src/gate/taskInFloat64.ts';
import { float64Svd } from '../../src/numbers/float64Svd.ts';
import type { Rational } from '../../src/numbers/rational.ts';
import { bottlenecked } from '../hypotheses/bottlenecked.ts';
import { lambdaBalanced } from '../hypotheses/lambdaBalanced.ts';
import { taskBeyondWidth } from '../hypotheses/taskBeyondWidth.ts';

/** A bound that holds, or is missed by so much. */
export function boundHolds(
  quantity: string,
  time: Rational,
  missed: number,
  size: number,
  asked: number,
  values: readonly [number, number],
): SubjectJudgement {
  return judged({
    time,
    digits: digitsOf(Math.max(0, missed), size),
    asked,
    quantity,
    stated: scalar(values[0]),
    truth: scalar(values[1]),
  });
}

export const lossFalls: SubjectClaim = {
  id: 'flow:loss-never-increases',
  title: 'The loss never increases',
  needs: [['loss']],
  hypotheses: [],
  judge: (_, trial) =>
    worstOf(
      trial.stated.slice(1).map(({ loss: later }, index) => {
        const before = trial.stated[index]!.loss;
        if (later === undefined || before === undefined) return undefined;
        const asked = Math.min(askedOf(trial, index, ['loss']), askedOf(trial, index + 1, ['loss']));
        const size = Math.max(...[index, index + 1].map(moment => trial.moments[moment]!.parts.loss.size));
        const [since, time] = [index, index + 1].map(moment => trial.moments[moment]!.time) as [Rational, Rational];
        return { ...boundHolds('rise of the loss', time, later - before, size, asked, [later, before]), since };
      }),
    ),
};

// rank W2W1 ≤ Nh, so that ½‖Σyx − W2W1‖² ≥ ½ Σ_{k>Nh} s̃_k² (Eckart and Young).

export const bottleneckLoss: SubjectClaim = {
  id: 'domine2025/sec-4:bottleneck-never-zero-loss',
  title: 'The loss of a bottleneck stays at ½ Σ_{k>Nh} s̃_k² or above',
  source: 'domine2025/sec-4:bottleneck-never-zero-loss with the extra hypothesis',
  needs: [['loss']],
  hypotheses: [bottlenecked, lambdaBalanced, taskBeyondWidth],
  judge: (_, trial) => {
    const Nh = trial.given.problem.W1.rows;
    const bound = float64Svd(taskInFloat64(trial.given))
      .s.slice(Nh)
      .reduce((sum, s) => sum + (s * s) / 2, 0);
    return worstOf(
      trial.stated.map(({ loss }, moment) => {
        if (loss === undefined) return undefined;
        const { parts, time } = trial.moments[moment]!;
        const asked = askedOf(trial, moment, ['loss']);
        return boundHolds('bound of the loss', time, bound - loss, parts.loss.size, asked, [loss, bound]);
      }),
    );
  },
};
