import type { Claim } from '../../../src/judge/claim.ts';
import { anyWeightsCaseArbitrary } from '../../arbitraries/anyWeightsCaseArbitrary.ts';
import { balanceAt, initially, unconserved } from '../_balanceAt.ts';

// The survey orders the layers as we do and writes C₁ = W1W1ᵀ − W2ᵀW2, minus our balance; J picks the hidden blocks of the
// commutator [A, Aᵀ], which for one hidden layer is C₁ alone. No balance is assumed: C₁ may be any symmetric matrix.

export const prop6: Claim = {
  id: 'wendin2025/prop-6',
  topic: 'Balance conservation',
  title: 'JQ(t) is constant along the flow, for weights of any balance (one hidden layer)',
  section: '3.2',
  place: 'proposition 6, equation 18',
  note: 'Judged for one hidden layer (h = 2), where JQ = W1W1ᵀ − W2ᵀW2.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf W_1\mathbf W_1^\top(t)-\mathbf W_2^\top\mathbf W_2(t)=\mathbf C_1\qquad\text{for all } t\ge 0`,
      hypotheses: [],
      evidence: 'high-precision',
      cases: anyWeightsCaseArbitrary,
      judge: balanceAt(initially(-1)),
    },
  ],
  mutants: unconserved,
};
