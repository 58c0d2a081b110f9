import type { Claim } from '../../../src/judge/claim.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { lambdaBalanced } from '../../hypotheses/hypothesis.ts';
import { balanceAt, lambdaIdentity, unconserved } from '../_balanceAt.ts';

export const thm221: Claim = {
  id: 'anguita2024/thm-2.2.1',
  topic: 'Balance conservation',
  title: 'The balanced computation keeps its value through training',
  section: '2.2',
  place: 'theorem 2.2.1, equations 2.14 and 2.15',
  note: 'The statement is judged, not its proof; the proof multiplies W2W2ᵀ and W1W1ᵀ, whose sizes No×No and Nh×Nh differ.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf W_2(t)^\top\mathbf W_2(t)-\mathbf W_1(t)\mathbf W_1(t)^\top=\lambda\,\mathbb I\qquad\text{for all } t\ge 0`,
      hypotheses: [lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({}),
      judge: balanceAt(lambdaIdentity),
    },
  ],
  mutants: unconserved,
};
