import type { PartName } from '../../src/gate/parts.ts';
import { scalar, splitNumbers } from '../../src/gate/split.ts';
import type { QuantityName } from '../../src/gate/subject.ts';
import type { SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { againstEachOther, type SubjectJudgement, worstOf } from '../../src/gate/subjectJudgement.ts';
import { taskInFloat64 } from '../../src/gate/taskInFloat64.ts';
import { type Blocks, blocksOf } from '../../src/network/observables/blocks.ts';
import { lossOfMap } from '../../src/network/observables/loss.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
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
        const made: Partial<Blocks<number>> = weights ? blocksOf(float64Field, weights) : {};
        const blocks = [
          ['W1W1', 'W1ᵀW1', 'gram1'],
          ['output', 'W2W1', 'map'],
          ['W2W2', 'W2W2ᵀ', 'gram2'],
        ] as const;
        const map = from('output', 'W2W1') ?? from('qqt', 'W2W1') ?? made.map;
        return [
          ...blocks.flatMap(([quantity, part, block]) => [
            ...same(part, from(quantity, part), from('qqt', part)),
            ...same(part, from(quantity, part), made[block]),
            ...same(part, from('qqt', part), made[block]),
          ]),
          ...(loss !== undefined && map !== undefined
            ? same('loss', scalar(loss), scalar(lossOfMap(float64Field, { sigmaYX, irreducibleLoss: 0 }, map)))
            : []),
        ];
      }),
    );
  },
};
