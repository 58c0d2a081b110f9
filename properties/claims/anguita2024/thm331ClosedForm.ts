import { anguita2024Thm331, anguita2024Thm331Corrected } from '../../../src/formula/papers/anguita2024Thm331.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import {
  correlationByFormula,
  formulaMutants,
  formulaNearMisses,
  lazyFormula,
} from '../../../src/judge/statedByFormula.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { equalDimensions, fullRank, lambdaBalanced, lambdaNonzero, whitened } from '../../hypotheses/hypothesis.ts';

// Eq. 2 with Be^{Kt/τ}/2 taken out of its bracket on both sides: QQᵀ = Z[…]⁻¹Zᵀ. The print has no inverse on the bracket. At λ = 0 its X
// is 0/0, and where W2(0)W1(0) has no full rank its U and V do not determine the weights.

const printed = lazyFormula(anguita2024Thm331, { name: 'anguita2024/thm-3.3.1.3' });
const corrected = lazyFormula(anguita2024Thm331Corrected, { name: 'anguita2024/thm-3.3.1.3, corrected' });
const BRACKET = String.raw`4e^{-\mathbf K\frac t\tau}\mathbf B^{-1}(\mathbf B^\top)^{-1}e^{-\mathbf K\frac t\tau}+\bigl(\mathbf I-e^{-2\mathbf K\frac t\tau}\bigr)\mathbf K^{-1}-e^{-\mathbf K\frac t\tau}\mathbf B^{-1}\mathbf C\bigl(e^{-2\mathbf K\frac t\tau}-\mathbf I\bigr)\mathbf K^{-1}\mathbf C^\top(\mathbf B^\top)^{-1}e^{-\mathbf K\frac t\tau}`;

export const thm331ClosedForm: Claim = {
  id: 'anguita2024/thm-3.3.1.3',
  topic: 'The Riccati equation and its closed forms',
  title: 'QQᵀ(t) of λ-balanced weights with negative exponentials only (equal dimensions)',
  section: '3.3',
  place: 'theorem 3.3.1, part 3',
  note: 'K = √(S̃² + λ²/4). The print has no exponent −1 on the bracket; the extraction shows none either, and theorem 2.2.5 of the same text is braun2022’s, which has it.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf Q\mathbf Q^\top(t)=\mathbf Z\Bigl[${BRACKET}\Bigr]\mathbf Z^\top,\qquad\mathbf K=\sqrt{\tilde{\mathbf S}^2+\tfrac{\lambda^2}4\mathbb I}`,
      formula: anguita2024Thm331,
      hypotheses: [equalDimensions, whitened, lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({ dimensions: 'equal' }),
      judge: correlationByFormula(printed),
    },
    {
      name: 'as corrected',
      statement: String.raw`\mathbf Q\mathbf Q^\top(t)=\mathbf Z\Bigl[${BRACKET}\Bigr]^{-1}\mathbf Z^\top\qquad(\lambda\ne0,\text{ full rank})`,
      formula: anguita2024Thm331Corrected,
      hypotheses: [equalDimensions, whitened, lambdaBalanced, lambdaNonzero, fullRank],
      evidence: 'high-precision',
      cases: caseArbitrary({ dimensions: 'equal', rank: 'full' }),
      judge: correlationByFormula(corrected),
    },
  ],
  get mutants() {
    return formulaMutants(corrected, correlationByFormula);
  },
  get nearMisses() {
    return formulaNearMisses(corrected, correlationByFormula);
  },
};
