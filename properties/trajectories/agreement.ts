import type { PartName } from '../../src/gate/parts.ts';
import { scalar, splitNumbers } from '../../src/gate/split.ts';
import type { QuantityName } from '../../src/gate/subject.ts';
import type { SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { againstEachOther, type SubjectJudgement, worstOf } from '../../src/gate/subjectJudgement.ts';
import { taskInFloat64 } from '../../src/gate/taskInFloat64.ts';
import { lossOfMap } from '../../src/network/observables/loss.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { multiply } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';

/** The same part of a network, stated in more than one way. */
export const quantitiesAgree: SubjectClaim = {
  id: 'flow:quantities-agree',
  title: 'What is stated of one time in more than one quantity is the same',
  needs: [
    ['qqt', 'output'],
    ['qqt', 'W1W1'],
    ['qqt', 'W2W2'],
    ['qqt', 'weights'],
    ['weights', 'output'],
    ['weights', 'W1W1'],
    ['weights', 'W2W2'],
    ['loss', 'output'],
    ['loss', 'qqt'],
    ['loss', 'weights'],
  ],
  hypotheses: [],
  judge: (_, trial) => {
    const sigmaYX = taskInFloat64(trial.given);
    return worstOf(
      trial.stated.flatMap((stated, moment) => {
        const same = (
          part: PartName,
          a: Matrix<number> | undefined,
          b: Matrix<number> | undefined,
        ): SubjectJudgement[] =>
          a && b ? [againstEachOther(trial, moment, part, [splitNumbers(a), splitNumbers(b)])] : [];
        const from = (quantity: QuantityName, part: PartName) => stated.given(quantity)?.[part]?.hi;
        const { weights, loss } = stated;
        const made: Partial<Record<PartName, Matrix<number>>> = weights
          ? {
              W1ᵀW1: multiply(float64Field, weights.W1.transpose(), weights.W1),
              W2W1: multiply(float64Field, weights.W2, weights.W1),
              W2W2ᵀ: multiply(float64Field, weights.W2, weights.W2.transpose()),
            }
          : {};
        const blocks = [
          ['W1W1', 'W1ᵀW1'],
          ['output', 'W2W1'],
          ['W2W2', 'W2W2ᵀ'],
        ] as const;
        const map = from('output', 'W2W1') ?? from('qqt', 'W2W1') ?? made.W2W1;
        return [
          ...blocks.flatMap(([quantity, part]) => [
            ...same(part, from(quantity, part), from('qqt', part)),
            ...same(part, from(quantity, part), made[part]),
            ...same(part, from('qqt', part), made[part]),
          ]),
          ...(loss !== undefined && map !== undefined
            ? same('loss', scalar(loss), scalar(lossOfMap(float64Field, { sigmaYX, irreducibleLoss: 0 }, map)))
            : []),
        ];
      }),
    );
  },
};
