import type { Claim } from '../../../src/judge/claim.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { equalDimensions } from '../../hypotheses/equalDimensions.ts';
import { lambdaBalanced } from '../../hypotheses/lambdaBalanced.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { scaled } from '../_exact.ts';
import { perTau, rateOfCorrelation, riccatiRight } from '../_riccatiEquation.ts';

export const thm331RiccatiEquation: Claim = {
  id: 'anguita2024/thm-3.3.1.1',
  topic: 'The Riccati equation and its closed forms',
  title: 'F with −λ/2 and λ/2 on its diagonal makes QQᵀ obey the Riccati equation (equal dimensions)',
  section: '3.3',
  place: 'theorem 3.3.1, part 1, with the equation of theorem 2.2.4',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\tau\frac{d}{dt}(\mathbf Q\mathbf Q^\top)=\mathbf F\mathbf Q\mathbf Q^\top+\mathbf Q\mathbf Q^\top\mathbf F-(\mathbf Q\mathbf Q^\top)^2,\qquad \mathbf F=\begin{bmatrix}-\frac\lambda2\mathbb I&\tilde{\mathbf\Sigma}^{yx\top}\\ \tilde{\mathbf\Sigma}^{yx}&\frac\lambda2\mathbb I\end{bmatrix}`,
      hypotheses: [whitened, lambdaBalanced, equalDimensions],
      evidence: 'exact',
      cases: caseArbitrary({ dimensions: 'equal' }),
      judge: rateOfCorrelation(terms => perTau(terms, riccatiRight(terms))),
    },
  ],
  mutants: [
    {
      name: 'F → −F',
      judge: rateOfCorrelation(terms => perTau(terms, riccatiRight({ ...terms, F: scaled(-1, terms.F) }))),
    },
    {
      name: 'F → 2F',
      judge: rateOfCorrelation(terms => perTau(terms, riccatiRight({ ...terms, F: scaled(2, terms.F) }))),
    },
    { name: 'τ dropped', judge: rateOfCorrelation(riccatiRight) },
  ],
};
