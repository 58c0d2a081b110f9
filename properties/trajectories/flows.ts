import { layerName } from '../../src/gate/flowMoments.ts';
import { norm } from '../../src/gate/split.ts';
import { FLOW_QUANTITIES, type FlowQuantityName } from '../../src/gate/subject.ts';
import type { SubjectClaim } from '../../src/gate/subjectClaim.ts';
import {
  againstTruth,
  askedOf,
  digitsOf,
  judged,
  type SubjectJudgement,
  worstOf,
} from '../../src/gate/subjectJudgement.ts';
import type { AnyDepth, Trial } from '../../src/gate/trial.ts';
import { balances } from '../../src/network/balance.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { subtract } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { boundHolds } from './loss.ts';

// What any solver of layers of any depth must satisfy: claims of the gate on flows.

const ANY: readonly (readonly FlowQuantityName[])[] = FLOW_QUANTITIES.map(quantity => [quantity]);

/** All parts that are stated at a moment. */
function stateAt(trial: Trial<AnyDepth>, moment: number): SubjectJudgement | undefined {
  return worstOf([...trial.stated[moment]!].map(([part, value]) => againstTruth(trial, moment, part, value)));
}

/** At t = 0 the truth is exact, and needs no oracle. */
const start: SubjectClaim<AnyDepth> = {
  id: 'depth:start',
  title: 'At t = 0 the layers are those that were given',
  hypotheses: [],
  needs: ANY,
  judge: (_, trial) => stateAt(trial, 0),
};

const follows: SubjectClaim<AnyDepth> = {
  id: 'depth:gradient-flow',
  title: 'The layers, their product and the loss are those of the raw gradient flow',
  hypotheses: [],
  needs: ANY,
  judge: (_, trial) => worstOf(trial.moments.slice(1).map((_, index) => stateAt(trial, index + 1))),
};

const lossFalls: SubjectClaim<AnyDepth> = {
  id: 'depth:loss-never-increases',
  title: 'The loss never increases',
  hypotheses: [],
  needs: [['loss']],
  judge: (_, trial) => {
    const { moments, stated } = trial;
    return worstOf(
      moments.slice(1).map(({ time, parts }, index) => {
        const [before, later] = [stated[index]!.get('loss'), stated[index + 1]!.get('loss')];
        if (before === undefined || later === undefined) return undefined;
        const values = [later.hi.at(0, 0), before.hi.at(0, 0)] as const;
        const least = Math.min(...[index, index + 1].map(moment => askedOf(trial, moment, ['loss'])));
        const size = Math.max(parts.loss!.size, moments[index]!.parts.loss!.size);
        const finding = boundHolds('rise of the loss', time, values[0] - values[1], size, least, values);
        return { ...finding, since: moments[index]!.time };
      }),
    );
  },
};

// W_(j+1)ᵀ dW_(j+1)/dt = dW_j/dt W_jᵀ: both are W_(j+1:h)ᵀ E W_(1:j)ᵀ.

const balance: SubjectClaim<AnyDepth> = {
  id: 'depth:balances',
  title: 'W_(j+1)ᵀW_(j+1) − W_jW_jᵀ of neighbouring layers stays what it was',
  source: 'wendin2025/prop-6:any-depth',
  hypotheses: [],
  needs: [['weights']],
  judge: (_, trial) =>
    worstOf(
      trial.moments.slice(1).flatMap(({ time }, index) => {
        const [first, now] = [0, index + 1].map(moment => layersAt(trial, moment));
        if (first === undefined || now === undefined) return [];
        const before = balances(float64Field, first);
        return balances(float64Field, now).map((after, j) => {
          const size = norm(now[j]!) ** 2 + norm(now[j + 1]!) ** 2 || 1;
          const names = [layerName(j), layerName(j + 1)];
          return judged({
            time,
            since: trial.moments[0]!.time,
            digits: digitsOf(norm(subtract(float64Field, after, before[j]!)), size),
            asked: askedOf(trial, index + 1, names),
            quantity: `${names[1]}ᵀ${names[1]} − ${names[0]}${names[0]}ᵀ`,
            stated: after,
            truth: before[j]!,
          });
        });
      }),
    ),
};

function layersAt({ given, stated }: Trial<AnyDepth>, moment: number): Matrix<number>[] | undefined {
  const found = given.flow.layers.map((_, j) => stated[moment]!.get(layerName(j))?.hi);
  return found.every(layer => layer !== undefined) ? (found as Matrix<number>[]) : undefined;
}

/** Everything that the gate judges on flows, in the order in which a run lists it. */
export const FLOW_GATE_CLAIMS: readonly SubjectClaim<AnyDepth>[] = [follows, start, lossFalls, balance];
