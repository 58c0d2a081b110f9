import { againstTruth, type GateClaim, worstOf } from '../../src/gate/gateClaim.ts';
import { PARTS } from '../../src/gate/parts.ts';
import { QUANTITIES } from '../../src/gate/subject.ts';

/** At t = 0 the truth is exact, and needs no oracle. */
export const start: GateClaim = {
  id: 'flow:start',
  title: 'At t = 0 the trajectory is at the start that was given',
  needs: QUANTITIES.map(quantity => [quantity]),
  applies: () => true,
  judge: trial =>
    worstOf(
      QUANTITIES.flatMap(quantity => {
        const given = trial.stated[0]!.given(quantity) ?? {};
        return PARTS[quantity].flatMap(part => (given[part] ? [againstTruth(trial, 0, part, given[part])] : []));
      }),
    ),
};
