import type { Case } from '../../src/judge/case.ts';
import type { Judge } from '../../src/judge/claim.ts';
import { compare } from '../../src/judge/compare.ts';
import { AT_THE_END } from '../../src/judge/instant.ts';
import { type FlowLimit, limitEffort, limitOfFlow } from '../../src/judge/limit.ts';
import { type TaskSvd, taskSvd } from '../../src/judge/taskSvd.ts';
import type { Blocks } from '../../src/network/observables/blocks.ts';
import type { Decimal } from '../../src/numbers/decimal/decimalField.ts';

const NAMES = { map: 'W2W1 at t → ∞', gram1: 'W1ᵀW1 at t → ∞', gram2: 'W2W2ᵀ at t → ∞' } as const;

/** Compares the stated end of training with the end of the flow, block by block. */
export function convergesTo(stated: (svd: TaskSvd, given: Case) => Partial<Blocks<Decimal>>): Judge {
  return (given, effort) => {
    const limit: FlowLimit = limitOfFlow(given, effort);
    const claimed = stated(taskSvd(given.problem.sigmaYX, effort.working + 10), given);
    const comparisons = (['map', 'gram1', 'gram2'] as const).flatMap(block => {
      const value = claimed[block];
      if (value === undefined) return [];
      return [
        { quantity: NAMES[block], stated: { value, digits: effort.working }, truth: limit[block], size: limit.size },
      ];
    });
    return { ...compare(comparisons, limitEffort(effort)), at: AT_THE_END };
  };
}
