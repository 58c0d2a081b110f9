import { splitNumbers } from '../../src/gate/split.ts';
import type { SubjectClaim } from '../../src/gate/subjectClaim.ts';
import { againstEachOther, worstOf } from '../../src/gate/subjectJudgement.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { add, identity, kronecker } from '../../src/numbers/linearAlgebra.ts';

/** For the inputs X = I: NTK = I_No ⊗ W1ᵀW1 + W2W2ᵀ ⊗ I_Ni. */
export const tangentKernel: SubjectClaim = {
  id: 'domine2025/sec-3:ntk',
  title: 'The tangent kernel is I ⊗ W1ᵀW1 + W2W2ᵀ ⊗ I',
  source: 'domine2025/sec-3:ntk',
  needs: [
    ['ntk', 'W1W1', 'W2W2'],
    ['ntk', 'qqt'],
    ['ntk', 'weights'],
  ],
  hypotheses: [],
  judge: (_, trial) =>
    worstOf(
      trial.stated.map(({ ntk, seen: { gram1, gram2 } }, moment) => {
        if (ntk === undefined || gram1 === undefined || gram2 === undefined) return undefined;
        const expected = add(
          float64Field,
          kronecker(float64Field, identity(float64Field, gram2.rows), gram1),
          kronecker(float64Field, gram2, identity(float64Field, gram1.rows)),
        );
        return againstEachOther(trial, moment, 'NTK', [splitNumbers(ntk), splitNumbers(expected)]);
      }),
    ),
};
