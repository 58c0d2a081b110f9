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
import { equalDimensions, lambdaBalanced, whitened } from '../../hypotheses/hypothesis.ts';

// The theorem with every size slip forgiven. What is left to judge are its values: for Ni = No the complements are empty and it
// holds; for Ni ≠ No and λ ≠ 0 the exponent of λ⊥ misses a 2 beside Ũ⊥, and the sign is wrong beside Ṽ⊥.

const printed = lazyFormula(domine2025ThmA3Fitting, { name: 'domine2025/thm-a.3, sizes mended' });
const corrected = lazyFormula(domine2025ThmA3Corrected, { name: 'domine2025/thm-a.3, corrected' });

export const thmA3UnequalDimensions: Claim = {
  id: 'domine2025/thm-a.3:unequal-dimensions',
  topic: 'The Riccati equation and its closed forms',
  title: 'Theorem A.3 with its sizes mended: right for Ni = No, wrong for Ni ≠ No',
  section: 'A.3',
  place: 'theorem A.3, equations 8, 10–13, 20, 21',
  note: 'The kindest reading: identities and λ⊥ take the sizes that fit, quotients their limits at zero. The figure that accompanies the theorem has Ni = No = 3, where the terms in λ⊥ are empty and nothing shows.',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\mathbf Z_1\ni\tilde{\mathbf V}_\perp e^{\lambda_\perp\frac t\tau}\tilde{\mathbf V}_\perp^\top\mathbf W_1^\top,\qquad\mathbf A\ni\mathbf W_2^\top\tilde{\mathbf U}_\perp\!\left(\frac{e^{\lambda_\perp\frac t\tau}-\mathbf I}{\lambda_\perp}\right)\!\tilde{\mathbf U}_\perp^\top\mathbf W_2+\mathbf W_1\tilde{\mathbf V}_\perp\!\left(\frac{e^{\lambda_\perp\frac t\tau}-\mathbf I}{\lambda_\perp}\right)\!\tilde{\mathbf V}_\perp^\top\mathbf W_1^\top,\qquad\lambda_\perp=\operatorname{sgn}(|N_o-N_i|)\tfrac\lambda2\,\mathbf I`,
      formula: domine2025ThmA3Fitting,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({ task: 'non-zero' }),
      judge: correlationByFormula(printed),
    },
    {
      name: 'with an extra hypothesis',
      statement: String.raw`N_i=N_o\;\Rightarrow\;\text{as printed, all terms in }\lambda_\perp\text{ being empty}`,
      formula: domine2025ThmA3Fitting,
      hypotheses: [whitened, lambdaBalanced, equalDimensions],
      evidence: 'high-precision',
      cases: caseArbitrary({ dimensions: 'equal' }),
      judge: correlationByFormula(printed),
    },
    {
      name: 'as corrected',
      statement: String.raw`\mathbf A\ni\mathbf W_2^\top\tilde{\mathbf U}_\perp\!\left(\frac{e^{\lambda\frac t\tau}-1}{\lambda}\right)\!\tilde{\mathbf U}_\perp^\top\mathbf W_2+\mathbf W_1\tilde{\mathbf V}_\perp\!\left(\frac{1-e^{-\lambda\frac t\tau}}{\lambda}\right)\!\tilde{\mathbf V}_\perp^\top\mathbf W_1^\top,\qquad\mathbf Z_1\ni\tilde{\mathbf V}_\perp e^{-\frac\lambda2\frac t\tau}\tilde{\mathbf V}_\perp^\top\mathbf W_1^\top,\qquad\mathbf Z_2\ni\tilde{\mathbf U}_\perp e^{\frac\lambda2\frac t\tau}\tilde{\mathbf U}_\perp^\top\mathbf W_2`,
      formula: domine2025ThmA3Corrected,
      hypotheses: [whitened, lambdaBalanced],
      evidence: 'high-precision',
      cases: caseArbitrary({ dimensions: 'unequal' }),
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
