import type { Claim } from '../../../src/judge/claim.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { lambdaBalanced, whitened } from '../../hypotheses/hypothesis.ts';
import { balanceAt, lambdaIdentity, unconserved } from '../_balanceAt.ts';

// With E = Σyx − W2W1Σxx: τ d(W2ᵀW2)/dt = W1EᵀW2 + W2ᵀEW1ᵀ = τ d(W1W1ᵀ)/dt, so the difference is conserved by the flow.
// A sign or an order of factors that is off breaks this at once.

export const a2Persistence: Claim = {
  id: 'domine2025/a2:persistence',
  topic: 'Balance conservation',
  title: 'λ-balanced weights stay λ-balanced under gradient flow',
  section: '4',
  place: 'assumption A2, section 4',
  note: 'The extracted text has no sign between the two products; the abstract shows a garbled minus there, so the minus is read.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf W_2^\top\mathbf W_2(t)-\mathbf W_1\mathbf W_1^\top(t)=\lambda\,\mathbf I_{N_h}\qquad\text{for all } t\ge 0`,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({}),
      judge: balanceAt(lambdaIdentity),
    },
  ],
  mutants: [
    ...unconserved,
    { name: 'λ → −λ', judge: balanceAt(given => lambdaIdentity({ ...given, lambda: given.lambda.neg() })) },
  ],
};
