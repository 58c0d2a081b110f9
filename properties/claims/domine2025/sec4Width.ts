import type { Claim, Judge } from '../../../src/judge/claim.ts';
import { TIMELESS } from '../../../src/judge/instant.ts';
import { rank } from '../../../src/numbers/rank.ts';
import { rationalField } from '../../../src/numbers/rationalField.ts';
import { anyWeightsCaseArbitrary } from '../../arbitraries/anyWeightsCaseArbitrary.ts';
import { times } from '../_exact.ts';

// rank W2W1 ≤ min(rank W2, rank W1) ≤ min(Ni, Nh, No): hidden units beyond min(Ni, No) do not raise what can be expressed.

/** Holds where the rank of the network function is at most `bound`. */
const rankAtMost =
  (bound: (Ni: number, Nh: number, No: number) => number): Judge =>
  ({ problem: { W1, W2 } }) => {
    const [found, most] = [rank(rationalField, times(W2, W1)), bound(W1.cols, W1.rows, W2.rows)];
    return {
      outcome: found <= most ? 'held' : 'failed',
      logResidual: found <= most ? Number.NEGATIVE_INFINITY : 0,
      unmeasured: true,
      certain: Number.POSITIVE_INFINITY,
      quantity: 'rank of W2W1',
      at: TIMELESS,
      reason: `the rank is ${found}, stated is at most ${most}`,
    };
  };

export const sec4Width: Claim = {
  id: 'domine2025/sec-4:width-adds-no-rank',
  topic: 'Definitions and observables',
  section: '4',
  title: 'The rank of the network function stays bounded however wide the hidden layer is',
  place: 'section 4, on wide networks',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\operatorname{rank}\mathbf W_2\mathbf W_1\le\min(N_i,N_o)\quad\text{for all }N_h`,
      hypotheses: [],
      evidence: 'exact',
      cases: anyWeightsCaseArbitrary,
      judge: rankAtMost((Ni, _Nh, No) => Math.min(Ni, No)),
    },
  ],
  mutants: [
    { name: 'rank below min(Ni, No)', judge: rankAtMost((Ni, _Nh, No) => Math.min(Ni, No) - 1) },
    { name: 'rank at most 1', judge: rankAtMost(() => 1) },
  ],
};
