import type { Claim } from '../../../src/judge/claim.ts';
import { sandwich } from '../../../src/judge/taskSvd.ts';
import { scale } from '../../../src/numbers/linearAlgebra.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { fullRank } from '../../hypotheses/fullRank.ts';
import { nonSingularB } from '../../hypotheses/nonSingularB.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { convergesTo } from '../_convergesTo.ts';

// Zero-balanced flow ends where QQᵀ is a stationary point of the Riccati equation: Σ over a set of task modes. All modes are
// reached exactly when Q(0) has a component along every growing direction (ṽ; ũ) of F, which is what B non-singular says.

export const thm32: Claim = {
  id: 'braun2022/thm-3.2',
  topic: 'Convergence to the task',
  title: 'The network function converges to ŨS̃Ṽᵀ, with representations ṼS̃Ṽᵀ and ŨS̃Ũᵀ',
  section: '3',
  place: 'theorem 3.2, section 3',
  note: 'Full rank is read as rank min(Ni, No): section 3 lifts assumption 2.1 (Ni = No), which the letter of assumption 2.4 still contains.',
  restsOn: ['braun2022/thm-3.1'],
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf W_2\mathbf W_1\to\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf V}^\top,\quad \mathbf W_1^\top\mathbf W_1\to\tilde{\mathbf V}\tilde{\mathbf S}\tilde{\mathbf V}^\top,\quad \mathbf W_2\mathbf W_2^\top\to\tilde{\mathbf U}\tilde{\mathbf S}\tilde{\mathbf U}^\top\qquad(t\to\infty)`,
      hypotheses: [whitened, zeroBalanced, fullRank, nonSingularB],
      evidence: 'high-precision',
      cases: caseArbitrary({ lambda: 'zero', rank: 'full', settles: true }),
      judge: convergesTo(({ field, U, S, V }) => ({
        map: sandwich(field, U, S, V),
        gram1: sandwich(field, V, S, V),
        gram2: sandwich(field, U, S, U),
      })),
    },
  ],
  mutants: [
    {
      name: 'ṼS̃Ṽᵀ → ṼS̃²Ṽᵀ',
      judge: convergesTo(({ field, S, V }) => ({
        gram1: sandwich(
          field,
          V,
          S.map(s => field.mul(s, s)),
          V,
        ),
      })),
    },
    {
      name: 'ŨS̃Ũᵀ → ŨŨᵀ',
      judge: convergesTo(({ field, S, U }) => ({
        gram2: sandwich(
          field,
          U,
          S.map((s, i, j) => (i === j ? field.one : s)),
          U,
        ),
      })),
    },
    {
      name: 'function converges to ½ŨS̃Ṽᵀ',
      judge: convergesTo(({ field, U, S, V }) => ({
        map: scale(field, field.parse('0.5'), sandwich(field, U, S, V)),
      })),
    },
  ],
};
