import type { Claim } from '../../../src/judge/claim.ts';
import { Rational } from '../../../src/numbers/rational.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { zeroBalanced } from '../../hypotheses/hypothesis.ts';
import { balanceAt, lambdaIdentity, unconserved } from '../_balanceAt.ts';

export const assumption23Persistence: Claim = {
  id: 'braun2022/assumption-2.3:persistence',
  topic: 'Balance conservation',
  title: 'Zero-balanced weights stay zero-balanced under gradient flow',
  section: '2',
  place: 'assumption 2.3, section 2',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf W_1\mathbf W_1^\top(0)=\mathbf W_2^\top\mathbf W_2(0)\;\Rightarrow\;\mathbf W_1\mathbf W_1^\top(t)=\mathbf W_2^\top\mathbf W_2(t)\quad\text{for all }t\ge0`,
      hypotheses: [zeroBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({ lambda: 'zero' }),
      judge: balanceAt(given => lambdaIdentity({ ...given, lambda: Rational.ZERO })),
    },
  ],
  mutants: unconserved,
};
