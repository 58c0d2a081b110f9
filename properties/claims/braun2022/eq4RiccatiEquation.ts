import type { Claim } from '../../../src/judge/claim.ts';
import { caseArbitrary } from '../../arbitraries/caseArbitrary.ts';
import { whitened } from '../../hypotheses/whitened.ts';
import { zeroBalanced } from '../../hypotheses/zeroBalanced.ts';
import { minus, plus, scaled, times } from '../_exact.ts';
import { perTau, rateOfCorrelation, riccatiRight } from '../_riccatiEquation.ts';

// Zero balance lets W2ᵀW2 and W1W1ᵀ change places: then τ d(QQᵀ)/dt = FX + XF − X² with X = QQᵀ and the F of equation 4.

const says = (right: typeof riccatiRight) => rateOfCorrelation(terms => perTau(terms, right(terms)));

export const eq4RiccatiEquation: Claim = {
  id: 'braun2022/eq-4:riccati-equation',
  topic: 'The Riccati equation and its closed forms',
  section: '2',
  title: 'With Q and F of equation 4 the gradient flow is a matrix Riccati equation',
  place: 'equation 4 and the sentence before it',
  note: 'The equation itself is not printed; it is the one that equation 5 solves, τ d(QQᵀ)/dt = FQQᵀ + QQᵀF − (QQᵀ)².',
  readings: [
    {
      name: 'as printed',
      statement: String.raw`\tau\,\frac{d}{dt}\left(\mathbf Q\mathbf Q^\top\right)=\mathbf F\mathbf Q\mathbf Q^\top+\mathbf Q\mathbf Q^\top\mathbf F-\left(\mathbf Q\mathbf Q^\top\right)^2,\qquad\mathbf F=\begin{pmatrix}0&(\tilde{\mathbf\Sigma}^{yx})^\top\\\tilde{\mathbf\Sigma}^{yx}&0\end{pmatrix}`,
      hypotheses: [whitened, zeroBalanced],
      evidence: 'exact',
      cases: caseArbitrary({ lambda: 'zero' }),
      judge: says(riccatiRight),
    },
  ],
  mutants: [
    { name: 'F → −F', judge: says(terms => riccatiRight({ ...terms, F: scaled(-1, terms.F) })) },
    { name: 'square dropped', judge: says(({ F, X }) => plus(times(F, X), times(X, F))) },
    { name: 'square doubled', judge: says(terms => minus(riccatiRight(terms), times(terms.X, terms.X))) },
    { name: 'τ dropped', judge: rateOfCorrelation(riccatiRight) },
  ],
};
