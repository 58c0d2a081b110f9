import { domine2025Eq2 } from '../../../src/formula/papers/domine2025Eq2.ts';
import { domine2025Eq2Corrected } from '../../../src/formula/papers/domine2025Eq2Corrected.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import {
  correlationByFormula,
  formulaMutants,
  formulaNearMisses,
  lazyFormula,
} from '../../../src/judge/statedByFormula.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { lambdaBalanced, whitened } from '../../hypotheses/hypothesis.ts';

// Λ holds the Ni + No eigenvalues of F; an identity of size min(Ni, No) cannot be subtracted from e^(2Λt/τ) for any widths.
// With the size mended the solution is right for every λ, rank and width, zero eigenvalues included, as the lemma says.

const printed = lazyFormula(domine2025Eq2, { name: 'domine2025/eq-2' });
const corrected = lazyFormula(domine2025Eq2Corrected, { name: 'domine2025/eq-2, corrected' });

export const eq2: Claim = {
  id: 'domine2025/eq-2',
  topic: 'The Riccati equation and its closed forms',
  title: 'Closed form of QQᵀ(t) in the eigenbasis of F',
  section: 'A.1',
  place: 'lemma A.1, equation 2',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf Q\mathbf Q^\top(t)=e^{\mathbf F\frac t\tau}\mathbf Q(0)\left[\mathbf I_{N_h}+\mathbf Q(0)^\top\mathbf P\left(\frac{e^{2\mathbf\Lambda\frac t\tau}-\mathbf I_{\min(N_i,N_o)}}{2\mathbf\Lambda}\right)\mathbf P^\top\mathbf Q(0)\right]^{-1}\mathbf Q(0)^\top e^{\mathbf F\frac t\tau}`,
      formula: domine2025Eq2,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({}),
      judge: correlationByFormula(printed),
    },
    {
      name: 'fair reading',
      statement: String.raw`\text{as printed, the identity with as many rows as }\mathbf\Lambda,\qquad\left.\tfrac{e^{2\Lambda_it/\tau}-1}{2\Lambda_i}\right|_{\Lambda_i=0}=\tfrac t\tau`,
      formula: domine2025Eq2Corrected,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({}),
      judge: correlationByFormula(corrected),
    },
    {
      name: 'as corrected',
      statement: String.raw`\mathbf Q\mathbf Q^\top(t)=e^{\mathbf F\frac t\tau}\mathbf Q(0)\left[\mathbf I_{N_h}+\mathbf Q(0)^\top\mathbf P\left(\frac{e^{2\mathbf\Lambda\frac t\tau}-\mathbf I_{N_i+N_o}}{2\mathbf\Lambda}\right)\mathbf P^\top\mathbf Q(0)\right]^{-1}\mathbf Q(0)^\top e^{\mathbf F\frac t\tau},\qquad\left.\tfrac{e^{2\Lambda_it/\tau}-1}{2\Lambda_i}\right|_{\Lambda_i=0}=\tfrac t\tau`,
      formula: domine2025Eq2Corrected,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({}),
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
