import { layerName } from '../../src/gate/flows/flowMoments.ts';
import type { FlowGateClaim, FlowTrial } from '../../src/gate/flows/flowTrial.ts';
import { digitsOf, type Finding, SLACK, worstOf } from '../../src/gate/gateClaim.ts';
import { distance, norm } from '../../src/gate/split.ts';
import { FLOW_QUANTITIES, type FlowQuantityName } from '../../src/gate/subject.ts';
import { balances } from '../../src/network/balance.ts';
import { float64Field } from '../../src/numbers/float64Field.ts';
import { subtract } from '../../src/numbers/linearAlgebra.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';
import { boundHolds } from './loss.ts';

// What any solver of layers of any depth must satisfy: claims of the gate on flows.

const ANY: readonly (readonly FlowQuantityName[])[] = FLOW_QUANTITIES.map(quantity => [quantity]);

function againstTruth({ moments, stated, asked }: FlowTrial, moment: number): Finding | undefined {
  const { parts, certain, time } = moments[moment]!;
  return worstOf(
    [...stated[moment]!].map(([part, value]) => {
      const { truth, size } = parts.get(part)!;
      return {
        time,
        digits: digitsOf(distance(value, truth), size),
        asked: asked(moment, part),
        certain,
        quantity: part,
        stated: value.hi,
        truth: truth.hi,
      };
    }),
  );
}

/** At t = 0 the truth is exact, and needs no oracle. */
const start: FlowGateClaim = {
  id: 'depth:start',
  title: 'At t = 0 the layers are those that were given',
  needs: ANY,
  judge: trial => againstTruth(trial, 0),
};

const follows: FlowGateClaim = {
  id: 'depth:gradient-flow',
  title: 'The layers, their product and the loss are those of the raw gradient flow',
  needs: ANY,
  judge: trial => worstOf(trial.moments.slice(1).map((_, index) => againstTruth(trial, index + 1))),
};

const lossFalls: FlowGateClaim = {
  id: 'depth:loss-never-increases',
  title: 'The loss never increases',
  needs: [['loss']],
  judge: ({ moments, stated, asked }) =>
    worstOf(
      moments.slice(1).map(({ time, parts }, index) => {
        const [before, later] = [stated[index]!.get('loss'), stated[index + 1]!.get('loss')];
        if (before === undefined || later === undefined) return undefined;
        const values = [later.hi.at(0, 0), before.hi.at(0, 0)] as const;
        const least = Math.min(asked(index, 'loss'), asked(index + 1, 'loss')) - SLACK;
        const size = Math.max(parts.get('loss')!.size, moments[index]!.parts.get('loss')!.size);
        const finding = boundHolds('rise of the loss', time, values[0] - values[1], size, least, values);
        return { ...finding, since: moments[index]!.time };
      }),
    ),
};

// W_(j+1)ᵀ dW_(j+1)/dt = dW_j/dt W_jᵀ: both are W_(j+1:h)ᵀ E W_(1:j)ᵀ.

const balance: FlowGateClaim = {
  id: 'depth:balances',
  title: 'W_(j+1)ᵀW_(j+1) − W_jW_jᵀ of neighbouring layers stays what it was',
  source: 'wendin2025/prop-6:any-depth',
  needs: [['weights']],
  judge: trial =>
    worstOf(
      trial.moments.slice(1).flatMap(({ time }, index) => {
        const [first, now] = [0, index + 1].map(moment => layersAt(trial, moment));
        if (first === undefined || now === undefined) return [];
        const before = balances(float64Field, first);
        return balances(float64Field, now).map((after, j): Finding => {
          const size = norm(now[j]!) ** 2 + norm(now[j + 1]!) ** 2 || 1;
          const names = [layerName(j), layerName(j + 1)];
          return {
            time,
            since: trial.moments[0]!.time,
            digits: digitsOf(norm(subtract(float64Field, after, before[j]!)), size),
            asked: Math.min(...names.map(name => trial.asked(index + 1, name))) - SLACK,
            certain: Number.POSITIVE_INFINITY,
            quantity: `${names[1]}ᵀ${names[1]} − ${names[0]}${names[0]}ᵀ`,
            stated: after,
            truth: before[j]!,
          };
        });
      }),
    ),
};

function layersAt({ given, stated }: FlowTrial, moment: number): Matrix<number>[] | undefined {
  const found = given.flow.layers.map((_, j) => stated[moment]!.get(layerName(j))?.hi);
  return found.every(layer => layer !== undefined) ? (found as Matrix<number>[]) : undefined;
}

/** Everything that the gate judges on flows, in the order in which a run lists it. */
export const FLOW_GATE_CLAIMS: readonly FlowGateClaim[] = [follows, start, lossFalls, balance];
