import { domine2025ThmA3 } from '../../../src/formula/papers/domine2025ThmA3.ts';
import { domine2025ThmA3Corrected } from '../../../src/formula/papers/domine2025ThmA3Corrected.ts';
import { domine2025ThmA3Fitting } from '../../../src/formula/papers/domine2025ThmA3Fitting.ts';
import type { Claim } from '../../../src/judge/claim.ts';
import {
  correlationByFormula,
  formulaMutants,
  formulaNearMisses,
  lazyFormula,
} from '../../../src/judge/statedByFormula.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { lambdaBalanced, whitened } from '../../hypotheses/hypothesis.ts';

// For Ni = No there is no complement and the formula is eq. 2 in the basis of the task. For Ni ≠ No four things are off:
// λ⊥ = sgn|No − Ni|·λ/2 is +λ/2 on either side, but F has −λ/2 on the inputs outside the task; its size No − Ni is negative for Ni > No;
// the exponent in A misses a 2, and with it the denominator; the identity beside e^(λ⊥t/τ) has size min(Ni, No).

const printed = lazyFormula(domine2025ThmA3, { name: 'domine2025/thm-a.3' });
const fitting = lazyFormula(domine2025ThmA3Fitting, { name: 'domine2025/thm-a.3, sizes mended' });
const corrected = lazyFormula(domine2025ThmA3Corrected, { name: 'domine2025/thm-a.3, corrected' });

export const thmA3: Claim = {
  id: 'domine2025/thm-a.3',
  topic: 'The Riccati equation and its closed forms',
  title: 'Dynamics of QQᵀ(t) for unequal input and output dimensions',
  section: 'A.3',
  place: 'theorem A.3, equations 8, 10–13, 20, 21',
  note: 'The figure that accompanies the theorem has Ni = No = 3, where the terms in λ⊥ are empty.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf Q\mathbf Q^\top(t)=\begin{pmatrix}\mathbf Z_1\mathbf A^{-1}\mathbf Z_1^\top&\mathbf Z_1\mathbf A^{-1}\mathbf Z_2^\top\\\mathbf Z_2\mathbf A^{-1}\mathbf Z_1^\top&\mathbf Z_2\mathbf A^{-1}\mathbf Z_2^\top\end{pmatrix},\quad \mathbf A\ni\mathbf W_2^\top\tilde{\mathbf U}_\perp\!\left(\frac{e^{\lambda_\perp\frac t\tau}-\mathbf I_{\min(N_i,N_o)}}{\lambda_\perp}\right)\!\tilde{\mathbf U}_\perp^\top\mathbf W_2,\quad \lambda_\perp=\operatorname{sgn}(|N_o-N_i|)\tfrac\lambda2\mathbf I_{N_o-N_i}`,
      formula: domine2025ThmA3,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({}),
      judge: correlationByFormula(printed),
    },
    {
      name: 'fair reading',
      statement: String.raw`\text{as printed, every identity and }\lambda_\perp\text{ of the size that fits, the quotients continued to }\tfrac t\tau\text{ at }0`,
      formula: domine2025ThmA3Fitting,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({}),
      judge: correlationByFormula(fitting),
    },
    {
      name: 'as corrected',
      statement: String.raw`\mathbf A\ni\mathbf W_2^\top\tilde{\mathbf U}_\perp\!\left(\frac{e^{2\lambda_\perp\frac t\tau}-\mathbf I}{2\lambda_\perp}\right)\!\tilde{\mathbf U}_\perp^\top\mathbf W_2,\qquad \lambda_\perp=+\tfrac\lambda2\text{ with }\tilde{\mathbf U}_\perp,\quad-\tfrac\lambda2\text{ with }\tilde{\mathbf V}_\perp,\qquad\text{quotients continued to }\tfrac t\tau\text{ at }0`,
      formula: domine2025ThmA3Corrected,
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
