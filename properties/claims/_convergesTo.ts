import type { Case } from '../../src/judge/case.ts';
import type { Judge } from '../../src/judge/claim.ts';
import { compare } from '../../src/judge/compare.ts';
import { AT_THE_END } from '../../src/judge/instant.ts';
import { type FlowLimit, limitEffort, limitOfFlow } from '../../src/judge/limit.ts';
import { type TaskSvd, taskSvd } from '../../src/judge/taskSvd.ts';
import type { Decimal } from '../../src/numbers/decimal/decimalField.ts';
import type { Matrix } from '../../src/numbers/matrix.ts';

export interface StatedLimit {
  readonly W1W1?: Matrix<Decimal>;
  readonly W2W1?: Matrix<Decimal>;
  readonly W2W2?: Matrix<Decimal>;
}

const NAMES = { W2W1: 'W2W1 at t → ∞', W1W1: 'W1ᵀW1 at t → ∞', W2W2: 'W2W2ᵀ at t → ∞' } as const;

/** Compares the stated end of training with the end of the flow, block by block. */
export function convergesTo(stated: (svd: TaskSvd, given: Case) => StatedLimit): Judge {
  return (given, effort) => {
    const limit: FlowLimit = limitOfFlow(given, effort);
    const claimed = stated(taskSvd(given.problem.sigmaYX, effort.working + 10), given);
    const comparisons = (['W2W1', 'W1W1', 'W2W2'] as const).flatMap(block => {
      const value = claimed[block];
      if (value === undefined) return [];
      return [
        { quantity: NAMES[block], stated: { value, digits: effort.working }, truth: limit[block], size: limit.size },
      ];
    });
    return { ...compare(comparisons, limitEffort(effort)), at: AT_THE_END };
  };
}
